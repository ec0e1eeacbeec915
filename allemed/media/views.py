"""Sound and pictures as they are sent, and the coordinator's page of what is spoken in each language."""

from contextlib import closing
from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file, url_for

from allemed import clock
from allemed.access.guard import PUBLIC, allow, current_user
from allemed.access.rules import Role
from allemed.database import db
from allemed.htmx import render
from allemed.limits import accepts_upload
from allemed.locales import LANGUAGES, _s, in_language, language
from allemed.media import actions
from allemed.media.forms import PIECE_LABELS, WHAT_HAPPENS, RecordingForm
from allemed.media.models import Picture, Recording
from allemed.media.queries import find_recordings, find_size, get_picture, get_recording
from allemed.media.rules import LARGEST_SOUND, PictureKind, Piece
from allemed.once import commit_and_go

views = Blueprint("media", __name__)

A_DAY = 86_400
FIRST = "ti"  # what the page begins with: no phone has a voice for it
PAGES = {Piece.HELP: "home.show_help", Piece.PRIVACY: "home.show_privacy"}  # long texts are read from their page


def _sent(body: bytes, mimetype: str, row_id: UUID) -> Response:
    """In parts, if a phone asks for parts (Safari plays no sound otherwise); another file has another address."""
    answer = send_file(BytesIO(body), mimetype=mimetype, conditional=True, etag=row_id.hex, max_age=A_DAY)
    answer.headers["X-Offline"] = "public"
    return answer


@views.get("/sounds/<uuid:recording_id>")
@allow(PUBLIC)
def play_recording(recording_id: UUID):
    recording = get_recording(recording_id)
    return _sent(recording.body, recording.kind, recording.id)


@views.get("/pictures/<uuid:picture_id>")
@allow(PUBLIC)
def show_picture(picture_id: UUID):
    picture = get_picture(picture_id)
    return _sent(picture.body, "image/jpeg", picture.id)


@views.get("/pictures/<uuid:picture_id>/<int:width>.<kind>")
@allow(PUBLIC)
def show_picture_size(picture_id: UUID, width: int, kind: str):
    """In one of its widths and formats."""
    size = find_size(picture_id, width, kind)
    return _sent(size.body, f"image/{size.kind}", size.id) if size else abort(404)


def picture_sources(picture: Picture) -> list[dict]:
    """For `photo`: the formats from the smallest on, each with the addresses of its widths. The last one is JPEG."""

    def address(one) -> str:
        return url_for("media.show_picture_size", picture_id=picture.id, width=one.width, kind=one.kind)

    found = {
        kind: [f"{address(one)} {one.width}w" for one in picture.sizes if one.kind == kind] for kind in PictureKind
    }
    if found[PictureKind.JPEG]:
        found[PictureKind.JPEG].append(f"{url_for('media.show_picture', picture_id=picture.id)} {picture.width}w")
    return [{"type": f"image/{kind}", "srcset": ", ".join(sizes)} for kind, sizes in found.items() if sizes]


def spoken_language() -> str:
    """The language that a page of recordings is about (`?for=`)."""
    wish = request.args.get("for", FIRST)
    return wish if wish in LANGUAGES else FIRST


def language_links(endpoint: str, **ids) -> list[dict]:
    """Each language with the address of its recordings, the present one first."""
    here = spoken_language()
    codes = sorted(LANGUAGES, key=lambda code: code != here)
    return [
        {"label": LANGUAGES[code].name, "url": url_for(endpoint, **ids, **{"for": code}), "here": code == here}
        for code in codes
    ]


def _page(form: RecordingForm, *, status: int = 200):
    code = spoken_language()
    form.file.id = f"file-{form.piece.data or Piece.FIRST_DAY}"
    known = {one.piece: one for one in find_recordings(*Piece, language=code)}
    with in_language(code):
        words = {Piece.FIRST_DAY: [str(one) for one in WHAT_HAPPENS]}
    pieces = [
        {
            "code": piece,
            "label": label,
            "words": words.get(piece, ()),
            "page": url_for(PAGES[piece], lang=code) if piece in PAGES else "",
            "recording": known.get(piece),
        }
        for piece, label in PIECE_LABELS.items()
    ]
    tabs = language_links("media.list_recordings")
    return render(
        "media/list_recordings.html", status=status, form=form, pieces=pieces, spoken=LANGUAGES[code], tabs=tabs
    )


def read_upload(form: RecordingForm) -> bytes:
    with closing(form.file.data) as upload:
        return upload.read()


def too_large(page):
    """An answer to a file whose body was never read."""

    def answer(**ids):
        form = RecordingForm(formdata=None)
        form.file.errors = [_s("This is not an MP3 or M4A file of at most 1 MB.")]
        return page(form, status=413, **ids)

    return answer


@views.route("/recordings", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@accepts_upload(LARGEST_SOUND, too_large(_page))
def list_recordings():
    """What is spoken in one language (`?for=`), and what is still to be recorded."""
    form, code = RecordingForm(), spoken_language()
    if form.validate_on_submit():
        data = read_upload(form)
        if form.piece.data not in list(Piece):
            abort(404)
        try:
            actions.add_recording(form.piece.data, code, data, by=current_user(), now=clock.now())
        except actions.NoSound as error:
            form.file.errors = [str(error)]
        else:
            return commit_and_go(url_for("media.list_recordings", **{"for": code}), _s("Saved. It can be heard now."))
    return _page(form, status=422 if form.errors else 200)


@views.post("/recordings/<uuid:recording_id>/remove")
@allow(Role.COORDINATOR)
def remove_recording(recording_id: UUID):
    recording = db.session.get_one(Recording, recording_id)
    code, activity_id = recording.language, recording.activity_id
    actions.remove_recording(recording, by=current_user(), now=clock.now())
    back = url_for("catalogue.edit_sounds", activity_id=activity_id, **{"for": code}) if activity_id else None
    return commit_and_go(back or url_for("media.list_recordings", **{"for": code}), _s("Taken away."))


def sounds_of(*pieces: str) -> list[str]:
    """Addresses of the recordings of these pieces in the reader's language, for `listen_button`."""
    found = find_recordings(*pieces, language=language().code)
    return [url_for("media.play_recording", recording_id=one.id) for one in found]


def prepare(app) -> None:
    app.jinja_env.globals["sounds_of"] = sounds_of
    app.jinja_env.globals["picture_sources"] = picture_sources

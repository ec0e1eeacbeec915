"""What is seen and heard of one group: the picture of its place or coach, and its page read aloud by somebody."""

from contextlib import closing
from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import get_activity
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.cards import title_of
from allemed.htmx import render
from allemed.limits import accepts_upload
from allemed.locales import LANGUAGES, _s
from allemed.media import actions
from allemed.media.forms import PictureForm, RecordingForm
from allemed.media.queries import find_picture, find_recordings
from allemed.media.rules import LARGEST_PHOTO, LARGEST_SOUND, Shows, piece_of
from allemed.media.views import language_links, read_upload, spoken_language, too_large
from allemed.once import commit_and_go


def _name_of(activity: Activity) -> str:
    return title_of(activity.kind, activity.gender_group)


def _picture_page(form: PictureForm, activity_id: UUID, *, status: int = 200):
    activity = get_activity(activity_id)
    return render(
        "catalogue/edit_picture.html",
        status=status,
        form=form,
        activity=activity,
        name=_name_of(activity),
        picture=find_picture(activity_id),
    )


def _photo_too_large(own_activity_id: UUID):
    form = PictureForm(formdata=None)
    form.file.errors = [_s("At most 1 MB, please.")]
    return _picture_page(form, own_activity_id, status=413)


@views.route("/our-activities/<uuid:own_activity_id>/picture", methods=["GET", "POST"])
@allow(Role.ASSOCIATION, Role.COORDINATOR)
@accepts_upload(LARGEST_PHOTO, _photo_too_large)
def edit_picture(own_activity_id: UUID):
    """The picture that a family recognises the place or the coach by."""
    form = PictureForm()
    if form.validate_on_submit():
        with closing(form.file.data) as upload:
            data = upload.read()
        try:
            actions.set_picture(own_activity_id, data, Shows(form.shows.data), by=current_user(), now=clock.now())
        except actions.UnreadablePicture as error:
            form.file.errors = [str(error)]
        else:
            back = url_for("catalogue.edit_picture", own_activity_id=own_activity_id)
            return commit_and_go(back, _s("Saved. Families see the picture now."))
    return _picture_page(form, own_activity_id, status=422 if form.errors else 200)


@views.post("/our-activities/<uuid:own_activity_id>/picture/remove")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def remove_picture(own_activity_id: UUID):
    if picture := find_picture(own_activity_id):
        actions.remove_picture(picture, by=current_user(), now=clock.now())
    return commit_and_go(url_for("catalogue.edit_picture", own_activity_id=own_activity_id), _s("Taken away."))


def _sounds_page(form: RecordingForm, activity_id: UUID, *, status: int = 200):
    activity, code = get_activity(activity_id), spoken_language()
    form.file.id = "file-group"
    known = find_recordings(piece_of(activity_id), language=code)
    piece = {
        "code": "group",
        "label": _name_of(activity),
        "words": (),
        "page": url_for("catalogue.show_activity", activity_id=activity_id, lang=code),
        "recording": known[0] if known else None,
    }
    return render(
        "catalogue/edit_sounds.html", status=status, form=form, activity=activity, piece=piece, spoken=LANGUAGES[code],
        tabs=language_links("catalogue.edit_sounds", activity_id=activity_id),
    )  # fmt: skip


@views.route("/activities/<uuid:activity_id>/sounds", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@accepts_upload(LARGEST_SOUND, too_large(_sounds_page))
def edit_sounds(activity_id: UUID):
    """The group's page, read aloud by somebody in a language no phone has a voice for."""
    form, code = RecordingForm(), spoken_language()
    if form.validate_on_submit():
        data, by = read_upload(form), current_user()
        try:
            actions.add_recording(piece_of(activity_id), code, data, activity_id=activity_id, by=by, now=clock.now())
        except actions.NoSound as error:
            form.file.errors = [str(error)]
        else:
            back = url_for("catalogue.edit_sounds", activity_id=activity_id, **{"for": code})
            return commit_and_go(back, _s("Saved. It can be heard now."))
    return _sounds_page(form, activity_id, status=422 if form.errors else 200)

"""What others have found out: read by all associations, written by any, published by the coordinator."""

from uuid import UUID

from flask import request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.htmx import render
from allemed.locales import _s
from allemed.needs import actions, queries
from allemed.needs.forms import KIND_ICONS, KIND_LABELS, MARK_LABELS, NoteForm, PublishNoteForm
from allemed.needs.rules import NOTE_KINDS, NeedKind, NoteState
from allemed.needs.rules.identifying import NEVER, pieces
from allemed.needs.views.blueprint import views
from allemed.once import commit_and_go


@views.get("/what-helped")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def list_notes():
    """Found by kind of need and by words."""
    user, asked, words = current_user(), request.args.get("kind", ""), request.args.get("q", "")[:80].strip()
    kind = NeedKind(asked) if asked in NOTE_KINDS else None
    return render(
        "needs/list_notes.html", found=queries.find_notes(user, kind=kind, words=words), kind=kind, words=words,
        waiting=queries.list_waiting_notes(user), kinds={one: KIND_LABELS[one] for one in NOTE_KINDS}, icons=KIND_ICONS,
    )  # fmt: skip


@views.route("/what-helped/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def add_note():
    form, user = NoteForm(), current_user()
    if form.validate_on_submit():
        note = actions.add_note(
            user.association_id, NeedKind(form.kind.data), form.difficult.data, form.did.data, by=user, now=clock.now()
        )  # fmt: skip
        if user.role == Role.COORDINATOR:
            return commit_and_go(url_for("needs.publish_note", note_id=note.id))
        return commit_and_go(
            url_for("needs.list_notes"), _s("Thank you. The coordinator reads it before others see it.")
        )
    return render("needs/add_note.html", status=422 if form.errors else 200, form=form)


@views.route("/what-helped/<uuid:note_id>/publish", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def publish_note(note_id: UUID):
    """What could tell who is meant is shown where it stands; a person writes it differently."""
    note = queries.get_note(note_id)
    form = PublishNoteForm(obj=note)
    if form.validate_on_submit():
        try:
            actions.publish_note(
                note, NeedKind(form.kind.data), form.difficult.data, form.did.data, is_read=form.is_read.data,
                version=form.version.data, by=current_user(), now=clock.now(),
            )  # fmt: skip
        except actions.TellsWhoIsMeant as error:
            for field in error.marks:
                form[field].errors = [str(error)]
        else:
            return commit_and_go(url_for("needs.list_notes"), _s("Published."))
    texts = {"difficult": form.difficult.data or "", "did": form.did.data or ""}
    marks = actions.marks_in(texts)
    return render(
        "needs/publish_note.html", status=422 if form.errors else 200, note=note, form=form, labels=MARK_LABELS,
        shown={field: pieces(texts[field], found) for field, found in marks.items()},
        is_never=any(mark.kind in NEVER for found in marks.values() for mark in found), is_waiting=note.state != NoteState.PUBLISHED,
    )  # fmt: skip


@views.post("/what-helped/<uuid:note_id>/put-aside")
@allow(Role.COORDINATOR)
def put_note_aside(note_id: UUID):
    actions.put_note_aside(queries.get_note(note_id), by=current_user(), now=clock.now())
    return commit_and_go(url_for("needs.list_notes"), _s("Put aside."))


@views.post("/what-helped/<uuid:note_id>/thank")
@allow(Role.ASSOCIATION)
def thank_for_note(note_id: UUID):
    actions.thank_for_note(queries.get_note(note_id), by=current_user(), now=clock.now())
    return commit_and_go(url_for("needs.list_notes"), _s("Thank you!"))

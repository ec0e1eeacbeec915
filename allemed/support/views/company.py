"""The first time: who goes along. The coordinator asks a guide; the guide sees date, place and a first name."""

from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.database import db
from allemed.delivery.rules import Topic
from allemed.followup.forms.words import FACE_LABELS
from allemed.followup.rules import Face
from allemed.forms import mark_ids
from allemed.htmx import redirect_to, render
from allemed.locales import _s, language
from allemed.once import commit_and_go
from allemed.placements.models import Placement
from allemed.placements.queries import get_placement
from allemed.placements.views.first_day import names_companion
from allemed.support import actions, notices, queries
from allemed.support.forms import AskGuideForm, BuddyForm, words
from allemed.support.rules import BookingState, Buddy
from allemed.support.views.blueprint import page_about, page_of, views
from allemed.vocabulary import LANGUAGE_LABELS, label_of


@views.get("/placements/<uuid:placement_id>/company")
@allow(Role.COORDINATOR)
@logs_reads
def show_company(placement_id: UUID):
    return _company_page(get_placement(placement_id))


def _company_page(placement: Placement, form: AskGuideForm | None = None, status: int = 200):
    arrangement = queries.find_arrangement(placement.id)
    buddy = BuddyForm(formdata=None, buddy=arrangement.buddy if arrangement else None)
    return page_about(
        placement, "show_company", status=status, booking=queries.find_living_booking(placement),
        asked=queries.list_bookings_of(placement.id), fits=queries.list_fits(current_user(), placement),
        form=form or AskGuideForm(formdata=None), buddy=mark_ids(buddy, "buddy"), words=words, faces=FACE_LABELS,
        talk_language=label_of(LANGUAGE_LABELS, placement.child.family.talk_language), states=BookingState,
    )  # fmt: skip


@views.post("/placements/<uuid:placement_id>/guide")
@allow(Role.COORDINATOR)
def ask_guide(placement_id: UUID):
    """The guide is told, without a name in the message."""
    placement, by, now = get_placement(placement_id), current_user(), clock.now()
    form = AskGuideForm()
    form.offer(guide.id for guide, _fit in queries.list_fits(by, placement))
    if not form.validate_on_submit():
        return _company_page(placement, form, 422)
    guide = queries.get_guide(form.guide_id.data)
    booking = actions.ask_guide(placement, guide, language=language().code, by=by, now=now)
    notices.tell_guide(booking, Topic.REQUEST, now=now)
    return commit_and_go(page_of("show_company", placement), _s("%(name)s is asked now.", name=guide.first_name))


@views.post("/guide-bookings/<uuid:booking_id>/take-back")
@allow(Role.COORDINATOR)
def take_back_booking(booking_id: UUID):
    booking, now = queries.get_booking(booking_id), clock.now()
    actions.take_back_booking(booking, by=current_user(), now=now)
    notices.tell_guide(booking, Topic.NEWS, now=now)
    return commit_and_go(page_of("show_company", booking.placement), _s("Noted."))


@views.post("/placements/<uuid:placement_id>/buddy")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def set_buddy(placement_id: UUID):
    """Somebody in the group looks after the child: one of three kinds, never a name."""
    placement, by, form = get_placement(placement_id), current_user(), BuddyForm()
    is_coordinator = by.role == Role.COORDINATOR
    back = page_of("show_company", placement) if is_coordinator else url_for(
        "placements.show_request", placement_id=placement.id
    )  # fmt: skip
    if not form.validate_on_submit():
        return redirect_to(back)
    actions.set_buddy(placement, Buddy(form.buddy.data), by=by, now=clock.now())
    return commit_and_go(back, _s("Noted."))


@views.get("/first-times")
@allow(Role.GUIDE)
@logs_reads
def list_first_times():
    """What a guide is asked: nothing but date, time, place and a first name."""
    user, now = current_user(), clock.now()
    found = queries.list_asked(user, now)
    page = render(
        "support/list_first_times.html", coming=[one for one, _row in found if not one.is_past],
        past=[one for one, _row in found if one.is_past and one.state == BookingState.CAN],
        faces=FACE_LABELS, name=user.name,
    )  # fmt: skip
    for seen, booking in found:
        if seen.first_name:
            record_read(booking.placement, by=user, now=now, family_id=booking.placement.child.family_id)
    db.session.commit()
    return page


@views.post("/guide-bookings/<uuid:booking_id>/answer")
@allow(Role.GUIDE, Role.COORDINATOR)
def answer_booking(booking_id: UUID):
    """I can, or I can't; the coordinator notes what a guide says by phone."""
    booking, by, now = queries.get_booking(booking_id), current_user(), clock.now()
    if request.form.get("can") not in ("yes", "no"):
        abort(422)
    actions.answer_booking(booking, can=request.form["can"] == "yes", by=by, now=now)
    notices.tell_coordinator_of_answer(booking.placement, "show_company", by=by, now=now)
    if by.role == Role.COORDINATOR:
        return commit_and_go(page_of("show_company", booking.placement), _s("Noted."))
    return commit_and_go(url_for("support.list_first_times"), _s("Thank you! The coordinator knows."))


@views.post("/guide-bookings/<uuid:booking_id>/went")
@allow(Role.GUIDE)
def say_how_it_went(booking_id: UUID):
    """One face."""
    booking = queries.get_booking(booking_id)
    if request.form.get("face") not in set(Face):
        abort(422)
    actions.say_how_it_went(booking, Face(request.form["face"]), by=current_user(), now=clock.now())
    return commit_and_go(url_for("support.list_first_times"), _s("Thank you!"))


@names_companion
def _name_of_guide(placement: Placement) -> str:
    """The family reads on its card who comes along, once the guide has said yes."""
    booking = queries.find_living_booking(placement)
    return booking.guide.first_name if booking and booking.state == BookingState.CAN else ""

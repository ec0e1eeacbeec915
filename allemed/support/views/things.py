"""Equipment and the way there: the coordinator's pages, and the family's answer about going together."""

from datetime import date
from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.associations.queries import list_givers
from allemed.audit.actions import record_read
from allemed.catalogue.queries.places import list_lenders
from allemed.families.models import Guardian
from allemed.forms import mark_ids
from allemed.htmx import redirect_to
from allemed.locales import _, _s
from allemed.once import commit_and_go
from allemed.placements.models import Placement
from allemed.placements.queries import get_placement
from allemed.support import actions, notices, queries
from allemed.support.forms import AskBothForm, LendForm, LoanForm, RideForm, words
from allemed.support.models import Loan
from allemed.support.queries.things import side_of
from allemed.support.rules import RideWay, return_date
from allemed.support.views.blueprint import page_about, page_of, today, views
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS

ITEMS = {**BRING_LABELS, **BORROW_LABELS}
DEFAULT_ITEMS = [(code, label) for code, label in ITEMS.items() if code not in ("nothing", "everything")]


@views.get("/placements/<uuid:placement_id>/equipment")
@allow(Role.COORDINATOR)
@logs_reads
def show_equipment(placement_id: UUID):
    return _equipment_page(get_placement(placement_id))


def _equipment_page(placement: Placement, form: LoanForm | None = None, status: int = 200):
    loans, lenders = queries.list_loans_of(placement.id), list_lenders()
    borrowed = {one.item for one in loans}
    missing = [item for item in queries.what_is_needed(placement) if item not in borrowed]
    return page_about(
        placement, "show_equipment", status=status, loans=loans, missing=[_missing(item, lenders) for item in missing],
        form=form or _loan_form(lenders, "more"), open_form=form is not None, items=ITEMS, lenders=lenders,
        words=words, return_on=return_date(today()),
        lend_forms={one.id: mark_ids(_lend_form(one), f"lend-{one.id}") for one in loans},
    )  # fmt: skip


def _loan_form(lenders, mark: str, **data) -> LoanForm:
    form = LoanForm(formdata=None, **data)
    form.offer(DEFAULT_ITEMS, lenders)
    return mark_ids(form, mark)


def _lend_form(loan: Loan) -> LendForm:
    return LendForm(formdata=None, due_on=loan.due_on or return_date(today()))


def _missing(item: str, lenders) -> dict:
    """One thing the child lacks, with who lends it; the form stands on the first of them."""
    having = [one for one in lenders if item in one.lends or "everything" in one.lends]
    form = _loan_form(having or lenders, f"need-{item}", item=item, lender_id=having[0].id if having else None)
    return {"item": item, "form": form, "having": having, "givers": list_givers(item)}


@views.post("/placements/<uuid:placement_id>/loans")
@allow(Role.COORDINATOR)
def want_loan(placement_id: UUID):
    placement, form = get_placement(placement_id), LoanForm()
    form.offer(DEFAULT_ITEMS, list_lenders())
    if not form.validate_on_submit():
        return _equipment_page(placement, mark_ids(form, "more"), 422)
    actions.want_loan(
        placement, form.item.data, size=form.size.data or "", lender_id=form.lender_id.data, by=current_user(),
        now=clock.now(),
    )  # fmt: skip
    return commit_and_go(page_of("show_equipment", placement), _s("Noted."))


@views.post("/loans/<uuid:loan_id>/lend")
@allow(Role.COORDINATOR)
def lend(loan_id: UUID):
    loan, form = queries.get_loan(loan_id), LendForm()
    due_on = form.due_on.data if form.validate_on_submit() else None
    actions.lend(loan, on=today(), due_on=due_on, by=current_user(), now=clock.now())
    return commit_and_go(page_of("show_equipment", loan.placement), _s("Noted. The size is deleted."))


@views.post("/loans/<uuid:loan_id>/give-back")
@allow(Role.COORDINATOR, Role.FAMILY)
def give_back(loan_id: UUID):
    """The family says so on its own page, or the coordinator notes it."""
    loan, by = queries.get_loan(loan_id), current_user()
    actions.give_back(loan, on=today(), by=by, now=clock.now())
    if by.role == Role.FAMILY:
        return commit_and_go(url_for("home.show_our_page"), _("Thank you for telling us."))
    return commit_and_go(page_of("show_equipment", loan.placement), _s("Noted."))


@views.post("/loans/<uuid:loan_id>/drop")
@allow(Role.COORDINATOR)
def drop_loan(loan_id: UUID):
    loan = queries.get_loan(loan_id)
    placement = loan.placement
    actions.drop_loan(loan, by=current_user(), now=clock.now())
    return commit_and_go(page_of("show_equipment", placement), _s("Noted."))


@views.get("/placements/<uuid:placement_id>/transport")
@allow(Role.COORDINATOR)
@logs_reads
def show_transport(placement_id: UUID):
    placement = get_placement(placement_id)
    arrangement = queries.find_arrangement(placement.id)
    rides = queries.list_rides_of(placement.id)
    asked = {one for ride in rides for one in (ride.placement_id, ride.other_id)}
    others = [one for one in queries.list_others_in_group(placement) if one.id not in asked]
    shown = {one.child for one in others} | {one.child for ride in rides for one in (ride.placement, ride.other)}
    for child in shown - {placement.child}:
        record_read(child, by=current_user(), now=clock.now(), family_id=child.family_id)
    return page_about(
        placement, "show_transport", arrangement=arrangement, words=words, ways=RideWay,
        rides=[{"row": one, "sides": [_side(one, side) for side in (one.placement, one.other)]} for one in rides],
        others=others,
    )  # fmt: skip


def _side(ride, placement: Placement) -> dict:
    return {"placement": placement, "says": side_of(ride, placement.id).says}


@views.post("/placements/<uuid:placement_id>/ride")
@allow(Role.COORDINATOR)
def set_ride(placement_id: UUID):
    placement, form = get_placement(placement_id), RideForm()
    if not form.validate_on_submit():
        return redirect_to(page_of("show_transport", placement))
    actions.set_ride(placement, RideWay(form.way.data), by=current_user(), now=clock.now())
    return commit_and_go(page_of("show_transport", placement), _s("Noted."))


@views.post("/placements/<uuid:placement_id>/rides")
@allow(Role.COORDINATOR)
def ask_both(placement_id: UUID):
    """Both families are asked, each on its own page."""
    placement, by, now, form = get_placement(placement_id), current_user(), clock.now(), AskBothForm()
    form.offer(one.id for one in queries.list_others_in_group(placement))
    if not form.validate_on_submit():
        return redirect_to(page_of("show_transport", placement))
    other = get_placement(form.other_id.data)
    actions.ask_both(placement, other, by=by, now=now)
    for one in (placement, other):
        notices.tell_family(one, by=by, now=now)
    return commit_and_go(page_of("show_transport", placement), _s("Both families are asked now."))


@views.post("/placements/<uuid:placement_id>/rides/<uuid:ride_id>/answer")
@allow(Role.FAMILY, Role.COORDINATOR)
def answer_ride(placement_id: UUID, ride_id: UUID):
    """Yes or no of one family; a yes can be taken back. The coordinator notes what is said by voice."""
    placement, ride, by, now = get_placement(placement_id), queries.get_ride(ride_id), current_user(), clock.now()
    if placement.id not in (ride.placement_id, ride.other_id) or request.form.get("says") not in ("yes", "no"):
        abort(404)
    says = request.form["says"] == "yes"
    actions.answer_ride(ride, placement, says=says, guardian=_whose_phone(placement, by), by=by, now=now)
    if by.role == Role.COORDINATOR:
        return commit_and_go(page_of("show_transport", placement), _s("Noted."))
    notices.tell_coordinator_of_answer(placement, "show_transport", by=by, now=now)
    return commit_and_go(url_for("home.show_our_page"), _("Thank you for telling us."))


def _whose_phone(placement: Placement, user) -> Guardian | None:
    """The adult who answers; for a spoken answer the first one of the family."""
    guardians = placement.child.family.guardians
    return next((one for one in guardians if one.user_id == user.id), guardians[0] if guardians else None)


def on_our_page(user, placements: list[Placement], day: date) -> dict:
    """What stands on a family's page: going together, and what goes back."""
    return {
        "ride_sides": queries.list_ride_sides([one.id for one in placements]),
        "loans": queries.list_loans_of_family(user),
        "items": ITEMS,
        "by_placement": {one.id: one for one in placements},
        "today": day,
    }

"""Cards of the coordinator's day: a guide who has not said yes, a late answer about a fee, something that goes back."""

from datetime import timedelta

from flask import url_for

from allemed import clock
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s, ngettext_s
from allemed.support.rules import BookingState
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS, label_of

ITEMS = {**BRING_LABELS, **BORROW_LABELS}


def _child(placement, window: Window) -> str:
    return f"{placement.child.first_name}, {window.today.year - placement.child.birth_year}"


def _guide(row, window: Window) -> Task:
    """Nobody goes along yet."""
    placement, booking = row
    on = clock.local(placement.first_session_at, window.zone).date()
    name = booking.guide.first_name
    titles = {
        BookingState.ASKED: _s("%(name)s has not answered", name=name),
        BookingState.CAN: _s("The family took its yes to the guide back"),
    }
    said_no = booking.state != BookingState.ASKED
    days = (on - window.today).days
    when = {0: _s("today"), 1: _s("tomorrow")}.get(days, ngettext_s("in %(num)s day", "in %(num)s days", days))
    return Task(
        TodayItem(TodayKind.GUIDE, max(window.today, on - timedelta(days=2))), "users",
        titles.get(booking.state, _s("%(name)s cannot go along", name=name)),
        _s("Ask another guide") if said_no else _s("Open"),
        url_for("support.show_company", placement_id=placement.id), about=_child(placement, window), why=when,
        waits=said_no,
    )  # fmt: skip


def _late_answer(row, window: Window) -> Task:
    return Task(
        TodayItem(TodayKind.FEE_HELP, row.expected_on), "ticket", _s("No answer about the fee"), _s("Ask for it"),
        url_for("support.show_application", application_id=row.id), about=row.reference,
        why=row.scheme.name if row.scheme else "", since=days_ago(row.expected_on),
    )  # fmt: skip


def _loan(row, window: Window) -> Task:
    late = row.due_on < window.today
    return Task(
        TodayItem(TodayKind.LOAN, row.due_on), "backpack",
        _s("%(item)s: to be given back", item=label_of(ITEMS, row.item)), _s("Open"),
        url_for("support.show_equipment", placement_id=row.placement_id), about=_child(row.placement, window),
        why=row.lender.name if row.lender else "", since=days_ago(row.due_on) if late else "",
    )  # fmt: skip


MAKERS["guides"] = _guide
MAKERS["fee_help"] = _late_answer
MAKERS["loans"] = _loan

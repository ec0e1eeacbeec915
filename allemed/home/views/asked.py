"""What is asked of an association beside children: one line each, one tap each, and only when there is something."""

from datetime import date, datetime

from flask import url_for

from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.attendance.queries import list_to_tap
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_last_season
from allemed.catalogue.rules.freshness import is_inventory_due, is_pilot_to_follow_up
from allemed.commitments.forms import promise_text
from allemed.config import settings
from allemed.followup.rules import CheckInKind
from allemed.formatting import date_text
from allemed.gatherings.views.invited import my_invitations
from allemed.home.queries import list_promises_due
from allemed.locales import _s, ngettext_s

PROMISES_SHOWN = 2


def asked_of(association: Association, running: list[Activity], now: datetime, today: date) -> list[dict]:
    """Lines for `list_row`: groups of last season, the yearly inventory."""
    again = len(list_last_season(association.id, now=now, today=today, spot_days=settings().spot_days))
    lines = []
    if again:
        title = ngettext_s("%(num)s group of last season", "%(num)s groups of last season", again)
        lines.append(_line("arrows-clockwise", title, _s("Post them again"), url_for("catalogue.post_again")))
    said_at = association.offers_confirmed_at or association.created_at
    if running and is_inventory_due(said_at, now):
        title = _s("Is this still what you offer?")
        lines.append(_line("list-checks", title, _s("Once a year, one press"), url_for("home.confirm_our_offers")))
    return lines


def lines_of(user: User, asked: list, asks: list[dict], wish_count: int, today: date, now: datetime) -> list[dict]:
    """All that is asked of the association beside requests, most urgent first; `asked` as `list_asked` with what is
    shared. Children come before papers: call and ask, who was there, wishes, then the rest."""
    lines = []
    for question, shared in asked:
        if question.kind == CheckInKind.MISSED_TWICE:
            text = " · ".join(filter(None, (shared.first_name, question.placement.activity.name)))
            url = url_for("followup.show_group_question", check_in_id=question.id)
            lines.append(_line("phone", _s("Call and ask"), text, url))
    for one in list_to_tap(user, today, now):
        day = _s("Today") if one.day == today else date_text(one.day, "weekday")
        url = url_for("attendance.show_session", own_activity_id=one.activity.id, day=one.day.isoformat())
        lines.append(_line("list-checks", one.activity.name, f"{_s('Who was there?')} · {day}", url))
    if wish_count:
        title = ngettext_s("%(num)s wish waits for an answer", "%(num)s wishes wait for an answer", wish_count)
        lines.append(_line("star", title, _s("Do you have room?"), url_for("home.show_our_wishes")))
    for one in my_invitations():
        title = _s("You are invited: %(what)s", what=one["gathering"].title)
        lines.append(_line("envelope-simple", title, date_text(one["gathering"].held_on, "weekday"), one["url"]))
    return lines + asks + _promises(user, today)


def _promises(user: User, today: date) -> list[dict]:
    """The two most urgent; the others stand one tap away, under Promises."""
    lines = []
    for one in list_promises_due(user.association_id, today)[:PROMISES_SHOWN]:
        due = date_text(one.due_on)
        text = _s("late since %(date)s", date=due) if one.due_on < today else _s("by %(date)s", date=due)
        url = url_for("commitments.show_commitment", commitment_id=one.id)
        lines.append(_line("list-checks", promise_text(one), text, url))
    return lines


def _line(icon: str, title: str, text: str, url: str) -> dict:
    return {"icon": icon, "title": title, "text": text, "url": url}


def pilots_of(groups: list[Activity], today: date) -> list[Activity]:
    """Trials that are over and that nobody has said anything about."""
    return [one for one in groups if is_pilot_to_follow_up(one.pilot_until, one.pilot_outcome is not None, today)]

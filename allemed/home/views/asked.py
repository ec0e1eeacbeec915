"""What is asked of an association beside children: one line each, one tap each, and only when there is something."""

from datetime import date, datetime

from flask import url_for

from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_last_season
from allemed.catalogue.rules.freshness import is_inventory_due, is_pilot_to_follow_up
from allemed.config import settings
from allemed.home.queries.wishes import list_wishes, wishes_for
from allemed.locales import _s, ngettext_s


def asked_of(association: Association, groups: list[Activity], now: datetime, today: date) -> list[dict]:
    """Lines for `list_row`: wishes that fit, groups of last season, the yearly inventory."""
    running = [one for one in groups if one.is_open]
    wished = len(wishes_for(running, list_wishes(now)))
    again = len(list_last_season(association.id, now=now, today=today, spot_days=settings().spot_days))
    lines = []
    if wished:
        title = ngettext_s(
            "Children wish for %(num)s of your groups", "Children wish for %(num)s of your groups", wished
        )
        lines.append(_line("star", title, _s("Do you have room?"), url_for("home.show_our_wishes")))
    if again:
        title = ngettext_s("%(num)s group of last season", "%(num)s groups of last season", again)
        lines.append(_line("arrows-clockwise", title, _s("Post them again"), url_for("catalogue.post_again")))
    if running and is_inventory_due(association.offers_confirmed_at or association.created_at, now):
        title = _s("Is this still what you offer?")
        lines.append(_line("list-checks", title, _s("Once a year, one press"), url_for("home.confirm_our_offers")))
    return lines


def _line(icon: str, title: str, text: str, url: str) -> dict:
    return {"icon": icon, "title": title, "text": text, "url": url}


def pilots_of(groups: list[Activity], today: date) -> list[Activity]:
    """Trials that are over and that nobody has said anything about."""
    return [one for one in groups if is_pilot_to_follow_up(one.pilot_until, one.pilot_outcome is not None, today)]

"""What is told of one group, in the reader's language: on its page, on its poster, on the first-day card."""

from datetime import date

from allemed import clock
from allemed.catalogue.forms.words import CANCEL_LABELS, HOLIDAY_LABELS
from allemed.catalogue.models import Activity, CancelledSession
from allemed.catalogue.rules import is_fresh, kind_of
from allemed.catalogue.rules.facts import cost_per_month, cost_per_year
from allemed.catalogue.rules.seasons import is_over, spans_of
from allemed.catalogue.views.advice import lenders_of, map_url, site_words
from allemed.catalogue.views.cards import ages_text, own_name, span, start_times, title_of
from allemed.config import settings
from allemed.countries import profile
from allemed.formatting import comma, date_text, weekday_name
from allemed.locales import _
from allemed.vocabulary import (
    ACCESSIBILITY_LABELS,
    BORROW_LABELS,
    BRING_LABELS,
    LANGUAGE_LABELS,
    PARENT_TASK_LABELS,
    PAYMENT_CARD_LABELS,
    home_words,
    label_of,
)

CANCELLED_WEEKS = 4  # our default: as far as a page tells of what is cancelled


def in_one_line(told: dict) -> str:
    """What a chat says of a link to a group: where, when, who."""
    place, days = told["activity"].place, [weekday_name(day, "short") for day in told["days"]]
    parts = [place.name if place else "", comma().join(days) + f" {told['time']}" if days else "", told["ages"]]
    return " · ".join(part for part in parts if part)


def describe(activity: Activity) -> dict:
    """What `catalogue/_facts.html` says of a group, in the reader's language; pages of other features show it too."""
    today = clock.today(settings().zone)
    year = today.year
    title = title_of(activity.kind, activity.gender_group, activity.holiday)
    times = [(one.weekday, one.starts, one.ends) for one in activity.sessions]
    return {
        "activity": activity,
        "association": activity.association,
        "kind": kind_of(activity.kind),
        "name": title,
        "group": own_name(activity.name, activity.kind, title),
        "ages": ages_text(activity.birth_year_from, activity.birth_year_to, year),
        "born": span(activity.birth_year_from, activity.birth_year_to),
        "days": sorted({day for day, _starts, _ends in times}),
        "time": start_times(times),
        "map_url": map_url(activity.place),
        "cancelled": [
            cancelled_text(one)
            for one in activity.cancelled
            if 0 <= (one.session_on - today).days < 7 * CANCELLED_WEEKS
        ],
        "season": season_of(activity, today),
        "holiday": HOLIDAY_LABELS[activity.holiday] if activity.holiday else "",
        "hosts": [one.name for one in (activity.association, *activity.hosts)] if activity.hosts else [],
        "goes_on_in": activity.goes_on_in if activity.goes_on_in and activity.goes_on_in.is_open else None,
        "per_year": cost_per_year(activity.cost_per_half_year) if activity.cost_per_half_year else None,
        "per_month": cost_per_month(activity.cost_per_half_year) if activity.cost_per_half_year else None,
        "home_language": profile().default_language,
        "lenders": lenders_of(activity),
        "site_words": site_words(kind_of(activity.kind).code),
        **_words(activity),
    }


def cancelled_text(one: CancelledSession) -> str:
    """ "No session on Tuesday 1 December: The weather"."""
    reason = CANCEL_LABELS[one.reason]
    return _("No session on %(date)s: %(reason)s", date=date_text(one.session_on, "weekday"), reason=reason)


def season_of(activity: Activity, today: date) -> dict:
    """What a family needs of the season: when it begins if it has not, when it ends, and the next days without."""
    pauses = [span for span in spans_of(activity.left_out) if span.last >= today][:3]
    return {
        "begins_on": activity.starts_on if activity.starts_on and activity.starts_on > today else None,
        "ends_on": activity.ends_on,
        "is_over": is_over(activity.ends_on, today),
        "pauses": [(span.first, span.last) for span in pauses],
    }


def _words(activity: Activity) -> dict:
    home = profile().default_language
    cards = [code for code in PAYMENT_CARD_LABELS if getattr(activity.association, f"accepts_{code}")]
    return {
        "cards_accepted": home_words(PAYMENT_CARD_LABELS, cards, home),
        "bring": home_words(BRING_LABELS, activity.bring, home),
        "borrow": home_words(BORROW_LABELS, activity.borrow, home),
        "coach_languages": [label_of(LANGUAGE_LABELS, code) for code in activity.languages],
        "tasks": [label_of(PARENT_TASK_LABELS, code) for code in activity.parent_tasks],
        "access": [label_of(ACCESSIBILITY_LABELS, code) for code in activity.accessibility],
    }


def has_room(activity: Activity) -> bool:
    """Would the families' list show this group now?"""
    spot = activity.spot
    if spot is None or not (spot.is_open and spot.free and activity.is_open):
        return False
    if is_over(activity.ends_on, clock.today(settings().zone)):
        return False
    return is_fresh(spot.confirmed_at, clock.now(), settings().spot_days)

"""Rows of the list as cards in the reader's language."""

from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from uuid import UUID

from flask import url_for

from allemed.catalogue.queries import Card
from allemed.catalogue.queries.search import fold
from allemed.catalogue.rules import GenderGroup, kind_of
from allemed.catalogue.rules.distance import Point, walking_minutes
from allemed.catalogue.rules.facts import ages, cost_per_month
from allemed.catalogue.rules.synonyms import SYNONYMS
from allemed.formatting import money
from allemed.locales import _
from allemed.vocabulary import BORROW_LABELS, GENDER_GROUP_LABELS, KIND_LABELS, label_of

_NOBODY = UUID(int=0)


def span(low: int, high: int) -> str:
    """7–9, isolated, so that it never turns round in right-to-left text."""
    return str(low) if low == high else f"\u2066{low}–{high}\u2069"


def ages_text(birth_year_from: int, birth_year_to: int, year: int) -> str:
    """ "8–10 years"."""
    return _("%(ages)s years", ages=span(*ages(birth_year_from, birth_year_to, year)))


def start_times(times: Iterable[tuple[int, time, time]]) -> str:
    """ "17:00", or "16:30 / 18:00" where the days differ."""
    return " / ".join(dict.fromkeys(f"{starts:%H:%M}" for _day, starts, _ends in times))


def title_of(kind: str, gender_group: GenderGroup) -> str:
    """What it is in the reader's language: "Football", "Football · Girls"."""
    label = str(label_of(KIND_LABELS, kind_of(kind).code))
    return label if gender_group == GenderGroup.ALL else f"{label} · {GENDER_GROUP_LABELS[gender_group]}"


_EVERYDAY = frozenset(
    [
        "ar",
        "aar",
        "alder",
        "born",
        "for",
        "og",
        "och",
        "and",
        "i",
        "pa",
        "jenter",
        "gutter",
        "flickor",
        "pojkar",
        "girls",
        "boys",
        "fra",
        "til",
    ]
)


def own_name(name: str, kind: str, title: str = "") -> str:
    """The group's own name; "" if it only repeats the kind, the ages or whom it is for."""
    known = fold(f"{SYNONYMS.get(kind, '')} {title}").split()
    says_more = any(
        not (word.isdecimal() or word in _EVERYDAY or any(word.startswith(one) for one in known if len(one) > 2))
        for word in fold(name).split()
    )
    return name if says_more else ""


def month_text(cost_per_half_year: Decimal | None) -> str:
    """ "90 kr a month"; "" when unknown or free."""
    if not cost_per_half_year:
        return ""
    return _("%(amount)s a month", amount=money(cost_per_month(cost_per_half_year)))


def borrow_text(codes: list[str]) -> str:
    """ "To borrow: shoes": at most two things, the rest stands on the page of the group."""
    if not codes:
        return ""
    if "everything" in codes:
        return _("Everything can be borrowed")
    return _("To borrow: %(things)s", things=", ".join(str(label_of(BORROW_LABELS, code)) for code in codes[:2]))


def cards_of(found: list[Card], *, year: int, near: Point | None) -> list[dict]:
    """What `activity_card` draws, one for each row. The address is made once for all of them."""
    address = url_for("catalogue.show_activity", activity_id=_NOBODY)
    return [_card(card, year, near, address.replace(str(_NOBODY), str(card.row.id))) for card in found]


def _card(card: Card, year: int, near: Point | None, url: str) -> dict:
    row = card.row
    kind, title = kind_of(row.kind), title_of(row.kind, row.gender_group)
    return {
        "url": url,
        "icon": kind.icon,
        "family": kind.family,
        "name": title,
        "association": row.association,
        "group": own_name(row.name, row.kind, title),
        "place": row.place,
        "ages": ages_text(row.birth_year_from, row.birth_year_to, year),
        "days": sorted({day for day, _starts, _ends in card.times}),
        "time": start_times(card.times),
        "spots": row.free,
        "free": row.cost_per_half_year == 0,
        "cost": month_text(row.cost_per_half_year),
        "walk_minutes": _minutes(row, near),
        "distance_asked": near is not None,
        "borrow": borrow_text(row.borrow),
        "trial": row.trial_times > 0 and row.cost_per_half_year != 0,
    }


def _minutes(row, near: Point | None) -> int | None:
    if near is None or row.latitude is None or row.longitude is None:
        return None
    return walking_minutes(near, Point(row.latitude, row.longitude))

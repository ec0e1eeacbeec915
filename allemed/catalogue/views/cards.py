"""Rows of the list as cards in the reader's language."""

import json
from collections.abc import Iterable, Sequence
from datetime import time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from markupsafe import Markup
from sqlalchemy import Row

from allemed.catalogue.forms.words import HOLIDAY_LABELS
from allemed.catalogue.models import WeeklySession
from allemed.catalogue.queries import times_of
from allemed.catalogue.rules import GenderGroup, Holiday, kind_of
from allemed.catalogue.rules.distance import Point, walking_minutes
from allemed.catalogue.rules.facts import ages, cost_per_month, cost_per_year
from allemed.catalogue.rules.folding import fold
from allemed.catalogue.rules.synonyms import SYNONYMS
from allemed.formatting import comma, date_text, money
from allemed.kept_pages import remembered_each, until_a_change
from allemed.locales import _, language
from allemed.media.models import Recording
from allemed.media.queries import list_pieces_in
from allemed.media.rules import piece_of
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS, GENDER_GROUP_LABELS, KIND_LABELS, label_of

_NOBODY = UUID(int=0)
Times = tuple[tuple[int, time, time], ...]


def span(low: int, high: int) -> str:
    """7–9, isolated, so that it never turns round in right-to-left text."""
    return str(low) if low == high else f"\u2066{low}–{high}\u2069"


def ages_text(birth_year_from: int, birth_year_to: int, year: int) -> str:
    """ "8–10 years"."""
    return _("%(ages)s years", ages=span(*ages(birth_year_from, birth_year_to, year)))


def start_times(times: Iterable[tuple[int, time, time]]) -> str:
    """ "17:00", or "16:30 / 18:00" where the days differ."""
    return " / ".join(dict.fromkeys(f"{starts:%H:%M}" for _day, starts, _ends in times))


def title_of(kind: str, gender_group: GenderGroup, holiday: Holiday | None = None) -> str:
    """What it is in the reader's language: "Football", "Football · Girls", "Camp · Summer holiday"."""
    said = [label_of(KIND_LABELS, kind_of(kind).code)]
    said += [GENDER_GROUP_LABELS[gender_group]] if gender_group != GenderGroup.ALL else []
    said += [HOLIDAY_LABELS[holiday]] if holiday else []
    return " · ".join(str(one) for one in said)


# Besides the kind and numbers, words that say nothing of a group's own: whom it is for, ages (made comparable)
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
_OF_THE_COUNTRY = ("nb", "nn", "sv", "en")  # the languages that associations name their groups in


@cache
def _known_words(kind: str) -> tuple[str, ...]:
    words = [word for code in _OF_THE_COUNTRY for word in SYNONYMS[code].get(kind, ())]
    return tuple(word for word in dict.fromkeys(fold(" ".join(words)).split()) if len(word) > 2)


@lru_cache(8192)
def own_name(name: str, kind: str, title: str = "") -> str:
    """The group's own name; "" if it only repeats the kind, the ages or whom it is for."""
    known = (*_known_words(kind), *(word for word in fold(title).split() if len(word) > 2))
    says_more = any(
        not (word.isdecimal() or word in _EVERYDAY or word.startswith(known)) for word in fold(name).split()
    )
    return name if says_more else ""


def cost_text(cost_per_half_year: Decimal | None) -> str:
    """ "1 080 kr a year, 90 kr a month"; "" when unknown or free."""
    if not cost_per_half_year:
        return ""
    return _(
        "%(year)s a year, %(month)s a month",
        year=money(cost_per_year(cost_per_half_year)), month=money(cost_per_month(cost_per_half_year)),
    )  # fmt: skip


def bring_text(bring: list[str], borrow: list[str]) -> str:
    """ "Bring: shoes. To borrow: shin guards": at most two things each, the rest stands on the page of the group."""
    if "everything" in borrow:
        return _("Everything can be borrowed")
    said = []
    if bring:
        said.append(_("Bring: %(things)s", things=_first_two(BRING_LABELS, bring)))
    if borrow:
        said.append(_("To borrow: %(things)s", things=_first_two(BORROW_LABELS, borrow)))
    return ". ".join(said)


def _first_two(labels: dict, codes: list[str]) -> str:
    return comma().join(str(label_of(labels, code)) for code in codes[:2])


def cards_of(rows: Sequence[Row], *, year: int, near: Point | None = None, heading: str = "h2") -> list[Markup]:
    """The card of each row of the list. What is the same as before is not drawn again."""
    ids = tuple(row.id for row in rows)
    times = until_a_change(lambda: times_of(ids), "times", ids, of=(WeeklySession,))
    address = url_for("catalogue.show_activity", activity_id=_NOBODY)
    code = language().code
    spoken = until_a_change(lambda: list_pieces_in(code), "spoken", code, of=(Recording,))
    sounds = [_sound(spoken.get(piece_of(row.id))) for row in rows] if spoken else [""] * len(rows)
    return remembered_each(
        lambda place: _draw(_card(rows[place], times[ids[place]], year, near, address, sounds[place]), heading),
        [
            ("card", row[:-1], times[row.id], year, near, address, sound, heading)
            for row, sound in zip(rows, sounds, strict=True)
        ],
    )


def _sound(recording_id: UUID | None) -> str:
    return url_for("media.play_recording", recording_id=recording_id) if recording_id else ""


def _draw(card: dict, heading: str) -> Markup:
    macros: Any = current_app.jinja_env.get_template("components/activity_card.html").module
    return macros.activity_card(card, heading)


def _card(row: Row, times: Times, year: int, near: Point | None, address: str, sound: str) -> dict:
    kind, title = kind_of(row.kind), title_of(row.kind, row.gender_group, row.holiday)
    return {
        "url": address.replace(str(_NOBODY), str(row.id)),
        "icon": kind.icon,
        "family": kind.family,
        "name": title,
        "association": row.association,
        "group": own_name(row.name, row.kind, title),
        "place": row.place,
        "walk_minutes": _minutes(row, near),
        "distance_asked": near is not None,
        "days": sorted({day for day, _starts, _ends in times}),
        "time": start_times(times),
        "after_school": row.is_right_after_school,
        "ages": _("For parents") if row.is_for_parents else ages_text(row.birth_year_from, row.birth_year_to, year),
        "beginners": row.is_for_beginners,
        "spots": row.free,
        "free": row.cost_per_half_year == 0,
        "trial": row.trial_times > 0 and row.cost_per_half_year != 0,
        "cost": cost_text(row.cost_per_half_year),
        "bring": bring_text(json.loads(row.bring), json.loads(row.borrow)),
        "confirmed": date_text(row.confirmed_at, "day"),
        "sound": sound,
    }


def _minutes(row, near: Point | None) -> int | None:
    if near is None or row.latitude is None or row.longitude is None:
        return None
    return walking_minutes(near, Point(row.latitude, row.longitude))

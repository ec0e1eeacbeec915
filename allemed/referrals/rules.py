"""Where an interest came from, and what a partner is told about it."""

import secrets
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

MOST_FROM_A_PHONE = 5  # a day; our default against somebody who writes in another person's name
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I
_LENGTH = 9


class ReferralSource(StrEnum):
    PARTNER = "partner"
    PUBLIC = "public"
    FAMILY = "family"
    WISH = "wish"  # of the public page: nothing fits, this is what somebody would like


class WishPart(StrEnum):
    """When on the days of a wish."""

    AFTER_SCHOOL = "after_school"
    EVENING = "evening"


class ReferralState(StrEnum):
    NEW = "new"
    CONTACTED = "contacted"
    CLOSED = "closed"


FEWEST_TOLD = 5  # our default: a smaller number is shown as "1–4", so that nobody is found by it


def told_count(number: int) -> str:
    """How often something was wished for, as others than the coordinator read it."""
    return str(number) if number >= FEWEST_TOLD else f"1–{FEWEST_TOLD - 1}"


def told_span(number: int) -> str:
    """The same where who reads it chooses what is counted (its own group's ages): "1–4", "5–9", "10–14".

    So a group that is changed by a year, or two that overlap, tell no difference of one wish.
    """
    low = number // FEWEST_TOLD * FEWEST_TOLD
    return f"{max(low, 1)}–{low + FEWEST_TOLD - 1}"


class PartnerKind(StrEnum):
    SCHOOL = "school"
    WELFARE_OFFICE = "welfare_office"
    REFUGEE_SERVICE = "refugee_service"
    HEALTH_CENTRE = "health_centre"
    CHILD_WELFARE = "child_welfare"
    ADULT_LEARNING = "adult_learning"
    VOLUNTEER_CENTRE = "volunteer_centre"
    OTHER = "other"


class HandOverField(StrEnum):
    """What a partner may hand over beside the minimum; named as the field of its form."""

    SCHOOL = "school_id"
    CLASS_LEVEL = "class_level"
    WISH = "kinds"
    DAYS = "wish_days"
    PLAN = "plan_until"


_USUAL = (HandOverField.SCHOOL, HandOverField.CLASS_LEVEL, HandOverField.WISH, HandOverField.DAYS)
# What the form of each kind asks, until the municipality says otherwise; never a reason. Only a school has a plan.
HAND_OVER = dict.fromkeys(PartnerKind, _USUAL) | {PartnerKind.SCHOOL: (*_USUAL, HandOverField.PLAN)}
LONGEST_KIND_NAME, LONGEST_KIND_TEXT = 60, 300


class PersonKind(StrEnum):
    """Who at a partner links it with the coordinator, and who steps in."""

    LINK = "link"
    SUBSTITUTE = "substitute"


def term_start(day: date) -> date:
    """The first day of the term that `day` lies in: 1 January or 1 August (our default)."""
    return date(day.year, 8 if day.month >= 8 else 1, 1)


TERM_TOLD_AFTER = timedelta(days=21)  # our default: schools are back, and who was sent on last has had time to begin


def told_term(day: date) -> date | None:
    """The first day of the term that partners are told about on `day`: the one before, once this one is three weeks old."""
    this = term_start(day)
    return term_start(this - timedelta(days=1)) if day >= this + TERM_TOLD_AFTER else None


class AgreedHow(StrEnum):
    """How the family said yes to being called."""

    SPOKEN = "spoken"
    WRITTEN = "written"


class Progress(StrEnum):
    """The three words a partner sees; nothing tells it that something was declined or has ended."""

    RECEIVED = "received"
    IN_CONTACT = "in_contact"
    IN_ACTIVITY = "in_activity"


def progress_of(state: ReferralState, *, was_contacted: bool, is_in_activity: bool) -> Progress:
    """What a partner is told. A referral that was closed without contact looks like one that is waiting."""
    if is_in_activity:
        return Progress.IN_ACTIVITY
    return Progress.IN_CONTACT if was_contacted or state == ReferralState.CONTACTED else Progress.RECEIVED


def told_progress(counts: Mapping[Progress, int]) -> dict[Progress, str] | None:
    """What became of the families of one partner, in counts: zero, or in fives. None: fewer than five were sent on.

    In fives, as the partner knows how many it sent: from an exact number the next could be worked out.
    """
    if sum(counts.values()) < FEWEST_TOLD:
        return None
    return {one: told_span(counts[one]) if counts.get(one) else "0" for one in Progress}


def new_return_code() -> str:
    """Nine signs to come back with ("K7F-34Q-M8R"): chance alone, one of 32 to the power of nine."""
    return grouped("".join(secrets.choice(_SIGNS) for _place in range(_LENGTH)))


def grouped(signs: str) -> str:
    """In groups of three, as one says it."""
    return "-".join(signs[start : start + 3] for start in range(0, len(signs), 3))


def read_return_code(text: str) -> str | None:
    """The code somebody means, whatever the case, the spaces and the digits of the keyboard; None if it is none."""
    signs = [str(unicodedata.digit(sign, sign)).upper() for sign in text if sign.isalnum()]
    is_code = len(signs) == _LENGTH and all(sign in _SIGNS for sign in signs)
    return grouped("".join(signs)) if is_code else None


# "I want this", one question a page

STEPS = ("child_first_name", "birth_year", "phone", "channel", "language")
WISH_STEPS = ("kinds", "place_id", "days", "birth_year", "phone")  # "tell us what you wish for", in the same way
CHECK = "check"  # the last page, with all answers
HERE = "here"  # the same page once more: only its language changes


def next_step(at: str, go: str, steps: tuple[str, ...] = STEPS, *, has_seen_all: bool = False) -> str:
    """The page after `at` in `steps`: "next", "back", "here", or the question somebody wants to change.

    Whoever has seen all answers comes back to them after a change.
    """
    if go in steps:
        return go
    if go == HERE:
        return at
    place = steps.index(at) if at in steps else len(steps)
    if go == "back":
        return steps[max(place - 1, 0)]
    return CHECK if has_seen_all or place + 1 >= len(steps) else steps[place + 1]

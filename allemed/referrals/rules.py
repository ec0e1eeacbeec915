"""Where an interest came from, and what a partner is told about it."""

from enum import StrEnum
from uuid import UUID

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I


class ReferralSource(StrEnum):
    PARTNER = "partner"
    PUBLIC = "public"
    FAMILY = "family"


class ReferralState(StrEnum):
    NEW = "new"
    CONTACTED = "contacted"
    CLOSED = "closed"


class PartnerKind(StrEnum):
    SCHOOL = "school"
    WELFARE_OFFICE = "welfare_office"
    REFUGEE_SERVICE = "refugee_service"
    HEALTH_CENTRE = "health_centre"
    CHILD_WELFARE = "child_welfare"
    ADULT_LEARNING = "adult_learning"
    VOLUNTEER_CENTRE = "volunteer_centre"


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


def reference_code(referral_id: UUID) -> str:
    """Six signs to say on the phone ("K7F-34Q"). Made from the random id, so it tells nothing about anybody."""
    number, signs = referral_id.int, []
    for _place in range(6):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"


def is_reference_code(text: str) -> bool:
    """Does `text` have the shape of a reference code?"""
    first, dash, last = text.partition("-")
    return dash == "-" and len(first) == len(last) == 3 and all(sign in _SIGNS for sign in first + last)

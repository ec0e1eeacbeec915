"""The words of this feature, as codes; what they are called is made elsewhere."""

from enum import StrEnum


class BookingState(StrEnum):
    """Where a guide stands with a first time. OVER: taken back, moved to another day, or ended."""

    ASKED = "asked"
    CAN = "can"
    CANNOT = "cannot"
    OVER = "over"


class Buddy(StrEnum):
    """Who of the group looks after the child. A kind, never a name."""

    SAME_AGE = "same_age"
    OLDER = "older"
    SAME_LANGUAGE = "same_language"


class Applicant(StrEnum):
    """Who may apply to a fee scheme."""

    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    FAMILY = "family"


class Covers(StrEnum):
    """What a fee scheme pays."""

    FEE = "fee"
    EQUIPMENT = "equipment"
    TRAVEL = "travel"
    CAMP = "camp"


class Period(StrEnum):
    """For how long a scheme gives its amount."""

    HALF_YEAR = "half_year"
    YEAR = "year"


class ApplicationState(StrEnum):
    DRAFTED = "drafted"
    SENT = "sent"
    YES = "yes"
    NO = "no"


class LoanState(StrEnum):
    WANTED = "wanted"
    LENT = "lent"
    RETURNED = "returned"


class RideWay(StrEnum):
    """How a child gets there."""

    PARENT = "parent"
    WALKS = "walks"
    BUS = "bus"
    OTHER_PARENT = "other_parent"
    ASSOCIATION = "association"
    VOLUNTEER = "volunteer"


class InterventionKind(StrEnum):
    """What was done so that a child could begin and stay. Our list; the effect of each can be compared later."""

    ACCOMPANIED = "accompanied"
    BUDDY = "buddy"
    FEE_SUPPORT = "fee_support"
    EQUIPMENT_LENT = "equipment_lent"
    TRANSPORT = "transport"
    INTERPRETER = "interpreter"
    PARENT_TALK = "parent_talk"
    CALL_BEFORE = "call_before"
    CALL_AFTER = "call_after"
    WITH_FRIEND = "with_friend"
    OTHER = "other"


# Solved by others than the family itself: that is something that was done for it.
ARRANGED_WAYS = frozenset({RideWay.BUS, RideWay.OTHER_PARENT, RideWay.ASSOCIATION, RideWay.VOLUNTEER})

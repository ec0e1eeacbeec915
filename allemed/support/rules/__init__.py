"""Who fits as a guide, what an application says and when its answer is late, loans, rides, and honest comparing."""

from allemed.support.rules.codes import (
    ARRANGED_WAYS,
    Applicant,
    ApplicationState,
    BookingState,
    Buddy,
    Covers,
    InterventionKind,
    LoanState,
    Period,
    RideWay,
)
from allemed.support.rules.comparing import Comparison, Stay, compare, has_stayed, last_start
from allemed.support.rules.fees import expected_on, fee_colour, is_answer_late, is_valid_on, new_reference, period_from
from allemed.support.rules.guides import (
    SHOWN_AFTER,
    Fit,
    Helper,
    is_free_at,
    is_named,
    may_guide_see,
    rank_guides,
)
from allemed.support.rules.loans import REMIND_DAYS, equipment_colour, needed_items, return_date
from allemed.support.rules.rides import are_in_touch, is_over

__all__ = [
    "ARRANGED_WAYS",
    "REMIND_DAYS",
    "SHOWN_AFTER",
    "Applicant",
    "ApplicationState",
    "BookingState",
    "Buddy",
    "Comparison",
    "Covers",
    "Fit",
    "Helper",
    "InterventionKind",
    "LoanState",
    "Period",
    "RideWay",
    "Stay",
    "are_in_touch",
    "compare",
    "equipment_colour",
    "expected_on",
    "fee_colour",
    "has_stayed",
    "is_answer_late",
    "is_free_at",
    "is_named",
    "is_over",
    "is_valid_on",
    "last_start",
    "may_guide_see",
    "needed_items",
    "new_reference",
    "period_from",
    "rank_guides",
    "return_date",
]

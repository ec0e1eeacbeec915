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

__all__ = [
    "ARRANGED_WAYS",
    "Applicant",
    "ApplicationState",
    "BookingState",
    "Buddy",
    "Covers",
    "InterventionKind",
    "LoanState",
    "Period",
    "RideWay",
]

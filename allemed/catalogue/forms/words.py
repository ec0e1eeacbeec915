"""The ready words of seasons and spots, for pages that families read and for pages of staff."""

from allemed.catalogue.rules import CancelReason, PilotOutcome
from allemed.locales import _l, _sl

CANCEL_LABELS = {
    CancelReason.COACH_AWAY: _l("The coach cannot come"),
    CancelReason.PLACE_CLOSED: _l("The place is closed"),
    CancelReason.WEATHER: _l("The weather"),
    CancelReason.EVENT: _l("Something else happens there"),
    CancelReason.OTHER: _l("Another reason"),
}
PILOT_LABELS = {
    PilotOutcome.GOES_ON: _sl("It goes on"),
    PilotOutcome.CHANGED: _sl("It goes on, but changed"),
    PilotOutcome.STOPPED: _sl("It stops"),
}

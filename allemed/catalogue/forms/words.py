"""The ready words of seasons and spots, for pages that families read and for pages of staff."""

from allemed.catalogue.rules import CancelReason, Has, Holiday, PilotOutcome
from allemed.locales import _l, _sl

CANCEL_LABELS = {
    CancelReason.COACH_AWAY: _l("The coach cannot come"),
    CancelReason.PLACE_CLOSED: _l("The place is closed"),
    CancelReason.WEATHER: _l("The weather"),
    CancelReason.EVENT: _l("Something else happens there"),
    CancelReason.OTHER: _l("Another reason"),
}
HOLIDAY_LABELS = {
    Holiday.AUTUMN: _l("Autumn holiday"),
    Holiday.CHRISTMAS: _l("Christmas holiday"),
    Holiday.WINTER: _l("Winter holiday"),
    Holiday.EASTER: _l("Easter holiday"),
    Holiday.SUMMER: _l("Summer holiday"),
}
HAS_LABELS = {
    Has.HOLIDAY: _l("In the holidays"),
    Has.WITH_PARENTS: _l("Parents come along"),
    Has.FOR_PARENTS: _l("For parents"),
    Has.CHILD_CARE: _l("Somebody looks after the little ones"),
    Has.MIXED: _l("Both newcomers and others"),
    Has.LANGUAGE: _l("Practise the language"),
}
PILOT_LABELS = {
    PilotOutcome.GOES_ON: _sl("It goes on"),
    PilotOutcome.CHANGED: _sl("It goes on, but changed"),
    PilotOutcome.STOPPED: _sl("It stops"),
}

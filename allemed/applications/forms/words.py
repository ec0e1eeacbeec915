"""The words for how a call and an application stand."""

from datetime import date

from allemed.applications.rules import ApplicationState, CallState
from allemed.formatting import date_text
from allemed.locales import _s, _sl

S = ApplicationState
CALL_LABELS = {
    CallState.PLANNED: _sl("Not open yet"),
    CallState.OPEN: _sl("Open now"),
    CallState.CLOSED: _sl("Closed"),
}
CALL_TONES = {CallState.PLANNED: "sun", CallState.OPEN: "good", CallState.CLOSED: "neutral"}
STATE_LABELS = {
    S.SENT: _sl("Not decided"),
    S.AWARDED: _sl("Awarded"),
    S.DECLINED: _sl("Declined"),
}
STATE_LABELS_FOR_CLUB = {
    S.DRAFT: _sl("Draft, not sent"),
    S.SENT: _sl("Sent"),
    S.WITHDRAWN: _sl("Withdrawn"),
    S.PASSED: _sl("Not this year"),
    S.AWARDED: _sl("Awarded"),
    S.DECLINED: _sl("Declined"),
}
STATE_TONES = {
    S.DRAFT: "sun", S.SENT: "info", S.WITHDRAWN: "neutral", S.PASSED: "neutral", S.AWARDED: "good",
    S.DECLINED: "neutral",
}  # fmt: skip


def until_words(closes_on: date, today: date) -> str:
    """Until when one may apply: the last day counts whole."""
    days = (closes_on - today).days
    if days <= 0:
        return _s("today is the last day")
    if days == 1:
        return _s("tomorrow is the last day")
    return _s("until %(date)s", date=date_text(closes_on, "weekday"))

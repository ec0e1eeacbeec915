"""Forms of calls, applications and decisions, and the words for their states."""

from allemed.applications.forms.applying import ApplicationForm, EnteredForm, application_data
from allemed.applications.forms.calls import CallForm, CloseForm, OpenCallForm, call_data
from allemed.applications.forms.deciding import DecisionForm, decision_data
from allemed.applications.forms.fields import AmountField
from allemed.applications.forms.words import (
    CALL_LABELS,
    CALL_TONES,
    STATE_LABELS,
    STATE_LABELS_FOR_CLUB,
    STATE_TONES,
    until_words,
)

__all__ = [
    "CALL_LABELS",
    "CALL_TONES",
    "STATE_LABELS",
    "STATE_LABELS_FOR_CLUB",
    "STATE_TONES",
    "AmountField",
    "ApplicationForm",
    "CallForm",
    "CloseForm",
    "DecisionForm",
    "EnteredForm",
    "OpenCallForm",
    "application_data",
    "call_data",
    "decision_data",
    "until_words",
]

"""The words of matching, and what the coordinator tries and notes on a child's page of spots."""

from allemed.matching.forms.trying import (
    MATTERS_LABELS,
    STEP_LABELS,
    WALKS,
    CompanionForm,
    Looked,
    MattersForm,
    read_try,
)
from allemed.matching.forms.words import count_limits, say, say_time, say_wishes

__all__ = [
    "MATTERS_LABELS",
    "STEP_LABELS",
    "WALKS",
    "CompanionForm",
    "Looked",
    "MattersForm",
    "count_limits",
    "read_try",
    "say",
    "say_time",
    "say_wishes",
]

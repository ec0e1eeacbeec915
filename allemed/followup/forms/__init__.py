"""What is asked, in words, and the forms of check-ins and of the schedule."""

from allemed.followup.forms.answers import AnswerForm, CloseForm
from allemed.followup.forms.schedule import ScheduleLine, lines_of, schedule_form, values_of
from allemed.followup.forms.words import (
    ANCHOR_LABELS,
    AUDIENCE_LABELS,
    FACE_LABELS,
    KIND_LABELS,
    face_labels,
    family_question,
    helping_questions,
    question_for,
)

__all__ = [
    "ANCHOR_LABELS",
    "AUDIENCE_LABELS",
    "FACE_LABELS",
    "KIND_LABELS",
    "AnswerForm",
    "CloseForm",
    "ScheduleLine",
    "face_labels",
    "family_question",
    "helping_questions",
    "lines_of",
    "question_for",
    "schedule_form",
    "values_of",
]

"""What is asked, in words, and the forms of check-ins and of the schedule."""

from allemed.followup.forms.answers import AnswerForm, ChildForm, CloseForm, TrustForm
from allemed.followup.forms.schedule import ScheduleLine, lines_of, schedule_form, values_of
from allemed.followup.forms.words import (
    ANCHOR_LABELS,
    AUDIENCE_LABELS,
    CHILD_ICONS,
    CHILD_QUESTIONS,
    FACE_ICONS,
    FACE_LABELS,
    KIND_LABELS,
    SAID_ICONS,
    SAID_LABELS,
    face_labels,
    family_question,
    helping_questions,
    question_for,
    say_said,
)

__all__ = [
    "ANCHOR_LABELS",
    "AUDIENCE_LABELS",
    "CHILD_ICONS",
    "CHILD_QUESTIONS",
    "FACE_ICONS",
    "FACE_LABELS",
    "KIND_LABELS",
    "SAID_ICONS",
    "SAID_LABELS",
    "AnswerForm",
    "ChildForm",
    "CloseForm",
    "ScheduleLine",
    "TrustForm",
    "face_labels",
    "family_question",
    "helping_questions",
    "lines_of",
    "question_for",
    "say_said",
    "schedule_form",
    "values_of",
]

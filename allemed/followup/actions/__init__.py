"""Planning check-ins when a placement moves, answering and closing them, and changing the schedule."""

from allemed.followup.actions.answering import (
    POSTPONE_DAYS,
    AlreadyClosed,
    answer,
    answer_as_child,
    close_check_in,
    forget_face,
    note_asked_by_another,
    postpone_check_in,
    say_after_asking,
    say_missing,
    say_ready,
    say_trust,
    wish_something_else,
)
from allemed.followup.actions.planning import anchors_of, plan_for, replan_all, replan_in_parts
from allemed.followup.actions.schedule import change_schedule, schedule_version

__all__ = [
    "POSTPONE_DAYS",
    "AlreadyClosed",
    "anchors_of",
    "answer",
    "answer_as_child",
    "change_schedule",
    "close_check_in",
    "forget_face",
    "note_asked_by_another",
    "plan_for",
    "postpone_check_in",
    "replan_all",
    "replan_in_parts",
    "say_after_asking",
    "say_missing",
    "say_ready",
    "say_trust",
    "schedule_version",
    "wish_something_else",
]

"""Needs and solution notes: their kinds, how they move, and what could tell who is meant."""

from allemed.needs.rules.kinds import (
    NOTE_KINDS,
    OPEN,
    NeedKind,
    NeedStatus,
    NoteState,
    may_move,
    median_days,
)

__all__ = ["NOTE_KINDS", "OPEN", "NeedKind", "NeedStatus", "NoteState", "may_move", "median_days"]

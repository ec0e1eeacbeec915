"""Kinds, run sheets, dates, figures and themes of gatherings, on plain values."""

from allemed.gatherings.rules.kinds import (
    MOST_ACTIONS,
    UNFINISHED,
    ActionStatus,
    Answer,
    GatheringKind,
    Sector,
    Sheet,
)

__all__ = ["MOST_ACTIONS", "UNFINISHED", "ActionStatus", "Answer", "GatheringKind", "Sector", "Sheet"]

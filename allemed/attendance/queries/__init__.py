"""Reading who was there, and what follows from it."""

from allemed.attendance.queries.following import (
    Lately,
    Standing,
    find_lately,
    find_routine,
    list_associations_taking_part,
    list_regular_of_child,
    regularly,
    standings_of,
)
from allemed.attendance.queries.sessions import (
    Present,
    ToTap,
    find_mark,
    limits,
    list_children,
    list_seen,
    list_sessions,
    list_to_tap,
)

__all__ = [
    "Lately",
    "Present",
    "Standing",
    "ToTap",
    "find_lately",
    "find_mark",
    "find_routine",
    "limits",
    "list_associations_taking_part",
    "list_children",
    "list_regular_of_child",
    "list_seen",
    "list_sessions",
    "list_to_tap",
    "regularly",
    "standings_of",
]

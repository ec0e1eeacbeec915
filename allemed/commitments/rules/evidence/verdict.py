"""A verdict on one commitment: kept or not, why, and the events it was counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence as a code with its values; never about a child."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing the verdict was counted from. `is_good` is None for what is not judged yet.

    `what` is the name of a group or a meeting. `placement_id` is for the coordinator; an association never gets it.
    """

    code: str
    what: str = ""
    on: date | None = None
    is_good: bool | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kept` is None where there is nothing to judge yet. `open_since`: days on which something began that waits."""

    kept: bool | None
    why: tuple[Reason, ...] = ()
    events: tuple[Event, ...] = ()
    open_since: tuple[date, ...] = ()

    @property
    def asks(self) -> bool:
        """Is there something to judge, or something that waits for the association?"""
        return self.kept is not None or bool(self.open_since)

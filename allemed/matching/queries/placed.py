"""Where a child is or was asked for, as matching needs to know it; told by whoever keeps placements."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from allemed.matching.rules import Session


class Standing(StrEnum):
    """How a child stands to a group it was proposed for."""

    ON_THE_WAY = "on_the_way"  # or there already: its times are taken
    NOT_NOW = "not_now"  # the family said not now
    DECLINED = "declined"  # the association could not


@dataclass(frozen=True, slots=True)
class OtherPlacement:
    """A placement of the child in some group, as matching needs to know it."""

    placement_id: UUID
    activity_id: UUID
    standing: Standing
    sessions: tuple[Session, ...] = ()
    has_begun: bool = False


_list_placements: Callable[[UUID], list[OtherPlacement]] = lambda child_id: []  # noqa: E731


def register_busy_times(list_placements: Callable[[UUID], list[OtherPlacement]]) -> None:
    """Whoever keeps placements says here which ones a child has, with the weekly times they take."""
    global _list_placements
    _list_placements = list_placements


def others_of(child_id: UUID) -> list[OtherPlacement]:
    """The placements of a child that are not over."""
    return _list_placements(child_id)

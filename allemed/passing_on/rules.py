"""The parts of a set-up, and how one of theirs stands to what is here."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

KIND = "ALLEMED set-up"
EDITION = 1
MOST_BYTES = 150_000
MOST_ITEMS = 300  # of one part
Item = dict[str, Any]


class Part(StrEnum):
    """In the order they are shown; the value is the name in the file."""

    COMMITMENTS = "commitments"
    FEE_SCHEMES = "fee_schemes"
    THEMES = "themes"
    KINDS = "kinds"
    ROUTINE = "routine"
    SCHEDULE = "schedule"


class Stands(StrEnum):
    """How something in the file stands to what is here."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    REFUSED = "refused"  # our own forms would not take it


class NotASetUp(ValueError):
    """Not a file that ALLEMED wrote for this, or of a later edition."""


def key_of(part: Part, item: Item) -> str:
    """What makes it the same thing in two municipalities: a code of ours, or the name somebody gave it."""
    if part is Part.COMMITMENTS:
        return _plain(item["texts"].get("nb"))
    if part is Part.ROUTINE:
        return part
    if part in (Part.THEMES, Part.SCHEDULE) or item.get("code"):
        return str(item["code"])
    return _plain(item["name"])


def _plain(text: object) -> str:
    return " ".join(str(text or "").casefold().split())


def compare(part: Part, mine: Item | None, theirs: Item) -> Stands:
    """`mine` is what has the same key here, if anything. What changes something that ALLEMED brings along is not new."""
    if mine is None:
        is_ours = part is Part.SCHEDULE or (part is Part.KINDS and theirs["code"]) or not is_own_theme(part, theirs)
        return Stands.DIFFERS if is_ours else Stands.NEW
    return Stands.SAME if mine == theirs else Stands.DIFFERS


def is_own_theme(part: Part, item: Item) -> bool:
    """A theme that a municipality added; yes for what is no theme."""
    return part is not Part.THEMES or item["code"].startswith("own-")


def differing(mine: Item | None, theirs: Item) -> tuple[list[Any], list[Any]]:
    """The values that differ: here, and there."""
    here = mine or {}
    names = [name for name in theirs if here.get(name) != theirs[name] and name != "code"]
    return [here.get(name) for name in names], [theirs[name] for name in names]


def parts_of(read: object) -> dict[Part, list[Item]]:
    """The items of a file that was read as JSON, in their parts; unknown parts are passed over. NotASetUp."""
    if not isinstance(read, Mapping) or read.get("kind") != KIND or read.get("edition") != EDITION:
        raise NotASetUp
    found = {}
    for part in Part:
        items = read.get(part, [])
        if not isinstance(items, list) or len(items) > MOST_ITEMS or not all(isinstance(one, dict) for one in items):
            raise NotASetUp
        found[part] = items
    return found

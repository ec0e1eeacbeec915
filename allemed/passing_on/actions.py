"""Taking over what somebody chose: by the same actions as if it were written here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allemed.accounts.models import User
from allemed.commitments.actions.offering import OwnValues, add_own_line, change_own_line
from allemed.commitments.queries import list_own_lines
from allemed.commitments.queries.offering import list_goals
from allemed.followup.actions.schedule import change_schedule, schedule_version
from allemed.followup.queries import list_steps
from allemed.gatherings.actions.themes import write_theme
from allemed.passing_on.rules import Item, Part, key_of
from allemed.referrals.actions.kinds import add_kind, edit_kind
from allemed.referrals.actions.routines import write_routine
from allemed.referrals.queries.kinds import list_kinds
from allemed.support.actions import add_scheme, edit_scheme
from allemed.support.queries import list_schemes

Who = dict[str, Any]  # by and now, as every action takes them


def _commitment(item: Item, who: Who) -> None:
    key = key_of(Part.COMMITMENTS, item)
    mine = next((one for one in list_own_lines() if key_of(Part.COMMITMENTS, {"texts": one.texts}) == key), None)
    values = OwnValues(
        texts=item["texts"], level=item["level"], evidence=tuple(item["evidence"]), due_rule=item["due_rule"],
        is_offered=mine is None or mine.is_offered,
        goal_ids=tuple(goal.id for goal in list_goals() if mine and mine.code in goal.codes),
    )  # fmt: skip
    if mine is None:
        add_own_line(values, **who)
    else:
        change_own_line(mine, values, **who)


def _fee_scheme(item: Item, who: Who) -> None:
    key = key_of(Part.FEE_SCHEMES, item)
    mine = next((one for one in list_schemes() if key_of(Part.FEE_SCHEMES, {"name": one.name}) == key), None)
    if mine is None:
        add_scheme(**item, **who)
    else:
        edit_scheme(mine, version=mine.version, **item, **who)


def _theme(item: Item, who: Who) -> None:
    write_theme(item["code"], item["titles"], item["questions"], item["is_hidden"], **who)


def _kind(item: Item, who: Who) -> None:
    said = {name: item[name] for name in ("name", "names", "fields", "text")}
    key = key_of(Part.KINDS, item)
    known = (one for one in list_kinds() if key in (one.code, key_of(Part.KINDS, {"name": one.name})))
    if (mine := next(known, None)) is None:
        add_kind(**said, **who)
    else:
        edit_kind(mine.code, version=mine.version, **said, **who)


def _routine(item: Item, who: Who) -> None:
    write_routine(item["text"], **who)


def _step(item: Item, who: Who) -> None:
    change_schedule({item["code"]: (item["days"], item["is_on"])}, version=schedule_version(list_steps()), **who)


_TAKERS: dict[Part, Callable[[Item, Who], None]] = {
    Part.COMMITMENTS: _commitment, Part.FEE_SCHEMES: _fee_scheme, Part.THEMES: _theme, Part.KINDS: _kind,
    Part.ROUTINE: _routine, Part.SCHEDULE: _step,
}  # fmt: skip


def take_over(part: Part, item: Item, *, by: User, now: datetime) -> None:
    """Write one thing that was checked and chosen: as new, or in the place of what has the same key."""
    _TAKERS[part](item, {"by": by, "now": now})

"""The municipality's own commitments, its goals, and what is written beside the council's figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.commitments.actions.moving import MoveNotAllowed, claim
from allemed.commitments.models import CouncilNote, Goal, Grant, GrantScheme, OwnLine, SchemeLine
from allemed.commitments.queries.offering import list_editions, list_goals
from allemed.commitments.rules import parse_due
from allemed.commitments.rules.offered import next_own_code
from allemed.database import db, is_duplicate
from allemed.locales import _sl


@dataclass(frozen=True, kw_only=True)
class OwnValues:
    """What the form of an own commitment says; `texts` in all four languages."""

    texts: Mapping[str, str]
    level: str
    evidence: tuple[str, ...]
    due_rule: str
    is_offered: bool = True
    goal_ids: tuple[UUID, ...] = ()


def add_own_line(values: OwnValues, *, by: User, now: datetime) -> OwnLine:
    """A commitment of the municipality's own, with the next free code."""
    code = next_own_code(db.session.scalars(select(OwnLine.code).distinct()))
    line = _add_edition(code, 1, values, by=by, now=now)
    _serve(code, values.goal_ids)
    return line


def change_own_line(line: OwnLine, values: OwnValues, *, by: User, now: datetime) -> OwnLine:
    """A new edition. Promises made and schemes with grants keep the old one; schemes without any take the new one.

    MoveNotAllowed if `line` is no longer the newest.
    """
    if list_editions(line.code)[0].edition != line.edition:
        raise MoveNotAllowed
    newer = _add_edition(line.code, line.edition + 1, values, by=by, now=now)
    used = select(Grant.scheme_id)
    open_lines = select(SchemeLine).join(GrantScheme).where(SchemeLine.code == line.code, GrantScheme.id.not_in(used))
    for one in db.session.scalars(open_lines):
        one.texts = dict(values.texts)
    _serve(line.code, values.goal_ids)
    db.session.flush()
    return newer


def _serve(code: str, goal_ids: Iterable[UUID]) -> None:
    """It serves exactly these goals."""
    chosen = set(goal_ids)
    for goal in list_goals():
        if (goal.id in chosen) != (code in goal.codes):
            goal.codes = sorted({*goal.codes, code} if goal.id in chosen else set(goal.codes) - {code})
            goal.version += 1


def _add_edition(code: str, edition: int, values: OwnValues, *, by: User, now: datetime) -> OwnLine:
    parse_due(values.due_rule)
    line = OwnLine(
        code=code, edition=edition, texts=dict(values.texts), level=values.level, evidence=list(values.evidence),
        due_rule=values.due_rule, is_offered=values.is_offered, created_at=now,
    )  # fmt: skip
    db.session.add(line)
    try:
        db.session.flush()
    except IntegrityError as error:
        if is_duplicate(error):
            raise MoveNotAllowed from error
        raise
    record("edit_own_commitment", by=by, now=now, subject=line, fields=["texts", "level", "evidence", "due_rule"])
    return line


@dataclass(frozen=True, kw_only=True)
class GoalValues:
    """What the form of a goal says."""

    name: str
    decision: str
    starts_on: date
    ends_on: date | None
    codes: tuple[str, ...]


def add_goal(values: GoalValues, *, by: User, now: datetime) -> Goal:
    goal = Goal(**vars(values) | {"codes": list(values.codes)})
    db.session.add(goal)
    db.session.flush()
    record("add_goal", by=by, now=now, subject=goal)
    return goal


def change_goal(goal: Goal, values: GoalValues, *, version: int, by: User, now: datetime) -> None:
    """StaleVersion."""
    wanted = {
        "name": (_sl("Name"), values.name),
        "decision": (_sl("Which decision is it from?"), values.decision),
        "starts_on": (_sl("Valid from"), values.starts_on),
        "ends_on": (_sl("Valid to"), values.ends_on),
    }
    claim(goal, version, wanted)
    for name in wanted:
        setattr(goal, name, getattr(values, name))
    goal.codes = list(values.codes)
    db.session.flush()
    record("change_goal", by=by, now=now, subject=goal, fields=[*wanted, "codes"])


def write_council_note(year: int, *, helped: str, learned: str, version: int, by: User, now: datetime) -> CouncilNote:
    """What helped and what was learned in a year. StaleVersion; `version` 0: nothing was written yet."""
    note = db.session.scalar(select(CouncilNote).where(CouncilNote.year == year))
    if note is None:
        note = CouncilNote(year=year, helped=helped, learned=learned)
        db.session.add(note)
    else:
        claim(note, version, {"helped": (_sl("What helped"), helped), "learned": (_sl("What we learned"), learned)})
        note.helped, note.learned = helped, learned
    db.session.flush()
    record("write_council_note", by=by, now=now, subject=note, fields=["helped", "learned"])
    return note

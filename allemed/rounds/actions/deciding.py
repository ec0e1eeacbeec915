"""What people make of a plan: moving a child by hand, and asking the families, each only when a person says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from allemed import versions
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.placements.actions import AlreadyOnTheWay, propose_placement
from allemed.placements.models import Placement
from allemed.rounds import queries
from allemed.rounds.models import RoundLine
from allemed.rounds.rules.moving import Move, Seated, weigh_move


class NotMovable(DomainError):
    """The family has been asked already, or every seat there belongs to a child whose family has."""


@dataclass
class Sent:
    """What became of the ticked lines."""

    placements: list[Placement] = field(default_factory=list)
    refused: list[RoundLine] = field(default_factory=list)


def seated(line: RoundLine) -> Seated:
    """A line as the rules see it."""
    fits = {UUID(group): fit for group, fit in line.options}
    return Seated(line.id, line.activity_id, fits, line.placement_id is not None)


def weigh_moves(line: RoundLine) -> dict[UUID | None, Move]:
    """What each move of this child would cost: to each of its groups, and to no place (None)."""
    mover = seated(line)
    groups = [group for group in mover.fits if group != line.activity_id]
    there = queries.list_lines_in(line.round_id, groups)
    taken, seats = queries.count_taken(line.round_id), queries.list_groups(line.round_id)
    free = {group: row.seats - taken.get(group, 0) for group, row in seats.items()}
    inside: dict[UUID, list[Seated]] = {}
    for one in there:
        if one.activity_id is not None:
            inside.setdefault(one.activity_id, []).append(seated(one))
    moves: dict[UUID | None, Move] = {group: weigh_move(mover, group, inside.get(group, ()), free) for group in groups}
    if line.activity_id is not None:
        moves[None] = weigh_move(mover, None, (), free)
    return moves


def move_line(line: RoundLine, to: UUID | None, *, version: int, by: User, now: datetime) -> Move:
    """Take a child to another group of its own, or to none; who loses the seat goes where it loses least.

    NotMovable, StaleVersion; then nothing has changed.
    """
    versions.claim(line, version, _sl("This has changed since you opened the page. Look again."))
    move = weigh_moves(line).get(to)
    if line.placement_id is not None or move is None or not move.is_possible:
        raise NotMovable(_sl("This child cannot be moved there any more."))
    if isinstance(move.loser, UUID):
        loser = queries.get_line(move.loser)
        versions.claim(loser, loser.version, _sl("This has changed since you opened the page. Look again."))
        _seat(loser, move.loser_to)
    _seat(line, to)
    record("move_in_round", by=by, now=now, subject=line, family_id=line.child.family_id, fields=["activity_id"])
    db.session.flush()
    return move


def _seat(line: RoundLine, group: UUID | None) -> None:
    line.activity_id = group
    line.fit = dict((UUID(one), fit) for one, fit in line.options).get(group) if group else None
    line.is_by_hand, line.problem = True, ""


def propose_lines(lines: Iterable[RoundLine], *, by: User, now: datetime) -> Sent:
    """Ask the family of each of these lines. A spot that was taken meanwhile is noted on its line; the others go on."""
    sent = Sent()
    for line in lines:
        if line.placement_id is not None or line.activity_id is None:
            continue
        try:
            with db.session.begin_nested():
                placement = propose_placement(line.child, line.activity_id, by=by, now=now)
        except DomainError as error:
            line.problem = "on_the_way" if isinstance(error, AlreadyOnTheWay) else "taken"
            sent.refused.append(line)
            continue
        line.placement_id, line.proposed_at, line.problem = placement.id, now, ""
        sent.placements.append(placement)
    db.session.flush()
    return sent

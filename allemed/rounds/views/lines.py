"""One child of a round: its groups, what a move to each would cost, and the move."""

from typing import Any
from uuid import UUID

from flask import abort, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record_read
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.htmx import render
from allemed.locales import _s
from allemed.matching.queries import get_activities
from allemed.rounds import queries
from allemed.rounds.actions import deciding
from allemed.rounds.forms import MoveLineForm, say_reason
from allemed.rounds.models import RoundLine
from allemed.rounds.rules.moving import Move
from allemed.rounds.views.blueprint import views
from allemed.rounds.views.cards import cards_of, say_full


@views.get("/rounds/lines/<uuid:round_line_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_line(round_line_id: UUID):
    """The child's groups, the best first, each with what it costs to go there."""
    line = queries.get_line(round_line_id)
    moves = deciding.weigh_moves(line)
    losers = {one.id: one.child for one in queries.list_lines_by_id(line.round_id, _losers(moves))}
    page = render(
        "rounds/show_line.html", line=line, child=line.child, card=cards_of(line.round, [line])[0],
        ways=_ways(line, moves, losers), to_none=moves.get(None), why_none=say_reason(line.reason),
        age=clock.today(settings().zone).year - line.child.birth_year, wish=queries.find_open_wish(line.child_id),
    )  # fmt: skip
    for child in (line.child, *losers.values()):
        record_read(child, by=current_user(), now=clock.now(), family_id=child.family_id)
    db.session.commit()
    return page


def _losers(moves: dict[UUID | None, Move]) -> list[UUID]:
    return [move.loser for move in moves.values() if isinstance(move.loser, UUID)]


def _ways(line: RoundLine, moves: dict[UUID | None, Move], losers: dict) -> list[dict[str, Any]]:
    """Each group of the child: its fit, and what a move there would mean."""
    fits = {UUID(group): fit for group, fit in line.options}
    goals = {move.loser_to for move in moves.values() if isinstance(move.loser_to, UUID)}
    activities, groups = get_activities([*fits, *goals]), queries.list_groups(line.round_id, fits)
    return [
        {
            "activity": activities[group],
            "kind": kind_of(activities[group].kind),
            "fit": fit,
            "is_here": group == line.activity_id,
            "move": moves.get(group),
            "loser": losers.get(moves[group].loser) if group in moves else None,
            "loser_to": activities.get(moves[group].loser_to) if group in moves else None,
            "wanted": say_full(groups[group]) if group in groups else "",
        }
        for group, fit in fits.items()
        if group in activities
    ]


@views.post("/rounds/lines/<uuid:round_line_id>/move")
@allow(Role.COORDINATOR)
def move_line(round_line_id: UUID):
    """Take the child to another of its groups, or to none."""
    form, line = MoveLineForm(), queries.get_line(round_line_id)
    if not form.validate_on_submit():
        abort(422)
    deciding.move_line(line, form.to.data, version=form.version.data, by=current_user(), now=clock.now())
    return once.commit_and_go(
        url_for("rounds.show_line", round_line_id=line.id), _s("Moved. The family has not been asked.")
    )

"""A round from its start to its plan. The planning itself runs in a process of its own (see `worker`)."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.rounds import queries
from allemed.rounds.gateway import Progress, Solved, solve
from allemed.rounds.models import Round, RoundGroup, RoundLine
from allemed.rounds.queries import Instance
from allemed.rounds.rules.problem import Id
from allemed.rounds.rules.stages import UNDER_WAY, Stage

OPTIONS_KEPT = 12  # groups of a child that are kept with the plan, the best first
NO_SIGN = timedelta(seconds=60)  # a planning that gave no sign of life for so long has died
BEAT = 0.5  # seconds between two signs of life


class AlreadyUnderWay(DomainError):
    """One round at a time."""


def start_round(*, by: User, now: datetime) -> Round:
    """Ask for a new plan; the worker makes it. AlreadyUnderWay while another one is being made."""
    if any(one.stage in UNDER_WAY for one in queries.list_rounds(by, most=3)):
        raise AlreadyUnderWay(_sl("A round is being planned already."))
    plan = Round(made_by=by.id, made_at=now, stage=Stage.WAITING)
    db.session.add(plan)
    db.session.flush()
    record("start_round", by=by, now=now, subject=plan)
    return plan


def stop_round(plan: Round, *, by: User, now: datetime) -> None:
    """The best plan found so far will do."""
    plan.is_stopped = True
    db.session.flush()
    record("stop_round", by=by, now=now, subject=plan)


def delete_round(plan: Round, *, by: User, now: datetime) -> None:
    """With all its lines; what was proposed to families stays."""
    record("delete_round", by=by, now=now, subject=plan)
    db.session.execute(delete(Round).where(Round.id == plan.id))


def claim_next(now: datetime) -> UUID | None:
    """Take a round that waits, or whose planning died. Of two workers one gets it."""
    waits = or_(Round.stage == Stage.WAITING, Round.beat_at < now - NO_SIGN)
    candidates = db.session.scalars(
        db.select(Round.id).where(Round.stage.in_(UNDER_WAY), waits).order_by(Round.made_at).limit(1)
    )
    round_id = next(iter(candidates), None)
    if round_id is None:
        return None
    mine = update(Round).where(Round.id == round_id, Round.stage.in_(UNDER_WAY), waits)
    taken = count_changed(mine.values(stage=Stage.STATING, beat_at=now).execution_options(synchronize_session=False))
    return round_id if taken else None


class Watcher:
    """Writes how far a planning is, at most twice a second, and hears whether a person wants it to end."""

    def __init__(self, round_id: UUID, clock_now: Callable[[], datetime], commit: Callable[[], object]):
        self._id, self._now, self._commit, self._told_at, self._goes_on = round_id, clock_now, commit, 0.0, True

    def __call__(self, progress: Progress) -> bool:
        if time.monotonic() - self._told_at < BEAT:
            return self._goes_on
        self._told_at = time.monotonic()
        told = {
            "stage": progress.stage, "placed": progress.placed, "most": progress.most, "worst": progress.worst,
            "score": progress.score, "bound": progress.bound, "beat_at": self._now(),
        }  # fmt: skip
        there = count_changed(update(Round).where(Round.id == self._id).values(**told))
        stopped = db.session.scalar(db.select(Round.is_stopped).where(Round.id == self._id))
        self._commit()
        self._goes_on = bool(there) and not stopped
        return self._goes_on


def write_plan(plan: Round, instance: Instance, solved: Solved, seconds: float) -> None:
    """The lines of the plan, in place of what stood there."""
    db.session.execute(delete(RoundLine).where(RoundLine.round_id == plan.id))
    db.session.execute(delete(RoundGroup).where(RoundGroup.round_id == plan.id))
    ranked = {child: _ranked(fits) for child, fits in instance.problem.fits.items()}
    lines = [_line(plan.id, child, options, instance, solved) for child, options in ranked.items()]
    wanted = Counter(options[0][0] for options in ranked.values() if options)
    groups = [
        {"round_id": plan.id, "activity_id": group, "seats": seats, "wanted": wanted.get(group, 0)}
        for group, seats in instance.problem.seats.items()
    ]
    for model, rows in ((RoundLine, lines), (RoundGroup, groups)):
        if rows:
            db.session.execute(db.insert(model), rows)
    plan.stage, plan.seconds, plan.spots_mark = Stage.DONE, seconds, instance.mark
    plan.children, plan.seats = len(lines), sum(instance.problem.seats.values())
    plan.placed, plan.most, plan.worst = len(solved.plan), solved.most, solved.worst
    plan.score, plan.bound = solved.score, solved.bound
    db.session.flush()


def _ranked(fits: Mapping[Id, int]) -> list[tuple[Id, int]]:
    return sorted(fits.items(), key=lambda pair: (-pair[1], str(pair[0])))


def _line(round_id: UUID, child: Id, options: list[tuple[Id, int]], instance: Instance, solved: Solved) -> dict:
    group = solved.plan.get(child)
    kept = options[:OPTIONS_KEPT]
    if group is not None and group not in dict(kept):
        kept = [*kept[:-1], (group, instance.problem.fits[child][group])]
    return {
        "round_id": round_id, "child_id": child, "activity_id": group,
        "fit": instance.problem.fits[child][group] if group is not None else None,
        "options": [[str(one), fit] for one, fit in kept],
        "reason": instance.stated.against[child] if not options else "",
    }  # fmt: skip


def plan_round(round_id: UUID, *, clock_now: Callable[[], datetime], commit: Callable[[], object]) -> None:
    """State, solve, write. `clock_now` gives the time, `commit` ends a transaction (the caller's right)."""
    began = time.monotonic()
    plan = db.session.get(Round, round_id)
    if plan is None:
        return
    plan.stage, plan.beat_at = Stage.STATING, clock_now()
    commit()
    instance = queries.state_round(clock_now())
    commit()
    solved = solve(instance.problem, Watcher(round_id, clock_now, commit))
    plan = db.session.get(Round, round_id, populate_existing=True)
    if plan is not None:  # it may have been thrown away meanwhile
        write_plan(plan, instance, solved, time.monotonic() - began)
        commit()


def forget_rounds(since: datetime) -> int:
    """Rounds from before that moment go. Returns how many."""
    return count_changed(delete(Round).where(Round.made_at < since))

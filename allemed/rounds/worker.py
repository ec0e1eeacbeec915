"""Planning outside the web: the delivery worker starts a process for each round that waits, and goes on sending.

A process that dies leaves a round without a sign of life; the next turn of any worker takes it up again.
"""

import subprocess
import sys
from datetime import datetime
from uuid import UUID

from flask import current_app

from allemed import clock
from allemed.database import db
from allemed.errors import describe_failure
from allemed.rounds.actions import planning
from allemed.rounds.models import Round
from allemed.rounds.rules.stages import Stage

_started: list[subprocess.Popen] = []


def start_waiting(now: datetime) -> None:
    """Called in each turn of the worker: one look at the rounds, and a process for one that waits."""
    _started[:] = [one for one in _started if one.poll() is None]
    round_id = planning.claim_next(now)
    db.session.commit()
    if round_id is not None:
        command = [sys.executable, "-m", "allemed", "plan-round", str(round_id)]
        _started.append(subprocess.Popen(command))  # noqa: S603


def plan(round_id: UUID) -> None:
    """Plan one round to its end, in this process. A failure is said on the round's page and in the log."""
    try:
        planning.plan_round(round_id, clock_now=clock.now, commit=db.session.commit)
    except Exception as error:
        db.session.rollback()
        if (row := db.session.get(Round, round_id)) is not None:
            row.stage = Stage.FAILED
            db.session.commit()
        current_app.logger.error("a round could not be planned: %s", describe_failure(error))

"""Making the file that two coordinators asked for, in the delivery worker: no visitor waits for it.

A worker that dies over it leaves a step without an end; any worker takes it up again ten minutes later.
"""

import logging
from datetime import datetime

from allemed import clock
from allemed.closing.actions import exporting
from allemed.database import db
from allemed.errors import describe_failure

log = logging.getLogger(__name__)


def prepare_waiting(now: datetime) -> None:
    """Called in each turn: one look, and the file if one waits."""
    made = exporting.claim(now)
    db.session.commit()
    if made is None:
        return
    try:
        size = exporting.prepare(made, now=now)
    except Exception as error:
        db.session.rollback()
        made.failed_at = clock.now()
        log.error("everything could not be taken out: %s", describe_failure(error))
    else:
        exporting.note_ready(made, taken_at=now, size=size, now=clock.now())
    db.session.commit()

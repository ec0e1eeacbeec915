"""Does ALLEMED rest here, switched off by the municipality? One row says so; every process reads it from the database.

No row: it works. While it rests, visitors, families, associations, partners and guides get one calm page; coordinators
go on. Kept pages need no look: the row counts as a public change, so the stamp they are kept by drops them everywhere.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import g
from sqlalchemy import Boolean, delete
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import HTTPException

from allemed.database import Model, UtcMoment, UuidKey, db
from allemed.public_changes import note_changes_of

View = TypeVar("View", bound=Callable)


class State(StrEnum):
    WORKS = "works"
    RESTS = "rests"  # may be switched on again
    ENDED = "ended"  # emptied for good


class Rest(Model):
    """ALLEMED is switched off here since `began_at`; `is_ended`: it was emptied as well."""

    __tablename__ = "rest"

    id: Mapped[UuidKey]
    began_at: Mapped[datetime] = mapped_column(UtcMoment)
    is_ended: Mapped[bool] = mapped_column(Boolean, default=False)


note_changes_of(Rest)
_QUESTION = "SELECT is_ended FROM rest"


class Closed(HTTPException):
    """Nobody but coordinators gets an answer now. 503: it may come back; 410: it does not (RFC 9110 15.6.4, 15.5.11)."""

    def __init__(self, state: State):
        super().__init__()
        self.state = state
        self.code = 503 if state is State.RESTS else 410


def state() -> State:
    """Asked past the mapper in the session's own transaction: some microseconds."""
    row = db.session.connection().exec_driver_sql(_QUESTION).first()
    return State.WORKS if row is None else State.ENDED if row[0] else State.RESTS


def rests() -> bool:
    """Does it rest, or has it ended?"""
    return state() is not State.WORKS


def begin_rest(now: datetime) -> None:
    """From the next request on, in every process."""
    db.session.add(Rest(began_at=now))
    db.session.flush()


def end_rest() -> None:
    db.session.execute(delete(Rest))


def open_at_rest(view: View) -> View:
    """Mark a view that answers as ever: signing in, the phone's own pages, what the law wants open."""
    view.is_open_at_rest = True  # type: ignore[attr-defined]
    return view


def check(view: Any, is_coordinator: bool) -> None:
    """Before a view: Closed, unless it works, the view is open or a coordinator asks. Notes the state in `g.rest`."""
    if getattr(view, "is_open_at_rest", False):
        return
    g.rest = state()
    if g.rest is not State.WORKS and not is_coordinator:
        raise Closed(g.rest)

"""Asking, taking back, confirming: one person alone does nothing (OWASP ASVS 5.0 2.3.5)."""

from datetime import datetime

from sqlalchemy import delete, or_, update

from allemed import resting
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.closing import queries
from allemed.closing.gateway import sealed_file
from allemed.closing.models import ClosingStep
from allemed.closing.rules import FETCHABLE, Step, is_fetchable, is_one_of_two
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.open_data.actions import refresh_feed
from allemed.privacy.actions import NeedsAnotherPerson, SignInAgain, when_somebody_is_erased
from allemed.privacy.queries import kept_since
from allemed.privacy.rules import Kept, is_fresh, may_confirm


class NotNow(DomainError):
    """Something stands against it: the page of the step says what."""

    def __init__(self) -> None:
        super().__init__(_sl("This cannot be done now. Go back and see why."))


class NobodyAsks(DomainError):
    """It was taken back, or has lapsed."""

    def __init__(self) -> None:
        super().__init__(_sl("Nobody asks for this any more. Go back and ask anew."))


class NotThere(DomainError):
    """The file was deleted, or is not made yet."""

    def __init__(self) -> None:
        super().__init__(_sl("There is no file to fetch. Go back and see why."))


def ask(step: Step, *, by: User, now: datetime) -> ClosingStep | None:
    """The first of two; nothing happens yet. None: somebody has asked already. NotNow."""
    if queries.obstacle_to(step, now):
        raise NotNow
    if queries.find_asked(step, now):
        return None
    asked = ClosingStep(step=step, asked_by_id=by.id, asked_at=now)
    db.session.add(asked)
    db.session.flush()
    record(f"ask_{step.name.lower()}", by=by, now=now, subject=asked)
    return asked


def take_back(step: Step, *, by: User, now: datetime) -> None:
    """Everything stays as it is; any coordinator may say so."""
    waits = delete(ClosingStep).where(ClosingStep.step == step, ClosingStep.confirmed_at.is_(None))
    if count_changed(waits):
        record(f"take_back_{step.name.lower()}", by=by, now=now)


def confirm(step: Step, *, signed_in_at: datetime, by: User, now: datetime) -> ClosingStep:
    """The second of two. NobodyAsks, NeedsAnotherPerson, SignInAgain, NotNow; then nothing has happened.

    What follows at once: resting and working again. The file is made by the worker; emptying is another action.
    """
    asked = queries.find_asked(step, now)
    if asked is None:
        raise NobodyAsks
    if by.role != Role.COORDINATOR or not may_confirm(asked.asked_by_id, by.id):
        raise NeedsAnotherPerson
    if not is_fresh(signed_in_at, now):
        raise SignInAgain
    if queries.obstacle_to(step, now):
        raise NotNow
    still = update(ClosingStep).where(ClosingStep.id == asked.id, ClosingStep.confirmed_at.is_(None))
    if count_changed(still.values(confirmed_by_id=by.id, confirmed_at=now)) != 1:
        raise NobodyAsks
    record(f"confirm_{step.name.lower()}", by=by, now=now, subject=asked)
    if step is Step.SWITCH_OFF:
        resting.begin_rest(now)
        refresh_feed(now)
    elif step is Step.SWITCH_ON:
        resting.end_rest()
    db.session.flush()
    return asked


def fetch(*, signed_in_at: datetime, by: User, now: datetime) -> ClosingStep:
    """Note that one of the two fetches the file. NotThere, NeedsAnotherPerson, SignInAgain."""
    made = queries.find_export(now)
    if made is None or not is_fetchable(made.ready_at, now):
        raise NotThere
    if not is_one_of_two(by.id, made.asked_by_id, made.confirmed_by_id):
        raise NeedsAnotherPerson
    if not is_fresh(signed_in_at, now):
        raise SignInAgain
    if not sealed_file.file_of(made.id).exists():
        raise NotThere
    made.fetched_at = now
    record("fetch_export", by=by, now=now, subject=made)
    return made


@when_somebody_is_erased
def make_anew(now: datetime) -> None:
    """A file that waits to be fetched goes at once, and is made again without who was erased."""
    waits = (ClosingStep.step == Step.TAKE_OUT, ClosingStep.taken_at.is_not(None), ClosingStep.failed_at.is_(None))
    is_there = or_(ClosingStep.ready_at.is_(None), ClosingStep.ready_at > now - FETCHABLE)
    again = update(ClosingStep).where(*waits, is_there).values(taken_at=None, ready_at=None)
    if count_changed(again):
        sealed_file.forget(but=set())


def forget_old_steps(now: datetime) -> int:
    """Files whose day is over, and steps as old as the log may be (worker); returns how many files."""
    gone = delete(ClosingStep).where(ClosingStep.asked_at < kept_since(now)[Kept.AUDIT])
    db.session.execute(gone.execution_options(synchronize_session=False))
    return sealed_file.forget(but=queries.list_kept(now))

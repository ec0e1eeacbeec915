"""What time and the system's own eyes do to commitments, once a day. Run twice it does nothing more."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allemed.access.rules import Role
from allemed.accounts.queries import list_users
from allemed.commitments.actions.delivering import note_seen
from allemed.commitments.actions.moving import day_of, move
from allemed.commitments.actions.together import ask_once_in_years
from allemed.commitments.models import Commitment
from allemed.commitments.queries import (
    anchors_for,
    judge,
    list_associations_with_promises,
    list_that_time_changes,
    list_years_to_settle,
)
from allemed.commitments.rules import (
    OPEN_STATUSES,
    CommitmentStatus,
    Reminder,
    Verdict,
    due_after_nothing,
    due_with_cases,
    is_nothing_asked,
    is_watched,
    parse_due,
    reminder_now,
    status_on,
)
from allemed.database import db
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic

S = CommitmentStatus


@dataclass
class Refreshed:
    """What a run did, for the log."""

    seen_kept: int = 0
    due_again: int = 0
    reminded: int = 0
    to_call: int = 0


AT_ONCE = 20  # associations


def refresh(now: datetime) -> Refreshed:
    """Let time pass, note what the system sees kept, remind. The caller commits."""
    done = Refreshed()
    ask_once_in_years(list_years_to_settle(), now=now)
    _refresh(now, None, done)
    _tell_coordinators(done, now)
    return done


def refresh_in_parts(now: datetime) -> Iterator[Refreshed]:
    """The same for some associations at a time; the caller commits each part."""
    done, everybody, years = Refreshed(), list_associations_with_promises(), list_years_to_settle()
    for start in range(0, len(years), AT_ONCE):
        ask_once_in_years(years[start : start + AT_ONCE], now=now)
        yield done
    for start in range(0, len(everybody), AT_ONCE):
        _refresh(now, everybody[start : start + AT_ONCE], done)
        yield done
    _tell_coordinators(done, now)


def _refresh(now: datetime, association_ids: Collection[UUID] | None, done: Refreshed) -> None:
    today = day_of(now)
    commitments = list_that_time_changes(today, association_ids)
    verdicts = judge(commitments, today)
    for one in commitments:
        _pass_time(one, verdicts.get(one.id), today, now, done)
    asked = [one for one in commitments if not is_nothing_asked(verdicts.get(one.id), one.code, one.evidence)]
    _remind(asked, today, now, done)
    db.session.flush()


def _pass_time(one: Commitment, verdict: Verdict | None, today: date, now: datetime, done: Refreshed) -> None:
    rules = parse_due(one.due_rule)
    if is_nothing_asked(verdict, one.code, one.evidence) and one.status != S.EXEMPT:
        one.due_on = due_after_nothing(rules, anchors_for(one), one.due_on, today)
        return
    if verdict is not None and one.status != S.EXEMPT:
        one.due_on = due_with_cases(rules, one.due_on, verdict.open_since)
    was_seen = is_watched(one.code, one.kept_by) and one.status == S.ACCEPTED
    lost = was_seen and verdict is not None and verdict.kept is False
    status = S.DUE_AGAIN if lost else status_on(one.status, one.due_on, one.exempt_until, today)
    if status != one.status:
        move(one, status, by=None, now=now)
        done.due_again += 1
    if verdict is not None and verdict.kept and one.status in OPEN_STATUSES:
        note_seen(one, now=now)
        done.seen_kept += 1


def _remind(commitments: Iterable[Commitment], today: date, now: datetime, done: Refreshed) -> None:
    """One message a person and run, however many promises wait."""
    by_association: dict[UUID, list[Commitment]] = {}
    for one in commitments:
        reminder = reminder_now(one.status, one.due_on, today, one.reminded_on)
        if reminder is None:
            continue
        one.reminded_on = today
        if reminder is Reminder.CALL:
            done.to_call += 1
        else:
            done.reminded += 1
            by_association.setdefault(one.association_id, []).append(one)
    for association_id, some in by_association.items():
        path = f"/our-commitments/{some[0].id}" if len(some) == 1 else "/our-commitments"
        tell_all(list_users(Role.ASSOCIATION, association_id=association_id), Topic.COMMITMENT, path, now=now)


def _tell_coordinators(done: Refreshed, now: datetime) -> None:
    if done.to_call:
        tell_all(list_users(Role.COORDINATOR), Topic.COMMITMENT, "/commitments?show=call", now=now)

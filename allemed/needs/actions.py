"""Asking for something, answering it, writing down what helped, and saying that a card was read."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.locales import _sl
from allemed.needs import queries
from allemed.needs.models import Need, NoteThanks, SolutionNote, TrainingRead
from allemed.needs.rules import NeedKind, NeedStatus, NoteState, may_move
from allemed.needs.rules.identifying import NEVER, Mark, find_marks
from allemed.versions import claim

CHANGED = _sl("Somebody changed this while you had the page open. Nothing of yours is saved yet.")


class TellsWhoIsMeant(DomainError):
    """The text still holds what could tell who is meant. `marks` says where, by field."""

    status = 422

    def __init__(self, marks: dict[str, list[Mark]]) -> None:
        super().__init__(_sl("This could tell who is meant. Write it differently."))
        self.marks = marks


class MayNotMoveSo(DomainError):
    def __init__(self) -> None:
        super().__init__(_sl("Somebody has answered this already. Thank you."))


def add_need(association_id: UUID, kind: NeedKind, words: str, *, by: User, now: datetime) -> Need:
    """An association needs something; the coordinator may write it down during a call."""
    need = Need(
        association_id=association_id, kind=kind, words=words, status=NeedStatus.NEW, created_at=now,
        created_by=by.id, status_since=now, version=1,
    )  # fmt: skip
    db.session.add(need)
    db.session.flush()
    record("add_need", by=by, now=now, subject=need)
    return need


def answer_need(need: Need, status: NeedStatus, answer: str, *, version: int, by: User, now: datetime) -> None:
    """The coordinator takes it on, solves it or says that it cannot be done. MayNotMoveSo."""
    if need.status != status and not may_move(need.status, status):
        raise MayNotMoveSo
    claim(need, version, CHANGED, {"answer": (_sl("Answer"), answer)})
    need.status, need.answer, need.status_since, need.owner_id = status, answer, now, by.id
    if need.answered_at is None and (answer or status is not NeedStatus.ON_IT):
        need.answered_at = now
    record("answer_need", by=by, now=now, subject=need, fields=("status", "answer"))


def add_note(
    association_id: UUID | None, kind: NeedKind, difficult: str, did: str, *, by: User, now: datetime
) -> SolutionNote:
    """Written down; others see it when the coordinator has read it."""
    note = SolutionNote(
        association_id=association_id, written_by=by.id, kind=kind, difficult=difficult, did=did,
        state=NoteState.WAITING, created_at=now, version=1,
    )  # fmt: skip
    db.session.add(note)
    db.session.flush()
    record("add_note", by=by, now=now, subject=note)
    return note


def marks_in(texts: dict[str, str]) -> dict[str, list[Mark]]:
    """Where each of these texts could tell who is meant; fields without anything are left out."""
    names, schools = queries.known_names(), queries.known_schools()
    found = {field: find_marks(text, names, schools) for field, text in texts.items()}
    return {field: marks for field, marks in found.items() if marks}


def publish_note(
    note: SolutionNote,
    kind: NeedKind,
    difficult: str,
    did: str,
    *,
    is_read: bool,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Shown to all associations. TellsWhoIsMeant, unless a person has read it and lets it through (`is_read`).

    Phone numbers, addresses and identity numbers nobody lets through.
    """
    marks = marks_in({"difficult": difficult, "did": did})
    is_never = any(mark.kind in NEVER for found in marks.values() for mark in found)
    if marks and (is_never or not is_read):
        raise TellsWhoIsMeant(marks)
    claim(
        note,
        version,
        CHANGED,
        {"difficult": (_sl("What was difficult?"), difficult), "did": (_sl("What did you do?"), did)},
    )
    note.kind, note.difficult, note.did = kind, difficult, did
    note.state, note.published_at = NoteState.PUBLISHED, now
    record("publish_note", by=by, now=now, subject=note)


def put_note_aside(note: SolutionNote, *, by: User, now: datetime) -> None:
    """It is not shown, or no longer."""
    note.state = NoteState.PUT_ASIDE
    record("put_note_aside", by=by, now=now, subject=note)


def thank_for_note(note: SolutionNote, *, by: User, now: datetime) -> None:
    """ "This helped us too", once for each association."""
    if by.association_id and not queries.has_thanked(note.id, by.association_id):
        db.session.add(NoteThanks(note_id=note.id, association_id=by.association_id))
        record("thank_for_note", by=by, now=now, subject=note)


def note_card_read(card: str, name: str, *, by: User, today: date) -> None:
    """Somebody of the association has read a training card. Again changes nothing."""
    if by.role != Role.ASSOCIATION or by.association_id is None:
        return
    known = queries.list_read(by.association_id).get(card, [])
    if all(one.name != name for one in known):
        db.session.add(TrainingRead(card=card, association_id=by.association_id, name=name, read_on=today))


def forget_needs(since: datetime) -> int:
    """Nightly: needs closed and notes written before then, with their thanks. Returns how many."""
    return count_changed(delete(Need).where(Need.id.in_(queries.old_needs(since)))) + count_changed(
        delete(SolutionNote).where(SolutionNote.id.in_(queries.old_notes(since)))
    )

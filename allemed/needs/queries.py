"""Reading needs, notes and training cards: an association its own, the coordinator all; published notes are for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import ContactPerson
from allemed.catalogue.models import Place
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.families.models import Child, Guardian
from allemed.needs.models import Need, NoteThanks, SolutionNote, TrainingRead
from allemed.needs.rules import OPEN, NeedKind, NoteState, median_days
from allemed.referrals.models import PartnerPerson

MOST = 200


@scope("need_id")
def needs_visible_to(user: User | None) -> Select:
    """The coordinator sees every association's, a contact person their own association's."""
    query = select(Need)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(Need.association_id == user.association_id)
    return query.where(false())


@scope("note_id")
def notes_visible_to(user: User | None) -> Select:
    """Associations see what is published, and their own; the coordinator sees all."""
    query = select(SolutionNote)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        own = and_(SolutionNote.association_id == user.association_id, SolutionNote.state == NoteState.WAITING)
        return query.where(or_(SolutionNote.state == NoteState.PUBLISHED, own))
    return query.where(false())


def get_need(need_id: UUID) -> Need:
    return db.session.get_one(Need, need_id)


def get_note(note_id: UUID) -> SolutionNote:
    return db.session.get_one(SolutionNote, note_id)


def list_needs(user: User, association_id: UUID | None = None) -> list[Need]:
    """Open ones first, the longest waiting of them first; then the answered ones, the latest first."""
    query = needs_visible_to(user).options(joinedload(Need.association), joinedload(Need.owner))
    if association_id:
        query = query.where(Need.association_id == association_id)
    found = db.session.scalars(query.order_by(Need.status_since.desc()).limit(MOST)).all()
    waiting = sorted((one for one in found if one.status in OPEN), key=lambda one: one.created_at)
    return waiting + [one for one in found if one.status not in OPEN]


def count_open(association_id: UUID) -> int:
    """How many needs of an association wait."""
    query = select(func.count(Need.id)).where(Need.association_id == association_id, Need.status.in_(OPEN))
    return db.session.scalar(query) or 0


def list_open() -> list[Need]:
    """What waits for the coordinator, the oldest first."""
    query = select(Need).where(Need.status.in_(OPEN)).options(joinedload(Need.association), joinedload(Need.owner))
    return list(db.session.scalars(query.order_by(Need.created_at).limit(MOST)))


def days_to_answer() -> int | None:
    """How many days associations wait for an answer, in the middle of the last ones."""
    query = select(Need.created_at, Need.answered_at).where(Need.answered_at.is_not(None))
    rows = db.session.execute(query.order_by(Need.answered_at.desc()).limit(MOST)).all()
    return median_days([(asked, answered) for asked, answered in rows if answered])


# Solution notes


@dataclass(frozen=True)
class FoundNote:
    """A published note, how many it has helped too, and whether the reader's association is one of them."""

    note: SolutionNote
    thanks: int
    is_thanked: bool


def find_notes(user: User, *, kind: NeedKind | None = None, words: str = "") -> list[FoundNote]:
    """Published notes of a kind that hold each of `words`; what helped most first.

    Compared in memory: notes are few, and the database's `lower` differs by its kind.
    """
    query = select(SolutionNote).where(SolutionNote.state == NoteState.PUBLISHED)
    if kind:
        query = query.where(SolutionNote.kind == kind)
    wanted = words.casefold().split()
    rows = db.session.scalars(query.order_by(SolutionNote.published_at.desc()).limit(500))
    notes = [one for one in rows if all(word in f"{one.difficult} {one.did}".casefold() for word in wanted)]
    counts = _thanks([one.id for one in notes])
    mine = set(db.session.scalars(select(NoteThanks.note_id).where(NoteThanks.association_id == user.association_id)))
    found = [FoundNote(one, counts.get(one.id, 0), one.id in mine) for one in notes]
    return sorted(found, key=lambda one: -one.thanks)[:MOST]


def _thanks(note_ids: Iterable[UUID]) -> dict[UUID, int]:
    query = (
        select(NoteThanks.note_id, func.count()).where(NoteThanks.note_id.in_(note_ids)).group_by(NoteThanks.note_id)
    )
    return {note_id: count for note_id, count in db.session.execute(query)}


def list_waiting_notes(user: User) -> list[SolutionNote]:
    """Notes that nobody has read before publishing, of those `user` sees."""
    query = notes_visible_to(user).where(SolutionNote.state == NoteState.WAITING)
    return list(db.session.scalars(query.order_by(SolutionNote.created_at).limit(MOST)))


def known_names() -> set[str]:
    """First names of children and adults, and each part of the names of contact persons: whom a text could name."""
    first = [*db.session.scalars(select(Child.first_name)), *db.session.scalars(select(Guardian.first_name))]
    whole = [*db.session.scalars(select(ContactPerson.name)), *db.session.scalars(select(PartnerPerson.name))]
    return {part for name in (*first, *whole) for part in name.split() if len(part) > 1}


def known_schools() -> list[str]:
    return list(db.session.scalars(select(Place.name).where(Place.kind == PlaceKind.SCHOOL)))


def has_thanked(note_id: UUID, association_id: UUID) -> bool:
    query = exists().where(NoteThanks.note_id == note_id, NoteThanks.association_id == association_id)
    return bool(db.session.scalar(select(query)))


# Training cards


def list_read(association_id: UUID) -> dict[str, list[TrainingRead]]:
    """Who of an association has read which card."""
    found: dict[str, list[TrainingRead]] = {}
    query = select(TrainingRead).where(TrainingRead.association_id == association_id)
    for one in db.session.scalars(query.order_by(TrainingRead.read_on, TrainingRead.name)):
        found.setdefault(one.card, []).append(one)
    return found


# Kept long enough


def old_needs(since: datetime) -> Select:
    """Closed before then."""
    return select(Need.id).where(Need.status.not_in(OPEN), Need.status_since < since)


def old_notes(since: datetime) -> Select:
    """Written before then, whether others have seen it or not."""
    return select(SolutionNote.id).where(SolutionNote.created_at < since)

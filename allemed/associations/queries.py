"""Finding associations, their contact persons, and one's own unfinished import."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, Text, cast, exists, false, or_, select
from sqlalchemy.orm import selectinload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import Device, User
from allemed.associations.models import Association, ContactPerson, ImportDraft
from allemed.associations.rules import AssociationKind, Column, Known, Row, fold, sorting_key
from allemed.countries import profile
from allemed.database import db

DRAFT_LIFE = timedelta(hours=1)
_HAS_CONTACT = exists().where(ContactPerson.association_id == Association.id, ContactPerson.ended_at.is_(None))

_CONTACT_NAME = (
    select(ContactPerson.name)
    .where(ContactPerson.association_id == Association.id, ContactPerson.ended_at.is_(None))
    .order_by(ContactPerson.kind, ContactPerson.name)
    .limit(1)
    .scalar_subquery()
)


class ListFilter(StrEnum):
    ALL = "all"
    NO_CONTACT = "no_contact"
    NOT_APPROVED = "not_approved"
    SERVICES = "services"
    BUSINESSES = "businesses"


KIND_OF_FILTER = {ListFilter.SERVICES: AssociationKind.SERVICE, ListFilter.BUSINESSES: AssociationKind.BUSINESS}


@dataclass(frozen=True)
class AssociationRow:
    """One line of the list."""

    id: UUID
    name: str
    organisation_number: str | None
    town: str
    category: str
    kind: AssociationKind
    is_approved: bool
    contact_name: str | None


@scope("association_id")
def associations_visible_to(user: User | None) -> Select:
    """A coordinator sees every association, a contact person their own, nobody else any."""
    if user is not None and user.role == Role.COORDINATOR:
        return select(Association)
    if user is not None and user.role == Role.ASSOCIATION:
        return select(Association).where(Association.id == user.association_id)
    return select(Association).where(false())


@scope("contact_id")
def contacts_visible_to(user: User | None) -> Select:
    """Contact persons, not ended, of the associations `user` sees."""
    visible = associations_visible_to(user).with_only_columns(Association.id)
    return select(ContactPerson).where(ContactPerson.ended_at.is_(None), ContactPerson.association_id.in_(visible))


@scope("draft_id")
def drafts_visible_to(user: User | None) -> Select:
    """A coordinator's own unfinished imports."""
    if user is None or user.role != Role.COORDINATOR:
        return select(ImportDraft).where(false())
    return select(ImportDraft).where(ImportDraft.user_id == user.id)


def get_association(association_id: UUID) -> Association:
    """With its contact persons."""
    query = select(Association).where(Association.id == association_id).options(selectinload(Association.contacts))
    return db.session.scalars(query).one()


def list_associations(user: User, *, words: str = "", only: ListFilter = ListFilter.ALL) -> list[AssociationRow]:
    """Those `user` sees whose name, place or number holds each of `words`; by name.

    Compared in memory: the database's own `lower` leaves Æ, Ø and Å as they are, and a city has some 2,500.
    """
    columns = (
        Association.id,
        Association.name,
        Association.organisation_number,
        Association.town,
        Association.category,
        Association.kind,
    )
    query = associations_visible_to(user).with_only_columns(*columns, Association.is_approved, _CONTACT_NAME)
    if only is ListFilter.NO_CONTACT:
        query = query.where(~_HAS_CONTACT)
    elif only is ListFilter.NOT_APPROVED:
        query = query.where(~Association.is_approved)
    elif only in KIND_OF_FILTER:
        query = query.where(Association.kind == KIND_OF_FILTER[only])
    wanted = fold(words).split()
    found = [AssociationRow(*row) for row in db.session.execute(query)]
    country = profile().code
    return sorted((row for row in found if _holds(row, wanted)), key=lambda row: sorting_key(row.name, country))


def _holds(row: AssociationRow, wanted: list[str]) -> bool:
    if not wanted:
        return True
    text = fold(f"{row.name} {row.town} {row.organisation_number or ''}")
    together = "".join(wanted)  # a number may be written 995 065 924
    return all(word in text for word in wanted) or (together.isdigit() and together in text)


def list_hosts(besides: UUID, also: Iterable[str | None] = ()) -> list[Association]:
    """Services and businesses that can host something together with an association, by name; and those of `also`."""
    may = (Association.kind != AssociationKind.ASSOCIATION) & Association.is_approved
    kept = Association.id.in_([UUID(one) for one in also if one])
    query = select(Association).where(or_(may, kept), Association.id != besides)
    return list(db.session.scalars(query.order_by(Association.name)))


def list_givers(item: str) -> list[Association]:
    """Who gives away or lends one thing, by name. Few give anything, so the lists are compared here."""
    query = select(Association).where(Association.is_approved, cast(Association.gives, Text) != "[]")
    found = db.session.scalars(query.order_by(Association.name))
    return [one for one in found if item in one.gives or "everything" in one.gives]


def list_contacts(association_id: UUID) -> list[ContactPerson]:
    """The contact persons that answer for an association now, main before substitute."""
    query = select(ContactPerson).where(
        ContactPerson.association_id == association_id, ContactPerson.ended_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(ContactPerson.kind, ContactPerson.name)))


def get_contact(contact_id: UUID) -> ContactPerson:
    return db.session.get_one(ContactPerson, contact_id)


def list_signed_in(contacts: Iterable[ContactPerson]) -> set[UUID]:
    """The users among `contacts` who have signed in at least once."""
    users = [contact.user_id for contact in contacts if contact.user_id]
    return set(db.session.scalars(select(Device.user_id).where(Device.user_id.in_(users)))) if users else set()


def contacts_to_end(today: date) -> list[ContactPerson]:
    """Those who handed over, whose last day has come."""
    query = select(ContactPerson).where(ContactPerson.ended_at.is_(None), ContactPerson.leaves_on <= today)
    return list(db.session.scalars(query))


def find_contact_of(user: User) -> ContactPerson | None:
    """The contact person that `user` is."""
    return db.session.scalar(contacts_visible_to(user).where(ContactPerson.user_id == user.id).limit(1))


def list_known() -> list[Known]:
    """Every association as an import compares it, in one query."""
    names = [str(column) for column in Column]
    columns = [getattr(Association, name) for name in names]
    found = db.session.execute(select(Association.id, Association.is_imported, Association.kind, *columns))
    return [
        Known(key, Row(number=0, **dict(zip(names, cells, strict=True))), imported, kind == AssociationKind.ASSOCIATION)
        for key, imported, kind, *cells in found
    ]


def find_draft(draft_id: UUID, now: datetime) -> ImportDraft | None:
    """An unfinished import, unless it has waited too long."""
    draft = db.session.get(ImportDraft, draft_id)
    return draft if draft and now - draft.created_at < DRAFT_LIFE else None

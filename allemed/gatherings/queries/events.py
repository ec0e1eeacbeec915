"""Gatherings, who is invited and who came, contact cards and the rolling agenda; each sees only what concerns it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from allemed import crypto
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association, ContactPerson
from allemed.catalogue.models import Place
from allemed.database import db
from allemed.gatherings.models import AgendaItem, ContactCard, DugnadTheme, Gathering, Idea, Invitation
from allemed.gatherings.rules import GatheringKind, Sector
from allemed.gatherings.rules.themes import OwnWords, Theme, themes_with
from allemed.referrals.models import Partner

MOST = 200
CODE_LENGTH = 24


@scope("own_gathering_id")
def own_gatherings_visible_to(user: User | None) -> Select:
    """Those that `user` may plan and run: the coordinator all, an association its own."""
    query = select(Gathering)
    if user is not None and user.role == Role.COORDINATOR:
        return query
    if user is not None and user.role == Role.ASSOCIATION:
        return query.where(Gathering.association_id == user.association_id)
    return query.where(false())


def _own_invitations(user: User) -> Select:
    query = select(Invitation)
    if user.role == Role.ASSOCIATION:
        return query.where(Invitation.association_id == user.association_id)
    if user.role == Role.PARTNER:
        return query.where(Invitation.partner_id == user.partner_id)
    return query.where(false())


@scope("gathering_id")
def gatherings_visible_to(user: User | None) -> Select:
    """Those it may run, and those it is invited to."""
    if user is None or user.role == Role.FAMILY:
        return select(Gathering).where(false())
    if user.role == Role.COORDINATOR:
        return select(Gathering)
    invited = Gathering.id.in_(_own_invitations(user).with_only_columns(Invitation.gathering_id))
    own = Gathering.association_id == user.association_id if user.role == Role.ASSOCIATION else false()
    return select(Gathering).where(or_(own, invited))


@scope("invitation_id")
def invitations_visible_to(user: User | None) -> Select:
    """One's own, the coordinator all: it leads to the secret link, where one answers and makes a card as oneself."""
    if user is None:
        return select(Invitation).where(false())
    return select(Invitation) if user.role == Role.COORDINATOR else _own_invitations(user)


@scope("idea_id")
def ideas_visible_to(user: User | None) -> Select:
    runs = own_gatherings_visible_to(user).with_only_columns(Gathering.id)
    return select(Idea).where(Idea.gathering_id.in_(runs))


@scope("agenda_item_id")
def agenda_visible_to(user: User | None) -> Select:
    is_coordinator = user is not None and user.role == Role.COORDINATOR
    return select(AgendaItem) if is_coordinator else select(AgendaItem).where(false())


@scope("card_id")
def cards_visible_to(user: User | None) -> Select:
    """Cards made at gatherings that `user` sees."""
    seen = gatherings_visible_to(user).with_only_columns(Gathering.id)
    of_these = select(Invitation.id).where(Invitation.gathering_id.in_(seen))
    return select(ContactCard).where(ContactCard.invitation_id.in_(of_these))


def get_gathering(gathering_id: UUID) -> Gathering:
    query = select(Gathering).options(joinedload(Gathering.place), joinedload(Gathering.association))
    return db.session.scalars(query.where(Gathering.id == gathering_id)).one()


def list_gatherings(user: User, today: date) -> tuple[list[Gathering], list[Gathering]]:
    """What is coming, the nearest first, and what was, the latest first."""
    query = gatherings_visible_to(user).options(joinedload(Gathering.place), joinedload(Gathering.association))
    coming = query.where(Gathering.held_on >= today).order_by(Gathering.held_on, Gathering.starts)
    past = query.where(Gathering.held_on < today).order_by(Gathering.held_on.desc())
    return list(db.session.scalars(coming.limit(MOST))), list(db.session.scalars(past.limit(MOST)))


# Invitations


def list_invitations(gathering_id: UUID) -> list[Invitation]:
    """By sector, then by name."""
    with_whom = joinedload(Invitation.association), joinedload(Invitation.partner), joinedload(Invitation.letter)
    query = select(Invitation).options(*with_whom)
    found = db.session.scalars(query.where(Invitation.gathering_id == gathering_id))
    order = list(Sector)
    return sorted(found, key=lambda one: (order.index(one.sector), name_of(one).casefold()))


def name_of(invitation: Invitation) -> str:
    """Who is invited."""
    if invitation.association:
        return invitation.association.name
    return invitation.partner.name if invitation.partner else invitation.name or ""


def list_reachable_associations() -> list[Association]:
    """Approved associations, services and businesses that somebody answers for, by name."""
    reachable = select(ContactPerson.association_id).where(ContactPerson.ended_at.is_(None))
    query = select(Association).where(Association.is_approved, Association.id.in_(reachable))
    return list(db.session.scalars(query.order_by(Association.name)))


def list_reached(invitations: Iterable[Invitation]) -> set[UUID]:
    """The invitations of those who sign in, and so are told. One query."""
    rows = db.session.execute(select(User.association_id, User.partner_id).where(User.is_active)).all()
    told = {key for row in rows for key in row if key}
    return {one.id for one in invitations if (one.association_id or one.partner_id) in told}


def list_active_partners() -> list[Partner]:
    return list(db.session.scalars(select(Partner).where(Partner.is_active).order_by(Partner.name)))


def list_my_invitations(user: User, today: date) -> list[Invitation]:
    """To what is coming, the nearest first."""
    query = _own_invitations(user).join(Gathering).options(joinedload(Invitation.gathering))
    query = query.where(Gathering.held_on >= today, Gathering.cancelled_at.is_(None))
    return list(db.session.scalars(query.order_by(Gathering.held_on, Gathering.starts).limit(20)))


def get_invitation(invitation_id: UUID) -> Invitation:
    return db.session.get_one(Invitation, invitation_id)


def code_of(invitation: Invitation) -> str:
    """What makes the address of an invitation impossible to guess; nothing of it lies in the database."""
    return crypto.ring().fingerprint(f"invitation {invitation.id}")[:CODE_LENGTH]


# Contact cards


def find_card_of(invitation_id: UUID) -> ContactCard | None:
    return db.session.scalar(select(ContactCard).where(ContactCard.invitation_id == invitation_id))


def get_card(card_id: UUID) -> ContactCard:
    return db.session.get_one(ContactCard, card_id)


def get_idea(idea_id: UUID) -> Idea:
    return db.session.get_one(Idea, idea_id)


def list_cards(user: User, gathering_id: UUID) -> list[ContactCard]:
    """The cards made for one gathering, by name."""
    query = cards_visible_to(user).join(Invitation).where(Invitation.gathering_id == gathering_id)
    return sorted(db.session.scalars(query), key=lambda one: one.name.casefold())


# Themes, ideas, agenda


def list_themes() -> list[Theme]:
    """Ours and the municipality's, the hidden ones too."""
    own = db.session.scalars(select(DugnadTheme).order_by(DugnadTheme.code))
    return themes_with([OwnWords(one.code, one.titles, one.questions, one.is_hidden) for one in own])


def find_theme(code: str) -> DugnadTheme | None:
    return db.session.scalar(select(DugnadTheme).where(DugnadTheme.code == code))


def list_ideas(gathering_id: UUID) -> list[Idea]:
    """Those with the most dots first."""
    query = select(Idea).where(Idea.gathering_id == gathering_id)
    return list(db.session.scalars(query.order_by(Idea.dots.desc(), Idea.created_at)))


def list_agenda(gathering: Gathering) -> list[AgendaItem]:
    """What was talked about here, and before that what still waits, the longest waiting first."""
    here = AgendaItem.gathering_id == gathering.id
    wanted = here if gathering.ended_at else or_(here, AgendaItem.gathering_id.is_(None))
    return list(db.session.scalars(select(AgendaItem).where(wanted).order_by(AgendaItem.created_at)))


# What everybody may see


def list_public(first: date, last: date, area: str = "") -> list[Gathering]:
    """What happens for everybody between two days, in one area or anywhere."""
    query = select(Gathering).outerjoin(Place, Place.id == Gathering.place_id).options(joinedload(Gathering.place))
    query = query.where(
        Gathering.is_public, Gathering.cancelled_at.is_(None), Gathering.held_on >= first, Gathering.held_on <= last
    )  # fmt: skip
    if area:
        query = query.where(Place.area == area)
    return list(db.session.scalars(query.order_by(Gathering.held_on, Gathering.starts).limit(MOST)))


def list_guests_at(place_id: UUID, first: date, last: date) -> list[Gathering]:
    """Guests that visit a place (GK8)."""
    query = select(Gathering).where(
        Gathering.kind == GatheringKind.VISIT, Gathering.place_id == place_id, Gathering.is_public,
        Gathering.cancelled_at.is_(None), Gathering.held_on >= first, Gathering.held_on <= last,
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Gathering.held_on).limit(3)))


def count_invited(gathering_ids: list[UUID]) -> dict[UUID, int]:
    query = select(Invitation.gathering_id, func.count()).where(Invitation.gathering_id.in_(gathering_ids))
    return {key: count for key, count in db.session.execute(query.group_by(Invitation.gathering_id))}

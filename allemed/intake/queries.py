"""Reading conversations: the newest of a child, next steps that are due, and which pictures to point at."""

from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules import KINDS, PlaceKind
from allemed.database import db
from allemed.families.models import Child
from allemed.families.queries import children_visible_to, register_schools
from allemed.families.rules import UNASKED_KINDS
from allemed.intake.models import Conversation, ConversationDraft
from allemed.intake.rules import missing_for_minimum


@scope("conversation_id")
def conversations_visible_to(user: User | None) -> Select:
    """Those about children that the user may see."""
    children = children_visible_to(user).with_only_columns(Child.id).order_by(None)
    return select(Conversation).where(Conversation.child_id.in_(children))


@scope("talk_draft_id")
def drafts_visible_to(user: User | None) -> Select:
    """What came by itself and waits: any coordinator may finish it."""
    query = select(ConversationDraft)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


def get_draft(talk_draft_id: UUID) -> ConversationDraft:
    return db.session.get_one(ConversationDraft, talk_draft_id)


def list_drafts(user: User | None) -> list[ConversationDraft]:
    """Those that wait, the oldest first."""
    return list(db.session.scalars(drafts_visible_to(user).order_by(ConversationDraft.created_at)))


def get_conversation(conversation_id: UUID) -> Conversation:
    return db.session.get_one(Conversation, conversation_id)


def find_current_conversation(child_id: UUID) -> Conversation | None:
    """The newest conversation of a child: it holds the present wishes."""
    query = select(Conversation).where(Conversation.child_id == child_id)
    return db.session.scalar(query.order_by(Conversation.held_on.desc(), Conversation.created_at.desc()).limit(1))


def list_conversations(*, child_id: UUID | None = None, family_id: UUID | None = None) -> list[Conversation]:
    """All conversations about a child or with a family, the newest first."""
    query = select(Conversation).options(joinedload(Conversation.child)).order_by(Conversation.created_at.desc())
    if child_id is not None:
        query = query.where(Conversation.child_id == child_id)
    if family_id is not None:
        query = query.where(Conversation.family_id == family_id)
    return list(db.session.scalars(query))


def list_said_at_start() -> list[list[str]]:
    """What children pointed at in their first conversation ("question:face"), the oldest first."""
    return list(db.session.scalars(select(Conversation.said).order_by(Conversation.created_at, Conversation.id)))


def missing_of(conversation: Conversation) -> tuple[str, ...]:
    """Which of the seven minimum fields a conversation still lacks; empty: this is enough to look for a place."""
    filled = {"languages", "first_name", "birth_year", "guardian", "next_step"}
    filled |= {name for name in ("kinds", "times") if getattr(conversation, name)}
    return missing_for_minimum(filled)


def list_pictures() -> list[str]:
    """The kinds to point at: those that some group here offers first, then the rest, each in the catalogue's order."""
    here = set(db.session.scalars(select(Activity.kind).where(Activity.is_open).distinct()))
    asked = [code for code in KINDS if code not in UNASKED_KINDS]
    return [code for code in asked if code in here] + [code for code in asked if code not in here]


def count_pictures_here() -> int:
    """How many of `list_pictures` are offered here."""
    here = set(db.session.scalars(select(Activity.kind).where(Activity.is_open).distinct()))
    return len([code for code in KINDS if code in here and code not in UNASKED_KINDS])


@register_schools
def _schools() -> list[tuple[str, str]]:
    rows = db.session.execute(select(Place.id, Place.name).where(Place.kind == PlaceKind.SCHOOL).order_by(Place.name))
    return [(str(place_id), name) for place_id, name in rows]

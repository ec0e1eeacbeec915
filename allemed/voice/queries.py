"""Reading what children were asked and answered: the task of who asks, one child's answers with its yes, and all together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.catalogue.models import Activity
from allemed.config import settings
from allemed.database import db
from allemed.families.models import Agreement, Child
from allemed.families.rules import AgreementItem, ReceiverKind
from allemed.followup.queries import list_said_by_children
from allemed.followup.rules import CheckInKind, Face
from allemed.intake.queries import list_said_at_start
from allemed.intake.rules import decode
from allemed.placements.models import Placement
from allemed.voice.models import ChildVoice, NeutralPerson
from allemed.voice.rules import COMPARED, Told, VoiceQuestion, tell


@scope("voice_id")
def voices_visible_to(user: User | None) -> Select:
    """Who was chosen to ask sees its own tasks, until they are done or their time is over. Nobody else sees one by its id."""
    query = select(ChildVoice)
    if user is None or user.role != Role.PARTNER:
        return query.where(false())
    today = clock.today(settings().zone)
    named = select(NeutralPerson.id).where(NeutralPerson.user_id == user.id).exists()
    agreed = agreements_to_ask(clock.now()).where(
        Agreement.placement_id == ChildVoice.placement_id, Agreement.receiver_id == ChildVoice.person_id
    )
    return query.where(
        ChildVoice.person_id == user.id, ChildVoice.answered_at.is_(None), ChildVoice.ends_on >= today, named,
        agreed.exists(),
    )  # fmt: skip


def _living(item: AgreementItem, receiver: ReceiverKind, now: datetime) -> Select:
    return select(Agreement.id).where(
        Agreement.item == item, Agreement.receiver_kind == receiver, Agreement.withdrawn_at.is_(None),
        Agreement.expires_on >= clock.local(now, settings().zone).date(),
    )  # fmt: skip


def agreements_to_ask(now: datetime) -> Select:
    """A family's living yes that somebody neutral asks its child."""
    return _living(AgreementItem.ASK_CHILD, ReceiverKind.NEUTRAL_PERSON, now)


def may_see_answers(voice: ChildVoice, now: datetime) -> bool:
    """May the coordinator read this one child's answers? The child said yes, and nobody has taken that back."""
    given = _living(AgreementItem.CHILD_VOICE, ReceiverKind.COORDINATOR, now)
    return db.session.scalar(given.where(Agreement.placement_id == voice.placement_id).limit(1)) is not None and bool(
        voice.may_coordinator_see
    )


def list_unanswered_of(placement_id: UUID, person_id: UUID | None = None) -> list[ChildVoice]:
    """Tasks about a child that nobody has done; with `person_id` only that person's."""
    query = select(ChildVoice).where(ChildVoice.placement_id == placement_id, ChildVoice.answered_at.is_(None))
    return list(db.session.scalars(query.where(ChildVoice.person_id == person_id) if person_id else query))


def list_told_of(placement_id: UUID) -> list[ChildVoice]:
    """What a child let the coordinator see."""
    query = select(ChildVoice).where(ChildVoice.placement_id == placement_id, ChildVoice.may_coordinator_see.is_(True))
    return list(db.session.scalars(query))


@scope("neutral_person_id")
def neutral_people_visible_to(user: User | None) -> Select:
    """Whom the municipality has named is the coordinator's to see."""
    query = select(NeutralPerson)
    return query if user is not None and user.role == Role.COORDINATOR else query.where(false())


def _with_child(query: Select) -> Select:
    placed = joinedload(ChildVoice.placement)
    return query.options(
        placed.joinedload(Placement.child).joinedload(Child.family), placed.joinedload(Placement.activity)
    )


def get_voice(voice_id: UUID) -> ChildVoice:
    return db.session.scalars(_with_child(select(ChildVoice).where(ChildVoice.id == voice_id))).one()


def list_tasks(user: User) -> list[ChildVoice]:
    """The children this person may ask now, the longest waiting first."""
    return list(db.session.scalars(_with_child(voices_visible_to(user)).order_by(ChildVoice.asked_at)))


def find_of_check_in(check_in_id: UUID) -> ChildVoice | None:
    """What became of a question to a neutral person: the newest task."""
    query = select(ChildVoice).where(ChildVoice.check_in_id == check_in_id)
    return db.session.scalar(query.order_by(ChildVoice.asked_at.desc()).limit(1))


def list_of_family(family_id: UUID) -> list[ChildVoice]:
    """For the family: each time one of its children was asked, and by whom."""
    query = select(ChildVoice).join(ChildVoice.placement).join(Placement.child).where(Child.family_id == family_id)
    return list(db.session.scalars(_with_child(query).order_by(ChildVoice.asked_at.desc())))


# Who may ask


def list_named() -> list[NeutralPerson]:
    """Whom the municipality has named and who can still sign in, by name."""
    query = select(NeutralPerson).join(NeutralPerson.user).where(User.is_active).options(joinedload(NeutralPerson.user))
    return list(db.session.scalars(query.order_by(User.name)))


def list_may_be_named() -> list[User]:
    """People at partners who are not named yet."""
    named = {one.user_id for one in list_named()}
    return sorted((one for one in list_users(Role.PARTNER) if one.id not in named), key=lambda one: one.name)


def is_named(user: User) -> bool:
    return db.session.scalar(select(NeutralPerson.id).where(NeutralPerson.user_id == user.id)) is not None


# All together


def tell_together(rows: Iterable[list[str]]) -> dict[VoiceQuestion, Told]:
    """By question how many say yes, in words. Questions with fewer than five answers are left out."""
    faces: dict[str, list[Face]] = defaultdict(list)
    for kept in rows:
        for question, face in decode(kept).items():
            faces[question].append(face)
    told = {question: tell(faces[question]) for question in VoiceQuestion}
    return {question: one for question, one in told.items() if one is not None}


def _answered() -> Select:
    query = select(ChildVoice.answers).where(ChildVoice.answered_at.is_not(None))
    return query.order_by(ChildVoice.answered_at, ChildVoice.id)


def tell_all() -> dict[VoiceQuestion, Told]:
    """Over the whole municipality."""
    return tell_together(db.session.scalars(_answered()))


def tell_association(association_id: UUID) -> dict[VoiceQuestion, Told]:
    """Over the groups of one association; empty until five children have answered."""
    query = _answered().join(ChildVoice.placement).join(Placement.activity)
    return tell_together(db.session.scalars(query.where(Activity.association_id == association_id)))


@dataclass(frozen=True)
class Compared:
    """One picture question over many children: at the start, in their first weeks, after three months (V8).

    None: fewer than five have answered.
    """

    question: VoiceQuestion
    start: Told | None
    first: Told | None
    then: Told | None


def compare_times() -> list[Compared]:
    """Friends, and looking forward; empty while at no time five have answered either."""
    start = tell_together(list_said_at_start())
    first, then = tell_together(list_said_by_children(CheckInKind.SIX_WEEKS)), tell_all()
    rows = [Compared(one, start.get(one), first.get(one), then.get(one)) for one in COMPARED]
    return [one for one in rows if one.start or one.first or one.then]

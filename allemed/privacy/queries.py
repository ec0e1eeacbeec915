"""What has been kept long enough, what hangs on a family, and which erasures wait for a second person."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, union, union_all
from sqlalchemy.orm import joinedload

from allemed import clock
from allemed.accounts.models import Device, User
from allemed.applications.queries import old_applications, old_awarded
from allemed.attendance.models import AttendanceMark
from allemed.audit.models import AuditEntry
from allemed.commitments.queries.forgetting import old_reports, old_words
from allemed.config import settings
from allemed.database import UtcMoment, db
from allemed.delivery.models import OutboxMessage
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.followup.models import CheckIn
from allemed.gatherings.queries import cards, letters, texts
from allemed.intake.models import Conversation
from allemed.messages.models import Message
from allemed.needs.queries import old_needs, old_notes
from allemed.once import AnsweredPost
from allemed.placements.models import Absence, Light, Placement
from allemed.privacy.models import ErasureRequest
from allemed.privacy.rules import Kept, months_before
from allemed.referrals.models import Referral
from allemed.referrals.queries.plans import old_plans
from allemed.rounds.models import OpenWish, Round, RoundLine
from allemed.support.models import Arrangement, FeeApplication, Guide, GuideBooking, Intervention, Loan, SharedRide
from allemed.support.queries.guides import ended_guides
from allemed.understanding.queries import old_remarks
from allemed.voice.models import ChildVoice

OLD_TEXTS = (
    old_needs,
    old_notes,
    texts.old_ideas,
    texts.old_agenda,
    texts.old_actions,
    texts.old_gatherings,
    old_words,
    old_reports,
    old_applications,
    old_awarded,
    old_remarks,
)
OF_PLACEMENTS = (Arrangement, FeeApplication, GuideBooking, Intervention, Loan, SharedRide)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def months_kept() -> dict[Kept, int]:
    """How many months each is kept here."""
    chosen = settings()
    return {
        Kept.FAMILY: chosen.keep_family_months,
        Kept.REFERRAL: chosen.keep_referral_months,
        Kept.MESSAGE: chosen.keep_message_months,
        Kept.ATTENDANCE: chosen.keep_attendance_months,
        Kept.CONTACT: chosen.keep_contact_months,
        Kept.TEXT: chosen.keep_text_months,
        Kept.ROUND: chosen.keep_round_months,
        Kept.AUDIT: chosen.keep_audit_months,
    }


def kept_since(now: datetime) -> dict[Kept, datetime]:
    """What is older than this goes."""
    return {kept: months_before(now, months) for kept, months in months_kept().items()}


# Long enough


def _contacts() -> list[Select]:
    """Every moment at which somebody talked with, wrote about or heard from a family, as (family, moment)."""
    of_placement = select(Child.family_id).join(Placement, Placement.child_id == Child.id)
    of_check_in = of_placement.join(CheckIn, CheckIn.placement_id == Placement.id)
    of_voice = of_placement.join(ChildVoice, ChildVoice.placement_id == Placement.id)
    of_user = select(User.family_id).where(User.family_id.is_not(None)).join(Device, Device.user_id == User.id)
    of_child = select(Child.family_id)
    return [
        select(Family.id, Family.created_at),
        of_child.add_columns(Child.created_at),
        select(Conversation.family_id, Conversation.created_at),
        select(Conversation.family_id, Conversation.next_step_done_at),
        select(Agreement.family_id, Agreement.given_at),
        select(Agreement.family_id, Agreement.withdrawn_at),
        of_placement.add_columns(Placement.state_since),
        of_placement.add_columns(Placement.first_session_at),
        of_check_in.add_columns(CheckIn.answered_at),
        of_check_in.add_columns(CheckIn.closed_at),
        of_voice.add_columns(ChildVoice.answered_at),
        select(Message.family_id, Message.sent_at),
        of_child.join(Referral, Referral.child_id == Child.id).add_columns(Referral.created_at),
        of_user.add_columns(Device.last_seen_at),
    ]


def families_without_contact(since: datetime) -> Select:
    """The ids of families that nobody has been in touch with since then."""
    contacts = union_all(*(query.with_only_columns(
        query.selected_columns[0].label("family_id"), query.selected_columns[1].label("at")
    ) for query in _contacts())).subquery()  # fmt: skip
    latest = func.max(contacts.c.at, type_=UtcMoment)
    return select(contacts.c.family_id).group_by(contacts.c.family_id).having(latest < since)


def referrals_without_conversation(since: datetime) -> Select:
    """The ids of interest that led nowhere and has been silent since then."""
    last_word = func.coalesce(Referral.contacted_at, Referral.created_at, type_=UtcMoment)
    return select(Referral.id).where(Referral.child_id.is_(None), last_word < since)


def list_due(query: Select) -> list[UUID]:
    """The ids a query of this file finds."""
    return list(db.session.scalars(query))


def _taps_and_voices(since: datetime) -> Any:
    taps = select(AttendanceMark.id).where(AttendanceMark.session_on < since.date())
    return union_all(taps, select(ChildVoice.id).where(ChildVoice.asked_at < since))


def _people(since: datetime, today: date) -> Any:
    guides = ended_guides(since).with_only_columns(Guide.id)
    return union_all(select(cards.old_people(since).subquery().c.id), guides, letters.old_addresses(today))


def today_at(now: datetime) -> date:
    """The day it is in the municipality."""
    return clock.local(now, settings().zone).date()


def count_due(now: datetime) -> dict[Kept, int]:
    """How much of each kind goes with the next run."""
    since = kept_since(now)
    due: dict[Kept, Any] = {
        Kept.FAMILY: families_without_contact(since[Kept.FAMILY]),
        Kept.REFERRAL: union(
            referrals_without_conversation(since[Kept.REFERRAL]), old_plans(since[Kept.REFERRAL].date())
        ),
        Kept.MESSAGE: select(Message.id).where(Message.sent_at < since[Kept.MESSAGE]),
        Kept.ATTENDANCE: _taps_and_voices(since[Kept.ATTENDANCE]),
        Kept.CONTACT: _people(since[Kept.CONTACT], today_at(now)),
        Kept.TEXT: union_all(*(query(since[Kept.TEXT]) for query in OLD_TEXTS)),
        Kept.ROUND: select(Round.id).where(Round.made_at < since[Kept.ROUND]),
        Kept.AUDIT: select(AuditEntry.id).where(AuditEntry.at < since[Kept.AUDIT]),
    }
    return {
        kept: db.session.scalar(select(func.count()).select_from(query.subquery())) or 0 for kept, query in due.items()
    }


# What hangs on a family


@dataclass(frozen=True)
class Belongings:
    """The ids of all that hangs on a family; `all_ids` is what an address could name."""

    family_id: UUID
    referrals: list[UUID]
    devices: list[UUID]
    all_ids: frozenset[UUID]


def belongings_of(family_id: UUID) -> Belongings:
    """Children, adults, sign-ins, conversations, agreements, placements with all of theirs, and interest."""
    of_child = select(Child.id).where(Child.family_id == family_id)
    of_placement = select(Placement.id).where(Placement.child_id.in_(of_child))
    of_user = select(User.id).where(User.family_id == family_id)
    queries = (
        of_child, of_placement, of_user,
        select(Guardian.id).where(Guardian.family_id == family_id),
        select(Conversation.id).where(Conversation.family_id == family_id),
        select(Agreement.id).where(Agreement.family_id == family_id),
        select(Light.id).where(Light.placement_id.in_(of_placement)),
        select(CheckIn.id).where(CheckIn.placement_id.in_(of_placement)),
        select(Message.id).where(Message.family_id == family_id),
        select(Absence.id).where(Absence.placement_id.in_(of_placement)),
        select(RoundLine.id).where(RoundLine.child_id.in_(of_child)),
        select(OpenWish.id).where(OpenWish.child_id.in_(of_child)),
        *(select(model.id).where(model.placement_id.in_(of_placement)) for model in OF_PLACEMENTS),
        select(SharedRide.id).where(SharedRide.other_id.in_(of_placement)),
        select(ChildVoice.id).where(ChildVoice.placement_id.in_(of_placement)),
    )  # fmt: skip
    found = {one for query in queries for one in db.session.scalars(query)}
    referrals = _referrals_of(family_id, list(db.session.scalars(of_child)))
    devices = list(db.session.scalars(select(Device.id).where(Device.user_id.in_(of_user))))
    return Belongings(family_id, referrals, devices, frozenset({family_id, *found, *referrals, *devices}))


def phones_of(family_id: UUID) -> set[str]:
    return set(db.session.scalars(select(Guardian.phone).where(Guardian.family_id == family_id)))


def first_names_of(family_id: UUID) -> set[str]:
    """Of its adults."""
    return set(db.session.scalars(select(Guardian.first_name).where(Guardian.family_id == family_id)))


def mails_of(family_id: UUID) -> set[str]:
    """Of its sign-ins."""
    return {mail for mail in db.session.scalars(select(User.email).where(User.family_id == family_id)) if mail}


def list_users_of(family_id: UUID) -> list[UUID]:
    """The sign-ins of its adults."""
    return list(db.session.scalars(select(User.id).where(User.family_id == family_id)))


def names_of(family_id: UUID) -> set[str]:
    """Of its adults and children, as they were written down."""
    people = (
        select(Guardian.first_name).where(Guardian.family_id == family_id),
        select(Child.first_name).where(Child.family_id == family_id),
    )
    return {name for query in people for name in db.session.scalars(query) if name}


def _referrals_of(family_id: UUID, children: Collection[UUID]) -> list[UUID]:
    """Interest about its children, and what came from one of its phones and was never put together with it."""
    phones = phones_of(family_id)
    loose = db.session.execute(select(Referral.id, Referral.phone).where(Referral.child_id.is_(None)))
    linked = list(db.session.scalars(select(Referral.id).where(Referral.child_id.in_(children))))
    return linked + [referral_id for referral_id, phone in loose if phone and phone in phones]


def list_seats_to_give_back(family_id: UUID) -> list[UUID]:
    """The activities in which a seat is held for a child that has not begun; who has begun sits there still."""
    query = select(Placement.activity_id).join(Placement.child)
    return list(
        db.session.scalars(
            query.where(Child.family_id == family_id, Placement.holds_seat, Placement.started_at.is_(None))
        )
    )


def list_messages_about(ids: Collection[UUID]) -> list[UUID]:
    """Messages in the outbox, sent or not, whose page is about one of these."""
    return _naming(select(OutboxMessage.id, OutboxMessage.path), ids)


def list_posts_about(ids: Collection[UUID], devices: Collection[UUID]) -> list[UUID]:
    """Answered posts that led to one of these, or came from one of these devices or, sealed, from one of these users."""
    sent = select(AnsweredPost.id).where(AnsweredPost.sender.in_([str(one) for one in {*ids, *devices}]))
    return _naming(select(AnsweredPost.id, AnsweredPost.location), ids) + list(db.session.scalars(sent))


def _naming(rows: Select[UUID, Any], ids: Collection[UUID]) -> list[UUID]:
    texts = {str(one) for one in ids}
    return [key for key, path in db.session.execute(rows) if not texts.isdisjoint(_UUID.findall(path or ""))]


# Erasures that wait


def find_request(family_id: UUID) -> ErasureRequest | None:
    """The erasure of a family that waits for a second person."""
    return db.session.scalar(select(ErasureRequest).where(ErasureRequest.family_id == family_id))


def list_requests() -> list[ErasureRequest]:
    """All erasures that wait, the longest waiting first."""
    query = select(ErasureRequest).options(joinedload(ErasureRequest.asked_by))
    return list(db.session.scalars(query.order_by(ErasureRequest.asked_at)))


def list_living(model: Any, ids: Collection[UUID]) -> list[UUID]:
    """Which of these ids are there."""
    return sorted(set(db.session.scalars(select(model.id))) & set(ids), key=str)

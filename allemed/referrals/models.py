"""Partners, and the interest that reaches the coordinator from them, from families and from the public page."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Date, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, validates

from allemed import crypto
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import Codes, EncryptedText, Model, UtcMoment, UuidKey, choice, fingerprint_of_phone, points_to
from allemed.families.rules import Channel
from allemed.referrals.rules import PartnerKind, PersonKind, ReferralSource, ReferralState


class LocalKind(Model):
    """What the municipality says of a kind of partner: of one of its own, or of one of ours (`code` is then ours)."""

    __tablename__ = "local_kind"

    id: Mapped[UuidKey]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60), default="")  # in the municipality's language; ours are translated
    names: Mapped[dict] = mapped_column(JSON, default=dict)  # language code -> name, where it is another
    fields: Mapped[list[str]] = mapped_column(Codes, default=list)  # what its form asks beside the minimum
    text: Mapped[str] = mapped_column(String(300), default="")  # read before a family is sent on
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)  # offered for new partners
    version: Mapped[int] = mapped_column(Integer, default=0)


class Partner(Model):
    """A school, office or centre that sends families on. May refer, may never read."""

    __tablename__ = "partner"

    id: Mapped[UuidKey]
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[PartnerKind] = mapped_column(choice(PartnerKind))
    own_kind_id: Mapped[uuid.UUID | None] = points_to("local_kind.id", nullable=True)  # then `kind` is OTHER
    place_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    owner_id: Mapped[uuid.UUID | None] = mapped_column()  # who of us answers; no key, as users point at partners
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    routine_on: Mapped[date | None] = mapped_column(Date)  # talks about leisure with new families since then,
    routine_number: Mapped[int | None] = mapped_column(Integer)  # by this version of the routine
    new_pupils: Mapped[int | None] = mapped_column(Integer)  # as the school has counted them, in the term that
    new_pupils_term: Mapped[date | None] = mapped_column(Date)  # began then
    version: Mapped[int] = mapped_column(Integer, default=1)
    owner: Mapped[User | None] = relationship(primaryjoin=lambda: foreign(Partner.owner_id) == User.id, viewonly=True)
    own_kind: Mapped[LocalKind | None] = relationship()

    @property
    def kind_code(self) -> str:
        """The kind somebody chose for it."""
        return self.own_kind.code if self.own_kind else self.kind.value

    @property
    def has_owner(self) -> bool:
        """Does somebody answer for what comes from here? Who has left does not (F5)."""
        return self.owner is not None and self.owner.is_active


class RoutineText(Model):
    """How schools talk about leisure with new families: one row a version, the newest counts, none is changed."""

    __tablename__ = "routine_text"

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(Integer, unique=True)
    text: Mapped[str] = mapped_column(String(4000))
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    written_by_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)


class PartnerPerson(Model):
    """Somebody at a partner who may send families on; the sign-in is `user_id` once invited."""

    __tablename__ = "partner_person"

    id: Mapped[UuidKey]
    partner_id: Mapped[uuid.UUID] = points_to("partner.id", on_delete="CASCADE")
    user_id: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    kind: Mapped[PersonKind] = mapped_column(choice(PersonKind))
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    partner: Mapped[Partner] = relationship()


class Referral(Model):
    """A family that asks for contact: the minimum to call them back."""

    __tablename__ = "referral"

    id: Mapped[UuidKey]
    source: Mapped[ReferralSource] = mapped_column(choice(ReferralSource))
    state: Mapped[ReferralState] = mapped_column(choice(ReferralState), index=True)
    partner_id: Mapped[uuid.UUID | None] = points_to("partner.id", on_delete="SET NULL", nullable=True)
    referred_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    activity_id: Mapped[uuid.UUID | None] = points_to("activity.id", on_delete="SET NULL", nullable=True)
    child_first_name: Mapped[str] = mapped_column(EncryptedText)
    birth_year: Mapped[int] = mapped_column(SmallInteger)
    phone: Mapped[str] = mapped_column(EncryptedText)
    phone_fingerprint: Mapped[str | None] = fingerprint_of_phone()
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    language: Mapped[str] = mapped_column(String(8))
    kinds: Mapped[list[str]] = mapped_column(Codes, default=list)
    agreed_how: Mapped[str] = mapped_column(String(20), default="")
    is_talk: Mapped[bool] = mapped_column(Boolean, default=False)  # around one phone, the family said yes on it
    interpreter: Mapped[str] = mapped_column(String(20), default="")  # at such a talk
    routine_number: Mapped[int | None] = mapped_column(Integer)  # the version of the routine it was held by
    school_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    class_level: Mapped[int | None] = mapped_column(SmallInteger)
    wish_place_id: Mapped[uuid.UUID | None] = points_to("place.id", on_delete="SET NULL", nullable=True)
    wish_days: Mapped[list[str]] = mapped_column(Codes, default=list)  # weekdays, "0" is Monday
    wish_part: Mapped[str] = mapped_column(String(20), default="")  # of the day
    plan_until: Mapped[date | None] = mapped_column(
        Date, index=True
    )  # leisure is part of what the school and the family agreed on
    plan_seen_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # somebody has talked about how it goes on
    created_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)  # the partner has heard that somebody read it
    contacted_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    child_id: Mapped[uuid.UUID | None] = points_to("child.id", on_delete="SET NULL", nullable=True)
    return_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the code a visitor comes back with
    partner: Mapped[Partner | None] = relationship()

    @validates("phone")
    def _keep_fingerprint(self, _key: str, phone: str) -> str:
        self.phone_fingerprint = crypto.phone_fingerprint(phone)
        return phone


class TermMessage(Model):
    """What became of the families a partner sent on in one term, in counts; the partner is told once."""

    __tablename__ = "term_message"
    __table_args__ = (UniqueConstraint("partner_id", "term_on"),)

    id: Mapped[UuidKey]
    partner_id: Mapped[uuid.UUID] = points_to("partner.id", on_delete="CASCADE", index=False)
    term_on: Mapped[date] = mapped_column(Date)  # its first day
    received: Mapped[int] = mapped_column(Integer)
    in_contact: Mapped[int] = mapped_column(Integer)
    in_activity: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    partner: Mapped[Partner] = relationship()


class RoomOffer(Model):
    """ "We have room", said by an association to wishes that fit one of its groups. It never learnt whose they are."""

    __tablename__ = "room_offer"

    id: Mapped[UuidKey]
    activity_id: Mapped[uuid.UUID] = points_to("activity.id", on_delete="CASCADE")
    wish_count: Mapped[int] = mapped_column(Integer)
    offered_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    offered_by: Mapped[uuid.UUID | None] = points_to("app_user.id", on_delete="SET NULL", nullable=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    activity: Mapped[Activity] = relationship()

"""Writing referrals: from a partner, from the public page, from a family that is signed in; and answering them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from allemed import crypto
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.catalogue.models import Activity
from allemed.database import count_changed, db
from allemed.errors import DomainError
from allemed.families.models import Child
from allemed.families.rules import UNASKED_KINDS, Channel
from allemed.locales import _l
from allemed.referrals.models import Referral
from allemed.referrals.queries import count_from_phone
from allemed.referrals.queries.plans import old_plans
from allemed.referrals.rules import MOST_FROM_A_PHONE, AgreedHow, ReferralSource, ReferralState, new_return_code


class NoAdultToCall(DomainError):
    """A family without any adult who can be reached."""


class TooManyFromOnePhone(DomainError):
    """The same number again and again: perhaps in another person's name."""

    status = 429

    def __init__(self) -> None:
        super().__init__(_l("We have this number already. The coordinator calls you."))


A_DAY = timedelta(days=1)


def add_referral(
    *,
    child_first_name: str,
    birth_year: int,
    phone: str,
    channel: Channel,
    language: str,
    agreed_how: AgreedHow,
    by: User,
    now: datetime,
    kinds: Iterable[str] = (),
    school_id: UUID | None = None,
    class_level: int | None = None,
    plan_until: date | None = None,
    wish_days: Iterable[str] = (),
    **talk: Any,
) -> Referral:
    """A partner sends a family on that has said yes to it. Never a reason, never more than this.

    `plan_until`: leisure is part of what a school and the family agreed on, until then.
    `talk`: of a conversation around one phone also the interpreter, and the routine_number it was held by.
    """
    return _add(
        ReferralSource.PARTNER, by, now, partner_id=by.partner_id, child_first_name=child_first_name,
        birth_year=birth_year, phone=phone, channel=channel, language=language, agreed_how=agreed_how,
        kinds=list(kinds), school_id=school_id, class_level=class_level, plan_until=plan_until,
        wish_days=sorted(wish_days), is_talk=bool(talk), **talk,
    )  # fmt: skip


def add_interest(
    activity: Activity,
    *,
    child_first_name: str,
    birth_year: int,
    phone: str,
    channel: Channel,
    language: str,
    now: datetime,
) -> Referral:
    """A visitor of the public pages: "I want this". TooManyFromOnePhone after the fifth of a day."""
    if count_from_phone(phone, now - A_DAY) >= MOST_FROM_A_PHONE:
        raise TooManyFromOnePhone
    return _add(
        ReferralSource.PUBLIC, None, now, activity_id=activity.id, child_first_name=child_first_name,
        birth_year=birth_year, phone=phone, channel=channel, language=language, kinds=_wish(activity),
    )  # fmt: skip


def add_wish(
    *, kinds: Iterable[str], place_id: UUID | None, days: Iterable[str], part: str, birth_year: int, phone: str,
    language: str, now: datetime,
) -> Referral:  # fmt: skip
    """A visitor found nothing: what, where and when would fit. The phone may be "": then it only counts as a wish."""
    if phone and count_from_phone(phone, now - A_DAY) >= MOST_FROM_A_PHONE:
        raise TooManyFromOnePhone
    return _add(
        ReferralSource.WISH, None, now, child_first_name="", birth_year=birth_year, phone=phone, channel=Channel.CALL,
        language=language, kinds=list(kinds), wish_place_id=place_id, wish_days=sorted(days), wish_part=part,
    )  # fmt: skip


def add_interest_of_family(activity: Activity, child: Child, *, by: User, now: datetime) -> Referral:
    """A family that is signed in: "I want this", for one of its children. NoAdultToCall if nobody can be called."""
    guardians = sorted(child.family.guardians, key=lambda one: one.user_id != by.id)
    if not guardians:
        raise NoAdultToCall(_l("We have no phone number for you. Call the coordinator."))
    return _add(
        ReferralSource.FAMILY, by, now, family_id=child.family_id, activity_id=activity.id, child_id=child.id,
        child_first_name=child.first_name, birth_year=child.birth_year, phone=guardians[0].phone,
        channel=guardians[0].channel, language=child.family.talk_language, kinds=_wish(activity),
    )  # fmt: skip


def _wish(activity: Activity) -> list[str]:
    return [] if activity.kind in UNASKED_KINDS else [activity.kind]


def _add(
    source: ReferralSource, by: User | None, now: datetime, family_id: UUID | None = None, **values: object
) -> Referral:
    referral = Referral(
        source=source, state=ReferralState.NEW, referred_by=by.id if by else None, created_at=now, **values
    )  # fmt: skip
    db.session.add(referral)
    db.session.flush()
    record("add_referral", by=by, now=now, subject=referral, family_id=family_id)
    return referral


def answer_partner(referral: Referral, *, by: User, now: datetime) -> bool:
    """The partner hears that somebody has read it. True: now for the first time, and there is a partner to tell."""
    if referral.partner_id is None or referral.answered_at is not None:
        return False
    referral.answered_at = now
    db.session.flush()
    record("answer_partner", by=by, now=now, subject=referral, fields=["answered_at"])
    return True


def mark_contacted(referral: Referral, *, by: User, now: datetime) -> None:
    """The family has been reached. Said once; a second time changes nothing."""
    referral.contacted_at = referral.contacted_at or now
    referral.answered_at = referral.answered_at or now
    if referral.state == ReferralState.NEW:
        referral.state = ReferralState.CONTACTED
    _note("mark_contacted", referral, by, now)


def link_child(referral: Referral, child: Child, *, by: User, now: datetime) -> None:
    """The conversation has been held: the referral led to this child and is done."""
    referral.child_id = child.id
    referral.contacted_at = referral.contacted_at or now
    referral.answered_at = referral.answered_at or now
    referral.state = ReferralState.CLOSED
    _note("link_child", referral, by, now, family_id=child.family_id)


def see_to_plan(referral: Referral, *, by: User, now: datetime) -> None:
    """The school's plan ends, and it is talked about how leisure goes on. Said once; a second time changes nothing."""
    referral.plan_seen_at = referral.plan_seen_at or now
    db.session.flush()
    record("see_to_plan", by=by, now=now, subject=referral, fields=["plan_seen_at"])


def close_referral(referral: Referral, *, by: User, now: datetime) -> None:
    """Nothing more is to be done, for example because the family has changed its mind. No reason is kept."""
    referral.answered_at = referral.answered_at or now
    referral.state = ReferralState.CLOSED
    _note("close_referral", referral, by, now)


def give_return_code(referral: Referral) -> str:
    """A code with which a visitor comes back to see where it stands. Only a keyed hash of it is kept."""
    code = new_return_code()
    referral.return_hash = crypto.ring().fingerprint(code)
    db.session.flush()
    return code


def _note(action: str, referral: Referral, by: User, now: datetime, family_id: UUID | None = None) -> None:
    db.session.flush()
    record(action, by=by, now=now, subject=referral, family_id=family_id, fields=["state"])


def forget_plans(since: date) -> int:
    """Nightly: until when a plan went that was over before then. That a family was sent on stays with the family."""
    over = update(Referral).where(Referral.id.in_(old_plans(since)))
    return count_changed(over.values(plan_until=None, plan_seen_at=None))

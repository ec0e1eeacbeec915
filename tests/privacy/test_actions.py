"""What goes by itself when its time has come, and what goes with a family."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from allemed import clock
from allemed.accounts.models import Device, SignInLink, User
from allemed.attendance.models import AttendanceMark, AttendanceSummary
from allemed.audit.actions import record
from allemed.audit.models import AuditEntry
from allemed.catalogue.models import Spot
from allemed.database import db
from allemed.delivery.models import OutboxMessage, PushSubscription
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.followup.models import CheckIn, TrustAnswer
from allemed.intake.models import Conversation
from allemed.messages.models import Message
from allemed.once import AnsweredPost
from allemed.placements.models import Absence, Light, Placement
from allemed.placements.rules import PlacementState
from allemed.privacy import actions, queries
from allemed.privacy.rules import Kept
from allemed.referrals.models import Referral
from allemed.voice.models import ChildVoice
from tests.factories.accounts import make_device, make_sign_in_link, make_user
from tests.factories.catalogue import make_activity
from tests.factories.delivery import make_message, make_subscription
from tests.factories.families import make_agreement, make_child, make_guardian
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.messages import make_absence, make_message_of
from tests.factories.placements import make_placement
from tests.factories.referrals import make_referral

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OF_A_FAMILY = (Family, Guardian, Child, Agreement, Conversation, Placement, Light, CheckIn, Absence, Message, Device, SignInLink,
               OutboxMessage, PushSubscription, Referral, AnsweredPost, AttendanceMark, AttendanceSummary, ChildVoice, TrustAnswer)  # fmt: skip


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def old(session, frozen):
    """`old(months, days)` makes what follows happen that long ago; then it is NOW again."""

    def go(days: int):
        frozen(NOW - timedelta(days=days))

    yield go
    frozen(None)


def _make_voices(placement) -> None:
    """Who was there, what a child said to somebody neutral, and whether the family trusts us."""
    now, day = clock.now(), clock.now().date()
    db.session.add_all([
        AttendanceMark(placement_id=placement.id, session_on=day, is_present=True, tapped_at=now),
        AttendanceSummary(placement_id=placement.id, is_regular=True, as_of=day),
        ChildVoice(placement_id=placement.id, person_name="Åse", asked_at=now, ends_on=day, answers=["friend:bad"]),
        TrustAnswer(family_id=placement.child.family_id, face="good", said_on=day),
    ])  # fmt: skip


def make_whole_family() -> Child:
    """A family with one of everything that can hang on it."""
    child = make_child()
    guardian = make_guardian(child.family)
    user = db.session.get_one(User, guardian.user_id)
    make_device(user)
    make_sign_in_link(user)
    make_subscription(user)
    make_message(user)
    make_conversation(child)
    placement = make_placement(child, state=PlacementState.ACCEPTED)
    make_check_in(placement)
    make_absence(placement, NOW.date())
    _make_voices(placement)
    make_message_of(child.family)
    make_agreement(child)
    make_referral(child_id=child.id)
    make_referral(phone=guardian.phone)
    make_message(make_user(), path=f"/requests/{placement.id}")
    when = user.created_at
    db.session.add(AnsweredPost(sender="x", key=child.id.hex, body_hash="", location=f"/children/{child.id}", at=when))
    db.session.flush()
    return child


def test_a_family_goes_twelve_months_after_the_last_contact(session, old, frozen):
    old(366)
    silent = make_whole_family().family_id
    old(364)
    spoken = make_child().family_id
    frozen(NOW)
    assert actions.forget_old(NOW)[Kept.FAMILY] == 1
    assert db.session.get(Family, silent) is None
    assert db.session.get(Family, spoken) is not None


def test_everything_that_hangs_on_a_family_goes_with_it(session, old, frozen):
    old(400)
    child = make_whole_family()
    owners = child.family_id
    frozen(NOW)
    actions.forget_old(NOW)
    assert {model.__name__: count(model) for model in OF_A_FAMILY if count(model)} == {}
    assert db.session.scalar(select(func.count()).where(User.family_id == owners)) == 0


@pytest.mark.parametrize(
    "contact", ["conversation", "agreement", "placement", "check_in", "device", "referral", "message"]
)
def test_each_kind_of_contact_counts(session, old, frozen, contact):
    old(400)
    child = make_child()
    guardian = make_guardian(child.family)
    old(10)
    if contact == "conversation":
        make_conversation(child)
    elif contact == "agreement":
        make_agreement(child)
    elif contact == "placement":
        make_placement(child)
    elif contact == "check_in":
        old(400)
        placement = make_placement(child)
        make_check_in(placement, answered_at=NOW - timedelta(days=10))
    elif contact == "device":
        make_device(db.session.get_one(User, guardian.user_id))
    elif contact == "message":
        make_message_of(child.family)
    else:
        make_referral(child_id=child.id)
    frozen(NOW)
    assert actions.forget_old(NOW)[Kept.FAMILY] == 0


def test_another_familys_things_stay(session, old, frozen):
    old(400)
    make_whole_family()
    old(5)
    make_whole_family()
    before = {model: count(model) for model in OF_A_FAMILY}
    frozen(NOW)
    actions.forget_old(NOW)
    assert {model: count(model) for model in OF_A_FAMILY} == {model: number // 2 for model, number in before.items()}


def test_interest_that_led_nowhere_goes_after_six_months(session, old, frozen):
    old(185)
    make_referral()
    called = make_referral(contacted_at=NOW - timedelta(days=30))
    make_referral(child_id=make_child().id)
    frozen(NOW)
    assert actions.forget_old(NOW)[Kept.REFERRAL] == 1
    assert db.session.get(Referral, called.id) is not None
    assert count(Referral) == 2


def test_messages_go_after_six_months_and_the_family_stays(session, frozen):
    frozen(NOW)
    family = make_child().family
    old, new = (make_message_of(family, sent_at=NOW - timedelta(days=days)).id for days in (185, 170))
    assert actions.forget_old(NOW)[Kept.MESSAGE] == 1
    assert db.session.get(Message, old) is None and db.session.get(Message, new) is not None


def test_the_log_goes_after_twenty_four_months(session, frozen):
    frozen(NOW)
    for days in (740, 720, 1):
        record("read", by=None, now=NOW - timedelta(days=days))
    db.session.flush()
    assert actions.forget_old(NOW)[Kept.AUDIT] == 1
    assert count(AuditEntry) == 2


def test_a_second_run_finds_nothing(session, old, frozen):
    old(800)
    make_whole_family()
    make_referral()
    record("read", by=None, now=NOW - timedelta(days=800))
    frozen(NOW)
    make_message_of(make_child().family, sent_at=NOW - timedelta(days=200))
    without = (Kept.ATTENDANCE, Kept.CONTACT, Kept.TEXT, Kept.ROUND)
    assert all(many for kept, many in actions.forget_old(NOW).items() if kept not in without)
    assert not any(actions.forget_old(NOW).values())


def test_a_waiting_run_is_counted_beforehand(session, old, frozen):
    old(400)
    make_whole_family()
    frozen(NOW)
    assert queries.count_due(NOW) == {
        Kept.FAMILY: 1,
        Kept.REFERRAL: 1,
        Kept.MESSAGE: 1,
        Kept.ATTENDANCE: 2,
        Kept.CONTACT: 0,
        Kept.TEXT: 0,
        Kept.ROUND: 0,
        Kept.AUDIT: 0,
    }


def test_a_held_seat_is_given_back_and_one_that_is_used_is_not(session, frozen):
    frozen(NOW)
    waiting, used = make_activity(), make_activity()
    child = make_child()
    make_placement(child, waiting, PlacementState.ASKED)
    make_placement(child, used, PlacementState.ACTIVE, started_at=NOW)
    before = {spot.activity_id: spot.free for spot in db.session.scalars(select(Spot))}
    actions.erase_family(child.family_id, by=None, now=NOW)
    after = {spot.activity_id: spot.free for spot in db.session.scalars(select(Spot))}
    assert after[waiting.id] == before[waiting.id] + 1
    assert after[used.id] == before[used.id]


def test_what_stays_is_a_line_without_a_reason_that_looks_the_same_for_all(session, frozen):
    frozen(NOW)
    coordinator = make_user()
    for by in (None, coordinator):
        actions.erase_family(make_whole_family().family_id, by=by, now=NOW)
    lines = list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "erase_family")))
    assert len(lines) == 2
    assert [(line.fields, line.subject_kind, line.subject_id) for line in lines] == [([], "", None)] * 2


def test_one_person_alone_erases_nobody(session, frozen):
    frozen(NOW)
    one, family = make_user(), make_child().family
    actions.ask_for_erasure(family, by=one, now=NOW)
    with pytest.raises(actions.NeedsAnotherPerson):
        actions.confirm_erasure(family.id, signed_in_at=NOW, by=one, now=NOW)
    assert db.session.get(Family, family.id) is not None


def test_the_second_person_has_just_signed_in(session, frozen, erased_list):
    frozen(NOW)
    one, other, family = make_user(), make_user(), make_child().family
    with pytest.raises(actions.NotAskedFor):
        actions.confirm_erasure(family.id, signed_in_at=NOW, by=other, now=NOW)
    actions.ask_for_erasure(family, by=one, now=NOW)
    with pytest.raises(actions.SignInAgain):
        actions.confirm_erasure(family.id, signed_in_at=NOW - timedelta(minutes=11), by=other, now=NOW)
    assert not erased_list.exists()
    family_id = family.id
    actions.confirm_erasure(family_id, signed_in_at=NOW, by=other, now=NOW)
    assert db.session.get(Family, family_id) is None


def test_what_was_erased_by_hand_does_not_come_back_with_a_back_up(session, frozen, erased_list):
    frozen(NOW)
    one, other, family = make_user(), make_user(), make_child().family
    actions.ask_for_erasure(family, by=one, now=NOW)
    family_id = family.id
    actions.confirm_erasure(family_id, signed_in_at=NOW, by=other, now=NOW)
    assert oct(erased_list.stat().st_mode)[-3:] == "600"
    db.session.add(Family(id=family_id, talk_language="ar", read_language="ar", created_at=NOW))  # the back-up
    erased_list.write_text(erased_list.read_text() + "torn li")
    referral = make_referral()
    referral_id = referral.id
    actions.erase_referral(referral, by=one, now=NOW)
    make_referral(id=referral_id)
    db.session.flush()
    assert actions.erase_again(NOW) == 2
    assert db.session.get(Family, family_id) is None
    assert actions.erase_again(NOW) == 0

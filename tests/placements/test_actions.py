"""The loop, step by step, through the actions alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.catalogue.actions import NoSpotLeft
from allemed.catalogue.models import Spot
from allemed.database import db
from allemed.errors import StaleVersion
from allemed.families.models import Agreement
from allemed.families.rules import AgreementItem
from allemed.placements import actions
from allemed.placements.actions import (
    AlreadyOnTheWay,
    DoesNotFit,
    LightIsRed,
    MoveNotAllowed,
    NotHeldYet,
)
from allemed.placements.models import Placement
from allemed.placements.rules import (
    ComesAlong,
    DeclineReason,
    LightColour,
    LightKind,
    NotNow,
    PlacementState,
    StopReason,
    may_move,
)
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement, make_yes

S = PlacementState
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def free_spots(activity) -> int:
    return db.session.scalar(select(Spot.free).where(Spot.activity_id == activity.id))


def club_of(placement):
    return make_user(Role.ASSOCIATION, association_id=placement.activity.association_id)


def test_the_whole_loop_from_a_proposal_to_an_active_child(coordinator):
    child, activity = make_child(birth_year=2017), make_activity(free=2)
    placement = actions.propose_placement(child, activity.id, by=coordinator, now=NOW)
    actions.say_yes(placement, make_yes(), version=placement.version, by=make_family_user(child), now=NOW)
    assert (placement.state, free_spots(activity), placement.asked_at) == (S.ASKED, 1, NOW)
    actions.accept_request(placement, version=placement.version, by=club_of(placement), now=NOW)
    session_at = NOW + timedelta(days=7)
    actions.book_first_session(
        placement, at=session_at, meets="Ola", comes_along=ComesAlong.COORDINATOR, version=placement.version,
        by=coordinator, now=NOW,
    )  # fmt: skip
    later = session_at + timedelta(hours=3)
    actions.record_first_session(placement, was_held=True, version=placement.version, by=coordinator, now=later)
    actions.change_state(placement, S.TRIAL, version=placement.version, by=coordinator, now=later)
    actions.change_state(placement, S.ACTIVE, version=placement.version, by=coordinator, now=later)
    assert (placement.state, placement.started_at) == (S.ACTIVE, later)
    steps = [(move.to_state, move.by_role) for move in placement.moves]
    assert steps == [
        (S.PROPOSED, "coordinator"), (S.AGREED, "family"), (S.ASKED, "coordinator"), (S.ACCEPTED, "association"),
        (S.BOOKED, "coordinator"), (S.HELD, "coordinator"), (S.TRIAL, "coordinator"), (S.ACTIVE, "coordinator"),
    ]  # fmt: skip


def test_each_step_is_in_the_audit_log(coordinator):
    placement = actions.propose_placement(make_child(birth_year=2017), make_activity().id, by=coordinator, now=NOW)
    actions.say_not_now(placement, NotNow.TIME, version=placement.version, by=coordinator, now=NOW)
    noted = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == placement.id))
    assert list(noted) == ["placement_proposed", "placement_wish"]


def test_a_yes_writes_one_agreement_for_each_thing_that_was_ticked():
    placement = make_placement()
    mother = make_family_user(placement.child)
    guardian = placement.child.family.guardians[0]
    yes = make_yes(guardians=(guardian.id,), needs=("no_photo", "cannot_swim"), has_interpreter=True)
    actions.say_yes(placement, yes, version=1, by=mother, now=NOW)
    rows = db.session.execute(select(Agreement.item, Agreement.detail, Agreement.receiver_id, Agreement.placement_id))
    written = {(item, detail) for item, detail, _receiver, _placement in rows}
    assert written == {
        (AgreementItem.FIRST_NAME, ""), (AgreementItem.BIRTH_YEAR, ""), (AgreementItem.WISH, ""),
        (AgreementItem.GUARDIAN_CONTACT, str(guardian.id)), (AgreementItem.INTERPRETER, ""),
        (AgreementItem.PRACTICAL_NEED, "no_photo"), (AgreementItem.PRACTICAL_NEED, "cannot_swim"),
    }  # fmt: skip


def test_a_yes_to_a_spot_that_is_gone_changes_nothing():
    placement = make_placement(activity=make_activity(free=0))
    mother = make_family_user(placement.child)
    db.session.commit()
    with pytest.raises(NoSpotLeft):
        actions.say_yes(placement, make_yes(), version=1, by=mother, now=NOW)
    db.session.rollback()
    assert (placement.state, placement.version) == (S.PROPOSED, 1)
    assert db.session.scalar(select(func.count(Agreement.id))) == 0


def test_a_yes_to_a_club_whose_approval_was_taken_back_tells_it_nothing():
    placement = make_placement()
    placement.activity.association.is_approved = False
    with pytest.raises(actions.MoveNotAllowed):
        actions.say_yes(placement, make_yes(), version=1, by=make_family_user(placement.child), now=NOW)
    assert placement.state is S.PROPOSED
    assert db.session.scalar(select(func.count(Agreement.id))) == 0


def test_a_yes_from_an_old_page_is_refused():
    placement = make_placement(version=3)
    with pytest.raises(StaleVersion):
        actions.say_yes(placement, make_yes(), version=2, by=make_family_user(placement.child), now=NOW)


def test_a_yes_taken_back_frees_the_seat_and_ends_what_was_agreed():
    placement = make_placement(state=S.ASKED, activity=make_activity(free=0))
    mother = make_family_user(placement.child)
    actions.say_not_now(placement, NotNow.LATER, version=1, by=mother, now=NOW)
    assert (placement.state, placement.holds_seat, free_spots(placement.activity)) == (S.WISH, False, 1)
    assert all(db.session.scalars(select(Agreement.withdrawn_at)))


def test_a_decline_keeps_the_reason_and_gives_the_seat_back():
    placement = make_placement(state=S.ASKED, activity=make_activity(free=0))
    actions.decline_request(
        placement, DeclineReason.AGE, offers_waiting_list=True, version=1, by=club_of(placement), now=NOW
    )
    assert (placement.state, placement.decline_reason, placement.offers_waiting_list) == (S.DECLINED, "age", True)
    assert free_spots(placement.activity) == 1


def test_a_club_that_says_full_has_no_seat_to_give_back():
    placement = make_placement(state=S.ASKED, activity=make_activity(free=0))
    actions.decline_request(
        placement, DeclineReason.FULL, offers_waiting_list=False, version=1, by=club_of(placement), now=NOW
    )
    assert free_spots(placement.activity) == 0


@pytest.mark.parametrize("crossed", [{"birth_year_from": 2010, "birth_year_to": 2012}, {"free": 0}])
def test_a_hard_limit_is_never_crossed_by_a_proposal(coordinator, crossed):
    with pytest.raises(DoesNotFit):
        actions.propose_placement(make_child(birth_year=2017), make_activity(**crossed).id, by=coordinator, now=NOW)


def test_a_clash_with_another_placement_is_never_proposed(coordinator):
    child = make_child(birth_year=2017)
    make_placement(child, make_activity(), S.ACTIVE)
    with pytest.raises(DoesNotFit, match=r"Tuesday|tirsdag"):
        actions.propose_placement(child, make_activity().id, by=coordinator, now=NOW)


def test_a_child_is_on_its_way_to_an_activity_once_only(coordinator):
    child, activity = make_child(birth_year=2017), make_activity()
    actions.propose_placement(child, activity.id, by=coordinator, now=NOW)
    with pytest.raises(AlreadyOnTheWay):
        actions.propose_placement(child, activity.id, by=coordinator, now=NOW)


def test_a_wish_that_stayed_is_taken_up_again(coordinator):
    placement = make_placement(make_child(birth_year=2017), make_activity(), S.WISH)
    again = actions.propose_placement(placement.child, placement.activity_id, by=coordinator, now=NOW)
    assert (again.id, again.state) == (placement.id, S.PROPOSED)


def test_it_is_not_called_started_while_a_light_is_red_without_a_note(coordinator):
    placement = make_placement(state=S.HELD)
    fee = next(light for light in placement.lights if light.kind == LightKind.FEE)
    actions.set_light(
        fee, colour=LightColour.RED, owner_id=None, due_on=None, note="", version=1, by=coordinator, now=NOW
    )
    with pytest.raises(LightIsRed):
        actions.change_state(placement, S.TRIAL, version=1, by=coordinator, now=NOW)
    actions.set_light(
        fee, colour=LightColour.RED, owner_id=coordinator.id, due_on=None, note="Søkt", version=2, by=coordinator,
        now=NOW,
    )  # fmt: skip
    actions.change_state(placement, S.TRIAL, version=1, by=coordinator, now=NOW)
    assert placement.state is S.TRIAL


def test_two_people_changing_a_light_lose_neither_note(coordinator):
    light = make_placement().lights[0]
    change = {"colour": LightColour.YELLOW, "owner_id": None, "due_on": None, "by": coordinator, "now": NOW}
    actions.set_light(light, note="Låner sko", version=1, **change)
    with pytest.raises(StaleVersion) as refused:
        actions.set_light(light, note="Kjøper sko", version=1, **change)
    assert list(refused.value.theirs.values()) == ["Låner sko"]
    assert list(refused.value.yours.values()) == ["Kjøper sko"]


def test_lights_begin_with_what_the_family_has_said(coordinator):
    child = make_child(birth_year=2017)
    make_conversation(child, money="would_like_help", bring="needs_transport", equipment=["shin_guards"])
    activity = make_activity(bring=["shin_guards"], borrow=["shin_guards"])
    placement = actions.propose_placement(child, activity.id, by=coordinator, now=NOW)
    colours = {light.kind: light.colour for light in placement.lights}
    assert colours == {LightKind.EQUIPMENT: "yellow", LightKind.TRANSPORT: "red", LightKind.FEE: "red"}
    assert {light.owner_id for light in placement.lights} == {coordinator.id}


def test_a_session_of_the_future_was_not_held_yet(coordinator):
    placement = make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=1))
    with pytest.raises(NotHeldYet):
        actions.record_first_session(placement, was_held=True, version=1, by=coordinator, now=NOW)


def test_an_end_keeps_one_word_and_frees_the_seat(coordinator):
    placement = make_placement(state=S.ACTIVE, activity=make_activity(free=0))
    actions.end_placement(placement, StopReason.TRANSPORT, version=1, by=coordinator, now=NOW)
    assert (placement.state, placement.stop_reason, placement.ended_at) == (S.ENDED, "transport", NOW)
    assert free_spots(placement.activity) == 1


def test_a_switch_proposes_the_new_one_and_points_to_it(coordinator):
    old = make_placement(make_child(birth_year=2017), make_activity(free=0), S.ACTIVE)
    new = actions.switch_placement(old, make_activity().id, version=1, by=coordinator, now=NOW)
    assert (old.state, old.switched_to_id, new.state) == (S.SWITCHED, new.id, S.PROPOSED)
    assert (old.stop_reason, free_spots(old.activity)) == ("switch", 1)


@pytest.mark.parametrize("state", list(PlacementState))
@pytest.mark.parametrize("role", [Role.FAMILY, Role.ASSOCIATION, Role.COORDINATOR])
def test_every_move_that_is_not_allowed_is_refused(state, role):
    placement = make_placement(state=state)
    by = make_user(role)
    attempts = {
        S.ASKED: lambda: actions.say_yes(placement, make_yes(), version=placement.version, by=by, now=NOW),
        S.WISH: lambda: actions.say_not_now(placement, NotNow.LATER, version=placement.version, by=by, now=NOW),
        S.ACCEPTED: lambda: actions.accept_request(placement, version=placement.version, by=by, now=NOW),
        S.DECLINED: lambda: actions.decline_request(
            placement, DeclineReason.AGE, offers_waiting_list=False, version=placement.version, by=by, now=NOW
        ),
        S.ENDED: lambda: actions.end_placement(
            placement, StopReason.TIME, version=placement.version, by=by, now=NOW
        ),
        S.PAUSED: lambda: actions.change_state(placement, S.PAUSED, version=placement.version, by=by, now=NOW),
        S.ACTIVE: lambda: actions.change_state(placement, S.ACTIVE, version=placement.version, by=by, now=NOW),
    }  # fmt: skip
    refused = 0
    for to, attempt in attempts.items():
        step = S.AGREED if to is S.ASKED else to
        if not may_move(state, step, role):
            with pytest.raises(MoveNotAllowed):
                attempt()
            refused += 1
            db.session.refresh(placement)
            assert placement.state is state, f"{role} took {state} to {to}"
    assert refused >= 2


def test_the_unique_live_placement_is_kept_by_the_database(coordinator):
    placement = make_placement(state=S.ENDED)
    make_placement(placement.child, placement.activity, S.PROPOSED)
    found = db.session.scalar(select(func.count(Placement.id)))
    assert found == 2
    with pytest.raises(Exception, match=r"(?i)unique"):
        make_placement(placement.child, placement.activity, S.WISH)
    db.session.rollback()

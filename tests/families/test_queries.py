"""Who sees which family, and what may be shared with whom."""

from datetime import timedelta

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.access.scopes import SCOPES
from allemed.accounts.models import User
from allemed.audit.actions import record_read
from allemed.database import db
from allemed.families import actions, queries
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.families import make_agreement, make_child, make_family, make_guardian
from tests.factories.placements import make_placement

OWN = ("family_id", "child_id", "guardian_id", "agreement_id")


@pytest.fixture
def two_families(session):
    """Two families, each with an adult, a child and an agreement, as {scope: row}."""
    both = []
    for _number in range(2):
        family = make_family()
        child = make_child(family)
        both.append(
            {
                "family_id": family,
                "child_id": child,
                "guardian_id": make_guardian(family),
                "agreement_id": make_agreement(child),
            }
        )
    return both


def seen(scope, user):
    return set(db.session.scalars(SCOPES[scope](user)))


@pytest.mark.parametrize("scope", OWN)
def test_a_family_sees_itself_and_no_other(two_families, scope):
    ours, theirs = two_families
    mother = db.session.get(User, ours["guardian_id"].user_id)
    assert seen(scope, mother) == {ours[scope]}
    assert theirs[scope] not in seen(scope, mother)


@pytest.mark.parametrize("scope", OWN)
@pytest.mark.parametrize("role", [Role.ASSOCIATION, Role.PARTNER, None])
def test_nobody_outside_sees_any_family(two_families, scope, role):
    assert seen(scope, make_user(role) if role else None) == set()


@pytest.mark.parametrize("scope", OWN)
def test_the_coordinator_sees_every_family(two_families, scope):
    assert seen(scope, make_user()) == {one[scope] for one in two_families}


def agree(child, *items, **more):
    return actions.give_agreement(
        child,
        items,
        how=AgreementHow.ON_SCREEN,
        language="ar",
        child_heard=ChildHeard.YES,
        by=make_user(),
        now=clock.now(),
        **more,
    )


def shared_for(placement, now=None):
    """What the placement's own association may be shown."""
    asked = {placement.id: placement.activity.association_id}
    return queries.list_shared_items(asked, now or clock.now())[placement.id]


def test_a_yes_for_a_placement_shares_what_was_ticked_and_nothing_else(session):
    placement = make_placement()
    child, association_id = placement.child, placement.activity.association_id
    agree(
        child, AgreementItem.FIRST_NAME, (AgreementItem.PRACTICAL_NEED, "calm_start"),
        receiver_id=association_id, placement_id=placement.id,
    )  # fmt: skip
    assert shared_for(placement) == [("first_name", ""), ("practical_need", "calm_start")]


def test_it_is_shared_with_no_other_association_and_for_no_other_placement(session):
    placement, other = make_placement(), make_placement()
    ours = placement.activity.association_id
    agree(placement.child, AgreementItem.WISH, receiver_id=ours, placement_id=placement.id)
    now = clock.now()
    assert queries.list_shared_items({placement.id: make_association().id}, now) == {placement.id: []}
    assert queries.list_shared_items({placement.id: ours, other.id: ours}, now) == {
        placement.id: [("wish", "")],
        other.id: [],
    }
    assert shared_for(other) == []


def test_the_yes_of_the_conversation_alone_opens_nothing(session):
    placement = make_placement()
    agree(placement.child, *AgreementItem)
    assert shared_for(placement) == []


def test_what_is_taken_back_is_not_shared_from_that_moment(session):
    placement = make_placement()
    child, association_id = placement.child, placement.activity.association_id
    first, second = agree(
        child, AgreementItem.FIRST_NAME, AgreementItem.WISH, receiver_id=association_id, placement_id=placement.id
    )
    actions.withdraw_agreement(first, by=make_user(), now=clock.now())
    assert shared_for(placement, clock.now() + timedelta(seconds=1)) == [(second.item, "")]


def test_a_yes_runs_out_after_twelve_months(session):
    placement = make_placement()
    child, association_id = placement.child, placement.activity.association_id
    agree(child, AgreementItem.WISH, receiver_id=association_id, placement_id=placement.id)
    later = clock.now() + timedelta(days=367)
    assert shared_for(placement, later) == []


def test_readings_are_put_together_by_day_and_role(session, frozen):
    family, kari = make_family(), make_user()
    for _time in range(3):
        record_read(family, by=kari, now=clock.now(), family_id=family.id)
    (reading,) = queries.list_readings(family.id)
    assert (reading.role, reading.times) == ("coordinator", 3)


def test_a_family_that_often_looks_at_its_own_page_still_finds_who_else_did(session):
    family, kari, mother = make_family(), make_user(), make_user(Role.FAMILY)
    record_read(family, by=kari, now=clock.now(), family_id=family.id)
    for _time in range(250):
        record_read(family, by=mother, now=clock.now(), family_id=family.id)
    assert [reading.role for reading in queries.list_readings(family.id)] == ["coordinator"]

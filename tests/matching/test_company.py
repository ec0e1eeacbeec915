"""What matters to a family, wishes to try, and children who go together, through the child's page."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.matching.models import Companion
from allemed.matching.queries import find_matters, list_pairs
from allemed.matching.rules import AS_USUAL, WEIGHTS, Matters, weights_for
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement
from tests.pages import Page

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TUESDAY, WEDNESDAY = [(1, time(15, 30), time(16, 30))], [(2, time(18), time(19))]


@pytest.fixture(autouse=True)
def _tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


@pytest.fixture
def child(session):
    school = make_place("Haug skole", kind="school", latitude=59.0, longitude=6.0)
    child = make_child(first_name="Amir", birth_year=2017, school_id=school.id)
    make_conversation(child, kinds=["football"], times=["1:after_school"], max_walk_minutes=45)
    return child


def _order(page) -> list[str]:
    return [one.text_content().strip() for one in page("[data-activity] h2")]


def test_what_matters_more_counts_more_and_as_usual_changes_nothing():
    assert weights_for(AS_USUAL) == WEIGHTS
    changed = weights_for(Matters(near=3, free=0))
    assert changed.near > WEIGHTS.near and changed.too_far < WEIGHTS.too_far
    assert changed.free_of_charge == changed.costs == 0 and changed.pointed_at == WEIGHTS.pointed_at


def test_a_slider_changes_the_order_at_once_and_is_kept_only_when_saved(visit, post, coordinator, child):
    near = make_place(latitude=59.001, longitude=6.0)
    far = make_place(latitude=59.02, longitude=6.0)
    make_activity(name="Near and dear", place_id=near.id, sessions=TUESDAY, cost_per_half_year=3000)
    make_activity(name="Far and free", place_id=far.id, sessions=TUESDAY, cost_per_half_year=0)
    steps = {"after_school": 1, "friend": 1}
    assert _order(visit("matching.list_matches", as_=coordinator, child_id=child.id))[0] == "Near and dear"
    tried = visit("matching.list_matches", as_=coordinator, child_id=child.id, **{"try": 1}, near=0, free=3, **steps)
    assert _order(tried)[0] == "Far and free"
    assert find_matters(child.id) is None
    post("matching.save_matters", as_=coordinator, child_id=child.id, status=303, data={"near": 0, "free": 3, **steps})
    assert find_matters(child.id) == Matters(near=0, free=3)
    assert _order(visit("matching.list_matches", as_=coordinator, child_id=child.id))[0] == "Far and free"


def test_another_day_is_tried_without_changing_what_the_family_said(visit, coordinator, child):
    make_activity(name="Tuesday", sessions=TUESDAY)
    make_activity(name="Wednesday", sessions=WEDNESDAY)
    tried = visit("matching.list_matches", as_=coordinator, htmx=True, child_id=child.id, **{"try": 1},
                  times="2:evening", kinds="football", walk=45)  # fmt: skip
    assert _order(tried)[0] == "Wednesday" and tried("[data-tried]")
    again = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert _order(again)[0] == "Tuesday" and not again("[data-tried]")


def test_a_sibling_on_its_way_there_is_a_reason_and_a_friend_needs_two_yeses(visit, post, coordinator, child):
    sister = make_child(child.family, first_name="Sara", birth_year=2016)
    friend = make_child(first_name="Yonas", birth_year=2017)
    there, other = make_activity(sessions=TUESDAY), make_activity(sessions=WEDNESDAY)
    make_placement(sister, there, PlacementState.PROPOSED)
    make_placement(friend, other, PlacementState.ACTIVE, started_at=NOW)
    search = visit("matching.list_matches", as_=coordinator, child_id=child.id).one(".friend-search")
    assert search.get("method") == "post", "no name in an address"
    found = post("matching.list_matches", as_=coordinator, child_id=child.id, status=200, data={"friend_name": "yonas"})
    page = Page(found, "matches")
    read = select(AuditEntry).where(AuditEntry.action == "read", AuditEntry.family_id == friend.family_id)
    assert db.session.scalars(read).all()
    assert "Sara, a sibling, is on the way there" in page.text
    assert "Yonas, a friend" not in page.text and len(page(".friend-found")) == 1
    post("matching.note_companion", as_=coordinator, child_id=child.id, status=303, data={"other_id": friend.id})
    assert not list_pairs()
    yes = {"other_id": friend.id, "both_said_yes": "y"}
    for _ in range(2):
        post("matching.note_companion", as_=coordinator, child_id=child.id, status=303, data=yes)
    assert len(db.session.scalars(select(Companion)).all()) == 1
    assert "Yonas, a friend, is there" in visit("matching.list_matches", as_=coordinator, child_id=child.id).text
    post("matching.note_companion", as_=coordinator, child_id=friend.id, status=303,
         data={"other_id": child.id, "forget": "y"})  # fmt: skip
    assert not list_pairs()

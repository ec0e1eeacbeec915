"""The ranked spots as the coordinator reads them."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest

from allemed.access.rules import Role
from allemed.matching import queries
from allemed.matching.forms import say
from allemed.matching.rules import Reason
from allemed.placements.rules import PlacementState
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner, make_place
from tests.factories.families import make_child
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TUESDAY = [(1, time(15, 30), time(16, 30))]
WEDNESDAY = [(2, time(18, 0), time(19, 0))]

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def child():
    school = make_place("Haug skole", kind="school", latitude=59.0, longitude=6.0)
    child = make_child(first_name="Amir", birth_year=2017, school_id=school.id)
    make_conversation(child, kinds=["football"], times=["1:after_school"], equipment=["shin_guards"])
    return child


def shown(page) -> list[str]:
    return [card.get("data-activity") for card in page(".match")]


def test_the_best_fit_stands_first_with_reasons_a_person_reads(child, coordinator, visit):
    near = make_place("Løkka", latitude=59.004, longitude=6.0)
    best = make_activity(
        place_id=near.id, sessions=TUESDAY, cost_per_half_year=Decimal(0), bring=["shin_guards"],
        borrow=["shin_guards"],
    )  # fmt: skip
    other = make_activity(kind="choir", sessions=WEDNESDAY)
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert shown(page) == [str(best.id), str(other.id)]
    first = " ".join(page(".match")[0].text_content().split())
    for words in ("Tuesday fits", "8 minutes on foot", "Free of charge", "Can be borrowed: shin guards", "pointed at"):
        assert words in first
    second = " ".join(page(".match")[1].text_content().split())
    for words in ("Wednesday does not fit", "Not known how far it is"):
        assert words in second


def test_only_the_best_has_the_strong_button(child, coordinator, visit):
    make_activity(sessions=TUESDAY), make_activity(sessions=WEDNESDAY)
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    buttons = page(".match button[type=submit]")
    assert [button.get("data-variant") for button in buttons] == [None, "secondary"]


def test_what_is_not_shown_is_counted_with_why(child, coordinator, visit):
    make_activity(sessions=TUESDAY)
    make_activity(free=0), make_activity(free=0)
    make_activity(birth_year_from=2008, birth_year_to=2010)
    nearly = make_activity(name="Nesten", birth_year_from=2018, birth_year_to=2020)
    make_activity(spot={"confirmed_at": NOW - timedelta(days=60)})
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    for words in ("Not shown: 5 groups", "2 full", "2 for other ages", "1 not confirmed lately"):
        assert words in page.text
    assert nearly.name in page.one(".not-shown").text_content()
    assert "Born 2018 or later" in page.one(".not-shown").text_content()


def test_groups_of_an_association_that_is_not_approved_are_not_offered(child, coordinator, visit):
    make_activity(make_group_owner(is_approved=False), sessions=TUESDAY)
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert "No open spot fits right now" in page.text


def test_the_times_of_another_placement_are_taken(child, coordinator, visit):
    busy = make_placement(child, make_activity(sessions=TUESDAY), PlacementState.ACTIVE)
    clashing = make_activity(sessions=TUESDAY)
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert str(clashing.id) not in shown(page)
    assert page("main")[0].cssselect(f"a[href='/placements/{busy.id}']")
    assert "taken by another activity" in page.text


def test_a_wish_that_stayed_is_offered_again_and_says_so(child, coordinator, visit):
    wish = make_placement(child, make_activity(sessions=TUESDAY), PlacementState.WISH)
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert shown(page) == [str(wish.activity_id)]
    assert "said not now before" in page.text


def test_a_child_without_a_conversation_gets_a_page_that_says_so(coordinator, visit):
    child = make_child(birth_year=2017)
    make_activity()
    page = visit("matching.list_matches", as_=coordinator, child_id=child.id)
    assert "No conversation is recorded yet" in page.text


def test_all_spots_come_in_one_query(session):
    for _number in range(5):
        make_activity(sessions=[*TUESDAY, *WEDNESDAY])
    session.commit()
    session.connection()
    with counted_queries() as statements:
        spots = queries.list_spots()
    assert len(spots) == 5
    assert all(len(spot.sessions) == 2 for spot in spots)
    assert len([one for one in statements if one.startswith("SELECT")]) == 1


def test_proposing_from_the_page_asks_the_family(child, coordinator, post):
    activity = make_activity(sessions=TUESDAY)
    answer = post(
        "placements.propose_placement", as_=coordinator, data={"activity_id": str(activity.id)}, status=303,
        child_id=child.id,
    )  # fmt: skip
    assert answer.headers["Location"].startswith("/placements/")


EVERY_CODE = {
    "times_fit": {"weekdays": (0, 2)}, "on_foot": {"minutes": 5}, "free_of_charge": {},
    "can_be_borrowed": {"items": ("skis",)}, "girls_only": {}, "room_for_friend": {"free": 2},
    "language": {"languages": ("ar",)}, "right_after_school": {}, "trial": {"times": 3}, "for_beginners": {},
    "transport_help": {}, "pointed_at": {"kind": "chess", "place": 1}, "same_family": {"kind": "chess", "family": "mind"},
    "held_for_us": {},
    "times_do_not_fit": {"weekdays": (1,)}, "far_with_transport_help": {"minutes": 50, "limit": 20},
    "far_by_bus": {"minutes": 50, "limit": 20}, "too_far": {"minutes": 50, "limit": 20},
    "costs": {"amount": Decimal(800)}, "costs_with_fee_help": {"amount": Decimal(800)},
    "has_to_be_found": {"items": ("skis",)}, "not_girls_only": {}, "no_room_for_friend": {},
    "not_pointed_at": {"kind": "chess"}, "wish_unknown": {}, "times_unknown": {"who": "family"},
    "distance_unknown": {}, "cost_unknown": {}, "gender_not_stated": {"group": "girls"},
    "too_young": {"birth_year": 2015}, "too_old": {"birth_year": 2012}, "other_gender_group": {"group": "boys"},
    "full": {}, "clash": {"weekday": 1, "starts": time(17), "ends": time(18)}, "not_confirmed": {"days": 40},
    "closed": {},
}  # fmt: skip


@pytest.mark.parametrize("code", EVERY_CODE)
def test_every_reason_has_words(code, app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        text = say(Reason(code, EVERY_CODE[code]))
    assert text[0].isupper() or text[0].isdigit()
    assert "%(" not in text


def test_no_reason_of_the_rules_is_without_words():
    import re
    from pathlib import Path

    import allemed.matching.rules as rules

    folder = Path(rules.__file__).parent
    codes = {
        code for path in folder.glob("*.py") for code in re.findall(r'Reason\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert codes - {"costs"} <= set(EVERY_CODE)

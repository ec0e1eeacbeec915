"""The pages of the three sides, each as the one it is made for."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.rules import AgreementItem
from allemed.followup.rules import Audience
from allemed.placements.rules import LightColour, PlacementState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_agreement, make_child, make_family
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR, name="Kari")


@pytest.fixture
def club():
    return make_association()


@pytest.fixture
def activity(club):
    return make_activity(club, place_id=make_place("Storhallen").id, bring=["water_bottle"], coach_name="Ola")


@pytest.fixture
def proposal(coordinator, activity):
    return make_placement(make_child(first_name="Amir", birth_year=2017), activity, by=coordinator)


def test_a_mother_sees_what_is_proposed_and_says_yes_in_one_tap(proposal, visit, post):
    mother = make_family_user(proposal.child)
    page = visit("placements.show_proposal", as_=mother, placement_id=proposal.id)
    assert "Football" in page.one("h1").text_content()
    for fact in ("Storhallen", "Tuesday", "Water bottle", "Amir"):
        assert fact in page.text
    form = page.one("form#yes")
    fields = {field.get("name"): field.get("value") for field in form.cssselect("input[type=hidden]")}
    post("placements.say_yes", as_=mother, data=fields, status=303, placement_id=proposal.id)
    assert proposal.state is S.ASKED
    assert len(page("form#not-now")) == 1


def test_nothing_is_ticked_beforehand(proposal, visit):
    make_conversation(proposal.child, practical=["no_photo"], bring="needs_transport")
    page = visit("placements.show_proposal", as_=make_family_user(proposal.child), placement_id=proposal.id)
    boxes = page("form#yes input[type=checkbox]")
    assert {box.get("name") for box in boxes} == {
        "guardians", "has_interpreter", "shares_language", "needs", "child_wants",
    }  # fmt: skip
    assert not [box for box in boxes if box.get("checked") is not None]


def test_a_need_that_the_conversation_does_not_hold_cannot_be_shared(proposal, post):
    mother = make_family_user(proposal.child)
    answer = post("placements.say_yes", as_=mother, data={"version": 1, "needs": "no_photo"}, placement_id=proposal.id)
    assert answer.status_code == 422
    assert proposal.state is S.PROPOSED


def test_whoever_comes_second_gets_a_clear_answer_and_two_ways_on(proposal, post, visit):
    proposal.activity.spot.free = 0
    mother = make_family_user(proposal.child)
    answer = post("placements.say_yes", as_=mother, data={"version": 1}, status=409, placement_id=proposal.id)
    assert "Somebody was faster" in answer.text
    assert 'value="look_further"' in answer.text
    assert 'value="waiting_list"' in answer.text
    assert proposal.state is S.PROPOSED
    post(
        "placements.say_not_now", as_=mother, data={"version": 1, "reason": "waiting_list"}, status=303,
        placement_id=proposal.id,
    )  # fmt: skip
    assert (proposal.state, proposal.moves[-1].reason) == (S.WISH, "waiting_list")


def test_a_yes_tells_the_club_and_the_coordinator_with_ids_only(proposal, club, coordinator, post):
    contact = make_association_user(club)
    post(
        "placements.say_yes", as_=make_family_user(proposal.child), data={"version": 1}, status=303,
        placement_id=proposal.id,
    )  # fmt: skip
    told = {(one.user_id, one.topic, one.path) for one in db.session.scalars(select(OutboxMessage))}
    assert told == {
        (contact.id, "request", f"/requests/{proposal.id}"),
        (coordinator.id, "answer", f"/placements/{proposal.id}"),
    }


def test_the_coordinator_notes_a_spoken_yes(proposal, coordinator, visit, post):
    visit("placements.show_proposal", as_=coordinator, placement_id=proposal.id)
    post("placements.say_yes", as_=coordinator, data={"version": 1}, status=303, placement_id=proposal.id)
    assert proposal.state is S.ASKED
    assert [move.by_role for move in proposal.moves] == ["coordinator", "coordinator"]


@pytest.mark.parametrize("state", list(PlacementState))
def test_the_family_reads_where_it_stands_in_every_state(state, activity, visit):
    placement = make_placement(make_child(), activity, state, first_session_at=NOW + timedelta(days=3))
    page = visit("placements.show_proposal", as_=make_family_user(placement.child), placement_id=placement.id)
    assert len(page("#standing")) == (0 if state is S.PROPOSED else 1)
    assert len(page("form#yes")) == (1 if state is S.PROPOSED else 0)


def test_another_family_and_the_club_do_not_find_a_proposal(proposal, club, visit):
    stranger = make_family_user(make_child())
    visit("placements.show_proposal", as_=stranger, status=404, placement_id=proposal.id)
    visit("placements.show_request", as_=make_association_user(club), status=404, placement_id=proposal.id)


SECRETS = {
    "school": "Hemmelig skole", "language": "ትግርኛ", "phone": "911 22 333", "own_words": "Egne ord",
    "parent_wish": "Foreldreønske", "sibling": "Søskenbarnet", "note": "Lysnotat", "mother": "Morsnavn",
}  # fmt: skip


@pytest.fixture
def full_record(activity):
    """A child about whom everything is known, asked for by the club."""
    family = make_family(talk_language="ti", read_language="ti")
    school = make_place(SECRETS["school"], kind="school")
    child = make_child(family, first_name="Amir", school_id=school.id, class_level=4)
    make_child(family, first_name=SECRETS["sibling"])
    make_family_user(child)
    family.guardians[0].first_name, family.guardians[0].phone = SECRETS["mother"], "+4791122333"
    make_conversation(
        child, own_words=SECRETS["own_words"], parent_wish=SECRETS["parent_wish"], money="would_like_help",
        practical=["no_photo"], bring="needs_transport", interpreter="qualified",
    )  # fmt: skip
    placement = make_placement(child, activity, S.ASKED, light=LightColour.RED)
    placement.lights[0].note = SECRETS["note"]
    make_placement(child, make_activity(name="Annen aktivitet"), S.ACTIVE)
    return placement


def allow(placement, item, detail=""):
    receiver = {"receiver_id": placement.activity.association_id, "placement_id": placement.id}
    return make_agreement(placement.child, item, detail=detail, **receiver)


def test_a_club_sees_first_name_and_birth_year_and_nothing_else_of_the_family(full_record, club, visit):
    page = visit("placements.show_request", as_=make_association_user(club), placement_id=full_record.id)
    assert "Amir" in page.text
    for name, secret in SECRETS.items():
        assert secret not in page.source, name
    for word in ("No photos", "lift", "Annen aktivitet", "nterpreter helps", "fee"):
        assert word not in page.source


def test_a_club_sees_what_was_ticked_and_no_more(full_record, club, visit):
    guardian = full_record.child.family.guardians[0]
    allow(full_record, AgreementItem.GUARDIAN_CONTACT, str(guardian.id))
    allow(full_record, AgreementItem.PRACTICAL_NEED, "no_photo")
    page = visit("placements.show_request", as_=make_association_user(club), placement_id=full_record.id)
    assert SECRETS["mother"] in page.text
    assert "No photos" in page.text
    assert SECRETS["language"] not in page.source
    assert "lift" not in page.text


def test_what_is_taken_back_is_gone_from_the_next_page(full_record, club, visit):
    given = allow(full_record, AgreementItem.LANGUAGE)
    user = make_association_user(club)
    assert SECRETS["language"] in visit("placements.show_request", as_=user, placement_id=full_record.id).text
    given.withdrawn_at = NOW
    assert SECRETS["language"] not in visit("placements.show_request", as_=user, placement_id=full_record.id).source


@pytest.mark.parametrize("state", [S.WISH, S.PROPOSED, S.AGREED, S.DECLINED, S.ENDED, S.SWITCHED])
def test_a_club_does_not_find_what_it_is_not_asked_or_what_is_over(state, activity, club, visit):
    placement = make_placement(make_child(), activity, state)
    visit("placements.show_request", as_=make_association_user(club), status=404, placement_id=placement.id)


@pytest.mark.parametrize("state", [S.ASKED, S.ACCEPTED, S.BOOKED, S.HELD, S.NOT_HELD, S.TRIAL, S.ACTIVE, S.PAUSED])
def test_a_club_reads_where_it_stands(state, activity, club, visit):
    placement = make_placement(make_child(), activity, state, first_session_at=NOW + timedelta(days=3))
    page = visit("placements.show_request", as_=make_association_user(club), placement_id=placement.id)
    assert bool(page("form[action$='/accept']")) == (state is S.ASKED)


def test_a_club_of_another_name_does_not_find_the_request(full_record, visit):
    visit("placements.show_request", as_=make_association_user(), status=404, placement_id=full_record.id)


def test_a_club_whose_approval_is_taken_back_sees_no_child_from_that_moment_on(
    club, activity, visit, coordinator, post
):
    child = make_child(first_name="Kanarifugl")
    placement = make_placement(child, activity, S.ASKED)
    check_in = make_check_in(placement, audience=Audience.ASSOCIATION)
    coach = make_association_user(club)
    assert "Kanarifugl" in visit("home.show_our_association", as_=coach).text
    post("associations.unapprove_association", as_=coordinator, association_id=club.id, status=303)
    assert "Kanarifugl" not in visit("home.show_our_association", as_=coach).source
    visit("placements.show_request", as_=coach, placement_id=placement.id, status=404)
    visit("followup.show_group_question", as_=coach, check_in_id=check_in.id, status=404)
    post("placements.accept_request", as_=coach, placement_id=placement.id, data={"version": 1}, status=404)


def test_a_coach_says_welcome_in_one_tap_and_the_family_is_told(full_record, club, post):
    coach = make_association_user(club)
    post("placements.accept_request", as_=coach, data={"version": 1}, status=303, placement_id=full_record.id)
    assert (full_record.state, full_record.answered_at) == (S.ACCEPTED, NOW)


def test_a_coach_who_says_no_gives_one_word_and_can_offer_the_waiting_list(full_record, club, post):
    coach = make_association_user(club)
    answer = post("placements.decline_request", as_=coach, data={"version": 1}, placement_id=full_record.id)
    assert answer.status_code == 422
    data = {"version": 1, "reason": "time", "offers_waiting_list": "y"}
    post("placements.decline_request", as_=coach, data=data, status=303, placement_id=full_record.id)
    assert (full_record.state, full_record.offers_waiting_list) == (S.DECLINED, True)


@pytest.mark.parametrize("state", list(PlacementState))
def test_the_coordinator_has_one_strong_button_in_every_state(state, activity, coordinator, visit):
    placement = make_placement(make_child(), activity, state, first_session_at=NOW + timedelta(days=3))
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    strong = page("#next .ds-button[data-fullwidth]:not([data-variant])")
    folded = page("#next details .ds-button[data-fullwidth]:not([data-variant])")
    assert len(strong) - len(folded) == (0 if state is S.ACTIVE else 1)


def test_booking_is_filled_with_the_next_training_and_the_coach(activity, coordinator, visit, post):
    placement = make_placement(make_child(), activity, S.ACCEPTED)
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    values = {field.get("name"): field.get("value") for field in page("#next form input")}
    assert (values["day"], values["starts"], values["meets"]) == ("2026-12-01", "17:00", "Ola")
    data = {"version": 1, "day": "2026-12-01", "starts": "17:00", "meets": "Ola", "comes_along": "coordinator"}
    post("placements.book_first_session", as_=coordinator, data=data, status=303, placement_id=placement.id)
    assert placement.first_session_at == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    text = visit("placements.show_placement", as_=coordinator, placement_id=placement.id).text
    assert "First session: Tue" in text


def test_a_mistake_in_the_booking_keeps_what_was_written(activity, coordinator, post):
    placement = make_placement(make_child(), activity, S.ACCEPTED)
    data = {"version": 1, "day": "", "starts": "17:00", "meets": "Åse", "comes_along": "coordinator"}
    answer = post("placements.book_first_session", as_=coordinator, data=data, status=422, placement_id=placement.id)
    assert 'value="Åse"' in answer.text


def test_a_red_light_says_why_the_start_waits(activity, coordinator, post, visit):
    placement = make_placement(make_child(), activity, S.HELD, light=LightColour.RED)
    page = visit("placements.show_placement", as_=coordinator, placement_id=placement.id)
    assert "a light is red" in page.text
    answer = post(
        "placements.change_state", as_=coordinator, data={"to": "trial", "version": 1}, placement_id=placement.id
    )
    assert answer.status_code == 409
    assert "equipment" in answer.text


def test_a_light_is_changed_on_the_page(activity, coordinator, post):
    light = make_placement(make_child(), activity, S.HELD, light=LightColour.RED).lights[0]
    data = {"version": 1, "colour": "yellow", "owner_id": str(coordinator.id), "due_on": "2026-12-01", "note": "BUA"}
    post("placements.set_light", as_=coordinator, data=data, status=303, light_id=light.id)
    assert (light.colour, light.owner_id, light.note) == ("yellow", coordinator.id, "BUA")


def test_an_identity_number_in_a_note_is_refused_and_not_repeated(activity, coordinator, post):
    light = make_placement(make_child(), activity, S.HELD).lights[0]
    data = {"version": 1, "colour": "yellow", "note": f"se {IDENTITY_NUMBER}"}
    answer = post("placements.set_light", as_=coordinator, data=data, status=422, light_id=light.id)
    assert IDENTITY_NUMBER not in answer.text


def test_the_card_for_the_first_day_names_no_child(activity, coordinator, visit):
    child = make_child(first_name="Hemmelignavn")
    placement = make_placement(child, activity, S.BOOKED, first_session_at=NOW + timedelta(days=7), meets="Ola")
    for user in (make_family_user(child), coordinator):
        page = visit("placements.show_first_day", as_=user, placement_id=placement.id)
        assert "Hemmelignavn" not in page.source
        for fact in ("Storhallen", "Ola", "10:00"):
            assert fact in page.text


def test_the_list_is_divided_by_whose_turn_it_is(activity, coordinator, visit):
    asked = make_placement(make_child(first_name="Ventebarn"), activity, S.ASKED)
    make_placement(make_child(first_name="Aktivbarn"), activity, S.ACTIVE)
    page = visit("placements.list_placements", as_=coordinator, group="association")
    assert str(asked.id) in page.source
    assert "Aktivbarn" not in page.text
    everyone = visit("placements.list_placements", as_=coordinator)
    assert "Aktivbarn" in everyone.text


def test_a_switch_is_chosen_from_the_matches(activity, coordinator, visit, post):
    old = make_placement(make_child(birth_year=2017), activity, S.ACTIVE)
    new_group = make_activity()
    page = visit("matching.list_matches", as_=coordinator, child_id=old.child_id, instead_of=old.id, version=1)
    assert f"/placements/{old.id}/switch" in page.source
    data = {"activity_id": str(new_group.id), "version": 1}
    post("placements.switch_placement", as_=coordinator, data=data, status=303, placement_id=old.id)
    assert old.state is S.SWITCHED


def test_the_childs_page_shows_where_it_is_on_its_way(activity, coordinator, visit):
    placement = make_placement(make_child(), activity, S.TRIAL)
    page = visit("families.show_child", as_=coordinator, child_id=placement.child_id)
    assert page.one("#placements").cssselect(f"a[href='/placements/{placement.id}']")


def test_the_coordinator_prints_the_card_in_the_familys_language(activity, coordinator, visit):
    placement = make_placement(make_child(), activity, S.BOOKED, first_session_at=NOW + timedelta(days=7))
    page = visit("placements.show_first_day", as_=coordinator, placement_id=placement.id)
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    page = visit("placements.show_first_day", as_=coordinator, placement_id=placement.id, lang="en")
    assert page.one("html").get("lang") == "en"


def test_a_yes_taken_back_is_gone_from_the_clubs_pages_and_the_club_is_told(
    full_record, club, coordinator, post, visit
):
    coach = make_association_user(club)
    data = {"version": 1, "to": "wish"}
    post("placements.change_state", as_=coordinator, data=data, status=303, placement_id=full_record.id)
    visit("placements.show_request", as_=coach, status=404, placement_id=full_record.id)
    assert [one.topic for one in db.session.scalars(select(OutboxMessage))] == ["news"]

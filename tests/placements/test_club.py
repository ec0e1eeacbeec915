"""What an association reads of a request, and how it answers."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import select

from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.rules import AgreementItem
from allemed.followup.rules import Audience
from allemed.placements.rules import LightColour, PlacementState
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_agreement, make_child, make_family
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.placements.conftest import NOW

S = PlacementState

pytestmark = pytest.mark.usefixtures("session", "tuesday")


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


def test_a_coach_who_is_full_for_this_child_only_gives_families_the_other_places_back_in_one_tap(
    full_record, club, activity, post, visit
):
    coach = make_association_user(club)
    activity.spot.free = 2
    data = {"version": 1, "reason": "full"}
    answer = post("placements.decline_request", as_=coach, data=data, status=303, placement_id=full_record.id)
    sent = dict(parse_qsl(urlsplit(answer.location).query))
    assert (activity.spot.free, sent) == (0, {"full": str(activity.id), "had": "2"})
    page = visit("home.show_our_association", as_=coach, **sent)
    tap = page.one(f"form.post-button[action='/our-activities/{activity.id}/confirm']")
    assert "2 places are still open" in tap.text_content()
    fields = {one.get("name"): one.get("value") for one in tap.iter("input")}
    post("catalogue.confirm_spot", as_=coach, data=fields, status=303, own_activity_id=activity.id)
    assert activity.spot.free == 2
    for stale in (sent, {"full": "x", "had": "-1"}):
        assert "still open" not in visit("home.show_our_association", as_=coach, **stale).text


def test_a_yes_taken_back_is_gone_from_the_clubs_pages_and_the_club_is_told(
    full_record, club, coordinator, post, visit
):
    coach = make_association_user(club)
    data = {"version": 1, "to": "wish"}
    post("placements.change_state", as_=coordinator, data=data, status=303, placement_id=full_record.id)
    visit("placements.show_request", as_=coach, status=404, placement_id=full_record.id)
    assert [one.topic for one in db.session.scalars(select(OutboxMessage))] == ["news"]

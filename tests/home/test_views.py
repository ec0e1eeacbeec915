"""The start pages of families and associations, and the pages about us."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.actions import record_read
from allemed.audit.models import AuditEntry
from allemed.families.models import Agreement
from allemed.followup.rules import Audience
from allemed.placements.models import Placement
from allemed.placements.rules import LightColour, PlacementState
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child, make_guardian
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


# The first address


def test_a_visitor_and_a_family_meet_what_there_is_to_do(visit):
    activity = make_activity()
    for user in (None, make_family_user(make_child())):
        page = visit("home.show_start", as_=user)
        assert any(str(activity.id) in link for link in page.links)


def test_a_family_that_is_asked_something_comes_to_its_own_page_and_sees_how_much(visit):
    child = make_child()
    make_placement(child, state=S.PROPOSED)
    user = make_family_user(child)
    assert visit("home.show_start", as_=user, status=303).response.location.endswith("/our-page")
    assert visit("catalogue.list_activities", as_=user).one(".places .count-badge").text == "1"


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.COORDINATOR, "/today"), (Role.ASSOCIATION, "/our-association"), (Role.PARTNER, "/referrals")],
)
def test_whoever_works_here_comes_to_their_own_page(visit, role, address):
    assert visit("home.show_start", as_=make_user(role), status=303).response.location.endswith(address)


def test_at_most_four_places_and_the_one_we_are_at_is_marked(visit):
    for user, place in ((make_user(), "home.show_today"), (make_association_user(), "home.show_our_association")):
        page = visit(place, as_=user)
        assert len(page(".place")) <= 4 and len(page(".place[aria-current]")) == 1


# A family


def test_a_family_answers_a_proposal_from_its_own_page(visit):
    child = make_child(first_name="Amir")
    placement = make_placement(child, state=S.PROPOSED)
    page = visit("home.show_our_page", as_=make_family_user(child))
    card = page.one("[data-proposal]")
    assert card.cssselect("svg") and "Amir" in card.text_content()
    assert [link.get("href").partition("#")[0] for link in card.cssselect("a")] == [f"/proposals/{placement.id}"] * 2


def test_a_family_sees_its_first_day_and_who_meets_it(visit):
    child = make_child()
    placement = make_placement(child, state=S.BOOKED, first_session_at=NOW + timedelta(days=2), meets="Turid")
    page = visit("home.show_our_page", as_=make_family_user(child))
    assert f"/placements/{placement.id}/first-day" in page.links
    assert "Turid" in page.one("[data-first-day]").text_content()


def test_questions_that_wait_stand_on_the_page_with_their_faces(visit, post, session):
    check_in = make_check_in()
    mother = make_family_user(check_in.placement.child)
    page = visit("home.show_our_page", as_=mother)
    assert len(page.one("[data-check-in]").cssselect("button[name=face]")) == 3
    post("followup.answer_check_in", as_=mother, check_in_id=check_in.id, data={"face": "good"})
    assert visit("home.show_our_page", as_=mother)("[data-check-in]") == []


def test_a_family_takes_an_agreement_back(visit, post, session):
    placement = make_placement(state=S.ASKED)
    mother = make_family_user(placement.child)
    forms = visit("home.show_our_page", as_=mother)("form[action*='/withdraw']")
    assert len(forms) == 3
    agreement = session.scalar(select(Agreement).where(Agreement.placement_id == placement.id).limit(1))
    post("families.withdraw_agreement", as_=mother, agreement_id=agreement.id, status=303)
    assert len(visit("home.show_our_page", as_=mother)("form[action*='/withdraw']")) == 2


def test_a_family_says_whether_it_understood_the_talk(visit, post, session):
    conversation = make_conversation()
    mother = make_family_user(conversation.child)
    assert visit("home.show_our_page", as_=mother)("[data-talk]")
    post("intake.say_understood", as_=mother, conversation_id=conversation.id, data={"understood": "yes"}, status=303)
    assert visit("home.show_our_page", as_=mother)("[data-talk]") == []


def test_a_family_reads_all_that_is_written_about_it_and_who_has_read_it(visit, session):
    conversation = make_conversation(own_words="Ballett og fotball", parent_wish="Noen å være sammen med")
    check_in = make_check_in(make_placement(conversation.child, state=S.ACTIVE), note="Trives godt")
    check_in.placement.lights[0].note = "Sko fra utstyrsbua"
    coordinator = make_user()
    record_read(conversation.child, by=coordinator, now=NOW, family_id=conversation.family_id)
    page = visit("home.show_our_record", as_=make_family_user(conversation.child))
    for words in ("Ballett og fotball", "Noen å være sammen med", "Trives godt", "Sko fra utstyrsbua"):
        assert words in page.text
    assert "The coordinator" in page.one(".readings").text_content()
    assert coordinator.name not in page.source, "roles, not names"


def test_a_family_reads_every_answer_it_gave_and_what_was_said_of_how_it_goes(visit, session):
    child = make_child(gender="girl", class_level=4)
    make_conversation(
        child, interpreter="qualified", times=["1:after_school"], bring="needs_transport", max_walk_minutes=15,
        may_use_bus=False, with_whom="with_friend", liked=["swimming"], disliked=["football"], money="would_like_help",
        equipment=["football_boots"], practical=["no_photo"], barriers=["fear"], who_else=["health_centre"],
        place_kind="library", is_understood=False,
    )  # fmt: skip
    placement = make_placement(child, state=S.ACTIVE)
    make_check_in(placement, face="so_so", is_something_missing=True, answered_at=NOW)
    make_check_in(placement, audience="association", face="bad", answered_at=NOW)
    text = visit("home.show_our_record", as_=make_family_user(child)).text
    for words in (
        "Girl", "class 4", "A qualified interpreter", "After school: Tuesday", "Needs a lift", "15 min on foot", "BusNo",
        "With a friend", "Swimming", "Football", "Yes, please", "Football boots", "No photos", "It feels scary",
        "Health centre", "In the library", "Not everything", "So-so Something is missing", "The club Not good",
    ):  # fmt: skip
        assert words in text, words


def test_a_family_sees_nothing_of_another_family(visit):
    other = make_conversation(make_child(first_name="Fremmed"), own_words="Hemmelig ønske")
    make_placement(other.child, state=S.PROPOSED)
    mother = make_family_user(make_child())
    for endpoint in ("home.show_our_page", "home.show_our_record"):
        page = visit(endpoint, as_=mother)
        assert "Fremmed" not in page.source and "Hemmelig" not in page.source


def test_the_coordinator_is_one_tap_away(visit):
    page = visit("home.show_our_page", as_=make_family_user(make_child()))
    assert {"tel:+4751000000", "sms:+4751000000"} <= set(page.links)


def test_a_family_finds_its_page_right_to_left(visit):
    mother = make_family_user(make_child())
    mother.language = "ar"
    page = visit("home.show_our_page", as_=mother)
    assert page.tree.get("dir") == "rtl"


# An association


def _asked(**changes) -> tuple[Placement, object]:
    placement = make_placement(state=S.ASKED, **changes)
    return placement, make_association_user(placement.activity.association)


def test_an_association_says_welcome_in_one_tap(visit, post, session):
    placement, trainer = _asked()
    page = visit("home.show_our_association", as_=trainer)
    form = page.one(f"form[action='/requests/{placement.id}/accept']")
    data = {field.get("name"): field.get("value") for field in form.cssselect("input")} | {"once": "a-key"}
    data.pop("csrf_token")
    post("placements.accept_request", as_=trainer, placement_id=placement.id, data=data, status=303)
    session.refresh(placement)
    assert placement.state == S.ACCEPTED
    assert visit("home.show_our_association", as_=trainer)("[data-request]") == []


def test_an_association_sees_what_the_family_said_yes_to_and_nothing_else(visit):
    child = make_child(first_name="Sara")
    guardian = make_guardian(child.family, first_name="Hemmelig")
    make_conversation(child, own_words="Bare for oss", parent_wish="Ikke for laget")
    _placement, trainer = _asked(child=child)
    make_placement(child, state=S.ACTIVE, activity=make_activity(name="Annet lag"))
    page = visit("home.show_our_association", as_=trainer)
    assert "Sara" in page.text
    for secret in ("Hemmelig", guardian.phone, "Bare for oss", "Ikke for laget", "Annet lag"):
        assert secret not in page.source


def test_without_a_yes_to_the_name_it_is_only_a_child(visit, session):
    _placement, trainer = _asked(child=make_child(first_name="Sara"))
    for agreement in session.scalars(select(Agreement)):
        agreement.withdrawn_at = NOW
    page = visit("home.show_our_association", as_=trainer)
    assert "Sara" not in page.source and "A child" in page.text


def test_of_the_fee_an_association_learns_only_that_it_is_taken_care_of(visit):
    placement = make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=1), light=LightColour.GREEN)
    placement.lights[0].note = "Betalt av fondet"
    trainer = make_association_user(placement.activity.association)
    page = visit("home.show_our_association", as_=trainer)
    assert "The fee is taken care of" in page.text and "fondet" not in page.source


def test_an_association_sees_only_its_own(visit):
    make_placement(make_child(first_name="Fremmed"), state=S.ASKED)
    make_check_in(make_placement(make_child(first_name="Annen"), state=S.ACTIVE), audience=Audience.ASSOCIATION)
    page = visit("home.show_our_association", as_=make_association_user())
    assert "Fremmed" not in page.source and "Annen" not in page.source


def test_a_stale_spot_is_confirmed_from_the_start_page(visit):
    activity = make_activity(spot={"confirmed_at": NOW - timedelta(days=40)})
    page = visit("home.show_our_association", as_=make_association_user(activity.association))
    form = page.one("form[action$='/confirm']")
    assert str(activity.id) in form.get("action") and form.cssselect("[name=back][value='/our-association']")


def test_names_read_by_an_association_are_logged_for_each_child(visit, session):
    placement, trainer = _asked()
    visit("home.show_our_association", as_=trainer)
    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "read", AuditEntry.role == "association"))
    assert entry.family_id == placement.child.family_id


def test_requests_that_wait_are_counted_in_the_navigation(visit):
    _placement, trainer = _asked()
    assert visit("home.show_more", as_=trainer).one(".places .count-badge").text_content().strip() == "1"


# About us


@pytest.mark.parametrize("endpoint", ["home.show_help", "home.show_privacy", "home.show_accessibility"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_about_us_open_for_everybody(visit, endpoint, language):
    for user in (None, make_family_user(make_child()), make_user(), make_association_user()):
        visit(endpoint, as_=user, language=language)


def test_help_gives_the_coordinator_and_the_emergency_numbers(visit):
    page = visit("home.show_help")
    assert {"tel:+4751000000", "tel:112", "tel:116111"} <= set(page.links) and "Kari Nordbø" in page.text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER])
def test_more_leads_only_where_the_role_may_go(visit, app, role):
    page = visit("home.show_more", as_=make_user(role))
    addresses = {link for link in page.links if link.startswith("/")}
    matcher = app.url_map.bind("localhost")
    for address in addresses:
        endpoint, _ids = matcher.match(address.partition("?")[0])
        allowed = app.view_functions[endpoint].allowed
        assert role in allowed or "public" in allowed, address


def test_the_evening_reads_as_often_for_one_child_as_for_many(visit):
    association = make_association()
    user, activity = make_association_user(association), make_activity(association)
    numbers = []
    for _ in range(2):
        for state in (S.ASKED, S.ACCEPTED, S.HELD):
            make_placement(activity=activity, state=state)
        visit("home.show_our_association", as_=user)
        with counted_queries() as statements:
            visit("home.show_our_association", as_=user)
        numbers.append(sum(one.startswith("SELECT") for one in statements))
    assert numbers[0] == numbers[1]

"""We cannot come: one tap, told to those who may know, and taken back as easily."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.families.models import Agreement
from allemed.locales import LANGUAGES, _, in_language
from allemed.placements import actions, queries
from allemed.placements.models import Absence
from allemed.placements.rules import WITH_SESSIONS, PlacementState, coming_sessions
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.messages import make_absence
from tests.factories.placements import make_family_user, make_placement

S = PlacementState
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday, ten o'clock in Norway
TODAY, NEXT_WEEK = date(2026, 11, 24), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def club(session):
    return make_association_user()


@pytest.fixture
def placement(club):
    """Amir trains on Tuesdays at 17:00."""
    activity = make_activity(association_id=club.association_id, birth_year_from=2005, birth_year_to=2026)
    return make_placement(make_child(first_name="Amir"), activity, S.ACTIVE)


@pytest.fixture
def mother(placement):
    return make_family_user(placement.child)


def said(post, mother, placement, day=TODAY, endpoint="say_absent", status=303):
    return post(
        f"placements.{endpoint}", as_=mother, placement_id=placement.id, data={"session_on": str(day)}, status=status
    )


# Which sessions


def test_todays_session_counts_until_it_begins(placement):
    assert queries.list_coming_sessions(placement, NOW)[0][0] == TODAY
    assert queries.list_coming_sessions(placement, NOW + timedelta(hours=6, minutes=59))[0][0] == TODAY
    assert queries.list_coming_sessions(placement, NOW + timedelta(hours=7))[0][0] == NEXT_WEEK


def test_before_the_first_time_there_is_only_that(club):
    placement = make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=2))
    assert [day for day, _starts in queries.list_coming_sessions(placement, NOW)] == [date(2026, 11, 26)]
    assert queries.list_coming_sessions(placement, NOW + timedelta(days=3)) == []


@pytest.mark.parametrize("state", sorted(set(PlacementState) - WITH_SESSIONS))
def test_what_is_not_decided_has_no_sessions(state):
    assert coming_sessions(state, NOW, [], NOW) == []


# The family


def test_one_tap_on_our_page_and_one_to_take_it_back(visit, post, mother, placement):
    form = visit("home.show_our_page", as_=mother).one("[data-next] form")
    assert "today" in form.text_content()
    fields = {box.get("name"): box.get("value") for box in form.cssselect("input")}
    post("placements.say_absent", as_=mother, placement_id=placement.id, data=fields, status=303)
    page = visit("home.show_our_page", as_=mother)
    assert page.one("[data-absent]").get("data-absent") == str(TODAY)
    assert page.one("[data-absent] form").get("action").endswith("/absences/take-back")
    said(post, mother, placement, endpoint="take_back_absence")
    assert not visit("home.show_our_page", as_=mother)("[data-absent]")


def test_said_twice_it_is_one(post, mother, placement, session):
    said(post, mother, placement)
    said(post, mother, placement)
    assert len(list(session.scalars(select(Absence)))) == 1


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 11, 17), date(2027, 11, 23)])
def test_a_day_without_a_session_is_refused(post, mother, placement, session, day):
    said(post, mother, placement, day, status=409)
    assert session.scalar(select(Absence)) is None


@pytest.mark.parametrize("data", [{}, {"session_on": "soon"}, {"session_on": "0001-01-01"}])
def test_what_is_no_day_breaks_nothing(post, mother, placement, data):
    answer = post("placements.say_absent", as_=mother, placement_id=placement.id, data=data)
    assert answer.status_code in (303, 409)


def test_no_reason_is_asked_for(visit, mother, placement):
    form = visit("home.show_our_page", as_=mother).one("[data-next] form")
    assert {box.get("name") for box in form.cssselect("input, textarea, select")} == {
        "csrf_token",
        "once",
        "session_on",
    }


def test_another_family_says_nothing_about_this_child(post, placement):
    stranger = make_family_user(make_child())
    said(post, stranger, placement, status=404)


# Who is told


def told(session):
    return {(row.user_id, row.topic) for row in session.scalars(select(OutboxMessage))}


def test_the_coordinator_and_the_club_hear_it_and_the_club_sees_who(visit, post, mother, placement, club, session):
    said(post, mother, placement)
    assert told(session) == {(placement.proposed_by, Topic.ABSENCE), (club.id, Topic.ABSENCE)}
    assert "Amir" in visit("home.show_our_association", as_=club).one("[aria-labelledby=away]").text_content()
    assert "Cannot come" in visit("placements.show_request", as_=club, placement_id=placement.id).text


def test_a_club_that_may_not_know_the_child_any_more_hears_nothing(visit, post, mother, placement, club, session):
    for agreement in session.scalars(select(Agreement)):
        agreement.withdrawn_at = NOW - timedelta(days=1)
    said(post, mother, placement)
    assert told(session) == {(placement.proposed_by, Topic.ABSENCE)}
    assert not visit("home.show_our_association", as_=club)("[aria-labelledby=away]")
    assert "Cannot come" not in visit("placements.show_request", as_=club, placement_id=placement.id).text


def test_another_club_sees_nothing_of_it(visit, placement):
    make_absence(placement, TODAY)
    assert not visit("home.show_our_association", as_=make_association_user())("[aria-labelledby=away]")


def test_a_first_time_they_cannot_come_to_waits_for_a_new_day(visit, post):
    placement = make_placement(state=S.BOOKED, first_session_at=NOW + timedelta(days=1))
    said(post, make_family_user(placement.child), placement, date(2026, 11, 25))
    page = visit("home.show_today", as_=make_user())
    assert page.one("[data-part=now] [data-kind=absence]").cssselect(f"a[href='/placements/{placement.id}']")


def test_the_coordinator_notes_it_for_a_family_that_calls(visit, post, placement, session):
    kari = make_user()
    assert f"/placements/{placement.id}/absences" in [
        form.get("action") for form in visit("placements.show_placement", as_=kari, placement_id=placement.id)("form")
    ]
    assert said(post, kari, placement).location == f"/placements/{placement.id}"
    with pytest.raises(actions.NoSuchSession):
        actions.say_absent(placement, date(2026, 11, 25), by=kari, now=NOW)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_family_reads_in_its_language_why_coming_matters_beside_the_one_tap_that_says_they_cannot(
    app, placement, mother, visit, post, code
):
    """Vänersborg (domain.md V13): why presence matters, and how to say that one cannot come."""
    mother.language = code
    page = visit("home.show_our_page", as_=mother, language=code)
    with app.test_request_context(), in_language(code):
        why, how, tap = (
            _("Children who come every time find friends faster."),
            _("Can you not come? Say it here, then nobody waits."), _("We cannot come today"),
        )  # fmt: skip
    said_there = page.one("#why-come").text_content()
    assert why in said_there and how in said_there and (code == "en" or "friends" not in said_there)
    (button,) = page(f"[data-next='{placement.id}'] form[action$='/absences'] button")
    assert button.text_content().strip() == tap and not page(
        f"[data-next='{placement.id}'] textarea"
    )  # no reason asked
    said(post, mother, placement)
    assert db.session.scalars(select(Absence.session_on)).all() == [TODAY]


def test_who_has_no_group_yet_is_not_told_to_come(visit):
    assert not visit("home.show_our_page", as_=make_family_user(make_child()))("#why-come")

"""Calendar files: four readers agree on every instant, nobody else's child is in them, and an address can be ended."""

from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar
from sqlalchemy import delete, select

from allemed.access.rules import Role
from allemed.families.models import Family
from allemed.followup.models import CheckIn
from allemed.open_data.models import CalendarLink
from allemed.placements.models import Absence
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.followup import make_check_in
from tests.factories.open_data import make_calendar
from tests.factories.placements import make_family_user, make_placement
from tests.open_data.readers import moments_by_reader

AUTUMN = datetime(2026, 10, 20, 9, tzinfo=UTC)
SUNDAY_MORNING = (6, time(10), time(11))  # 25 October 2026 is a Sunday: the clock goes back at three
TUESDAY = (1, time(17), time(18, 15))
NAME = "Zuhayra"


def read(client, address: str) -> list:
    answer = client.get(address)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def file_of(client, user):
    return read(client, f"/calendar/{make_calendar(user)}.ics")


def test_four_readers_agree_on_every_instant_over_25_october(client, frozen):
    frozen(AUTUMN)
    activity = make_activity(sessions=[TUESDAY, SUNDAY_MORNING])
    text = client.get(f"/activities/{activity.id}.ics").data
    found = moments_by_reader(text, datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 11, 4, tzinfo=UTC))
    meant = [
        datetime(2026, 10, 20, 15, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC),
        datetime(2026, 10, 27, 16, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC),
        datetime(2026, 11, 3, 16, tzinfo=UTC),
    ]  # fmt: skip
    assert found == dict.fromkeys(("recurring-ical-events", "vobject", "ical.js", "node-ical"), meant)


def test_they_agree_when_spring_comes_and_until_the_season_ends(client, frozen):
    frozen(AUTUMN)
    activity = make_activity(sessions=[TUESDAY, SUNDAY_MORNING], birth_year_from=2005, birth_year_to=2026)
    child = make_child()
    make_placement(child, activity, PlacementState.ACTIVE, started_at=AUTUMN, season_ends_on=date(2027, 4, 4))
    text = client.get(f"/calendar/{make_calendar(make_family_user(child))}.ics").data
    found = moments_by_reader(text, datetime(2027, 3, 22, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
    meant = [
        datetime(2027, 3, 23, 16, tzinfo=UTC), datetime(2027, 3, 28, 8, tzinfo=UTC),
        datetime(2027, 3, 30, 15, tzinfo=UTC), datetime(2027, 4, 4, 8, tzinfo=UTC),
    ]  # fmt: skip
    assert found == dict.fromkeys(("recurring-ical-events", "vobject", "ical.js", "node-ical"), meant)


def test_a_groups_file_says_what_where_and_every_week(client, session, frozen):
    frozen(AUTUMN)
    activity = make_activity(place_id=make_place("Fjordvik hall", latitude=59.1, longitude=6.2).id, sessions=[TUESDAY])
    (event,) = read(client, f"/activities/{activity.id}.ics?lang=en")
    assert event["SUMMARY"] == f"Football – {activity.association.name}"
    assert event["LOCATION"] == "Fjordvik hall" and event["GEO"].to_ical() == "59.1;6.2"
    assert event["RRULE"]["FREQ"] == ["WEEKLY"] and event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert event["URL"] == f"http://localhost/activities/{activity.id}"


def test_a_closed_group_has_no_file(client, session):
    assert client.get(f"/activities/{make_activity(is_open=False).id}.ics").status_code == 404


def test_an_unchanged_file_is_not_sent_twice(client, session, frozen):
    frozen(AUTUMN)
    address = f"/activities/{make_activity().id}.ics"
    mark = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": mark})
    assert again.status_code == 304 and not again.data


def test_a_familys_calendar_has_first_times_and_weekly_times_of_its_own_children_only(client, session, frozen):
    frozen(AUTUMN)
    child, other = make_child(first_name=NAME), make_child()
    football, choir = make_activity(sessions=[TUESDAY]), make_activity(kind="choir", sessions=[SUNDAY_MORNING])
    make_placement(child, football, PlacementState.ACTIVE, started_at=AUTUMN)
    make_placement(child, choir, PlacementState.BOOKED, first_session_at=datetime(2026, 10, 25, 9, tzinfo=UTC))
    make_placement(other, make_activity(kind="chess"), PlacementState.ACTIVE)
    user = make_family_user(child)
    user.language = "en"
    weekly, first = sorted(file_of(client, user), key=lambda one: str(one["SUMMARY"]).startswith("First"))
    assert weekly["SUMMARY"].startswith("Football – ") and "RRULE" in weekly
    assert first["SUMMARY"].startswith("First time: Choir") and "RRULE" not in first
    assert first["DTSTART"].dt.astimezone(UTC) == datetime(2026, 10, 25, 9, tzinfo=UTC)
    assert first["DTEND"].dt.astimezone(UTC) == datetime(2026, 10, 25, 10, tzinfo=UTC)


def test_two_children_in_one_group_are_one_appointment(client, session, frozen):
    frozen(AUTUMN)
    activity, child = make_activity(sessions=[TUESDAY]), make_child()
    for one in (child, make_child(child.family)):
        make_placement(one, activity, PlacementState.ACTIVE, started_at=AUTUMN)
    assert len(file_of(client, make_family_user(child))) == 1


def test_a_day_the_family_said_it_cannot_come_is_left_out_by_every_reader(client, session, frozen):
    frozen(AUTUMN)
    child = make_child()
    placement = make_placement(child, make_activity(sessions=[TUESDAY]), PlacementState.ACTIVE, started_at=AUTUMN)
    session.add(Absence(placement_id=placement.id, session_on=date(2026, 10, 27), said_at=AUTUMN))
    text = client.get(f"/calendar/{make_calendar(make_family_user(child))}.ics").data
    found = moments_by_reader(text, datetime(2026, 10, 19, tzinfo=UTC), datetime(2026, 11, 4, tzinfo=UTC))
    meant = [datetime(2026, 10, 20, 15, tzinfo=UTC), datetime(2026, 11, 3, 16, tzinfo=UTC)]
    assert found == dict.fromkeys(("recurring-ical-events", "vobject", "ical.js", "node-ical"), meant)


def test_a_day_stays_while_a_brother_still_goes_there(client, session, frozen):
    frozen(AUTUMN)
    activity, child = make_activity(sessions=[TUESDAY]), make_child()
    for one in (child, make_child(child.family)):
        placement = make_placement(one, activity, PlacementState.ACTIVE, started_at=AUTUMN)
    session.add(Absence(placement_id=placement.id, session_on=date(2026, 10, 27), said_at=AUTUMN))
    (event,) = file_of(client, make_family_user(child))
    assert "EXDATE" not in event


@pytest.mark.parametrize("state", [PlacementState.PROPOSED, PlacementState.PAUSED, PlacementState.ENDED])
def test_what_is_not_agreed_or_is_over_is_in_no_calendar(client, session, state):
    child = make_child()
    make_placement(child, make_activity(), state)
    assert file_of(client, make_family_user(child)) == []


def test_a_coordinators_calendar_has_first_times_and_days_to_ask_without_names_and_places(client, session, frozen):
    frozen(AUTUMN)
    coordinator, colleague = make_user(language="en"), make_user()
    activity = make_activity(place_id=make_place("Fjordvik hall").id, sessions=[TUESDAY])
    booked = make_placement(
        make_child(first_name=NAME), activity, PlacementState.BOOKED, by=coordinator,
        first_session_at=datetime(2026, 10, 27, 16, tzinfo=UTC), meets="Berit",
    )  # fmt: skip
    for _ in range(2):
        make_check_in(make_placement(state=PlacementState.ACTIVE, by=coordinator), due_on=date(2026, 10, 28))
    make_check_in(make_placement(state=PlacementState.ACTIVE, by=colleague), due_on=date(2026, 10, 29))
    first, ask = sorted(file_of(client, coordinator), key=lambda one: str(one["DTSTART"].dt))
    assert first["SUMMARY"] == "First time: Football" and "LOCATION" not in first
    assert first["URL"] == f"http://localhost/placements/{booked.id}"
    assert ask["SUMMARY"] == "How is it going? 2 to ask" and ask["DTSTART"].dt == date(2026, 10, 28)
    assert len(list(session.scalars(select(CheckIn)))) == 3


def test_no_calendar_names_a_child_a_parent_or_who_meets_them(client, session, frozen):
    frozen(AUTUMN)
    child = make_child(first_name=NAME)
    user, coordinator = make_family_user(child), make_user()
    soon = datetime(2026, 10, 27, 16, tzinfo=UTC)
    make_placement(
        child, make_activity(), PlacementState.BOOKED, by=coordinator, first_session_at=soon, meets="Berit Moe"
    )
    guardian = child.family.guardians[0]
    for owner in (user, coordinator):
        text = client.get(f"/calendar/{make_calendar(owner)}.ics").text
        assert "BEGIN:VEVENT" in text
        for secret in (NAME, guardian.first_name, guardian.phone, "Berit", str(child.id), str(child.family_id)):
            assert secret not in text


def test_the_address_is_shown_once_and_kept_only_as_a_hash(visit, post, client, session):
    child = make_child()
    user = make_family_user(child)
    page = post("open_data.make_calendar", as_=user, status=200)
    address = page.text.split('data-calendar-address="http://localhost')[1].split('"')[0]
    assert client.get(address).status_code == 200
    link = session.scalars(select(CalendarLink)).one()
    assert link.token_hash not in address and address.split("/")[-1].removesuffix(".ics") not in link.token_hash
    assert "/calendar/" + address.split("/")[-1] not in visit("open_data.show_calendar", as_=user).source


def test_a_new_address_ends_the_old_one_and_it_can_be_switched_off(post, client, session):
    user = make_family_user(make_child())
    old = make_calendar(user)
    new = make_calendar(user)
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200
    post("open_data.end_calendar", as_=user, status=303)
    assert client.get(f"/calendar/{new}.ics").status_code == 404


def test_a_lost_phone_ends_the_calendar_too(post, client, session):
    child = make_child()
    user, coordinator = make_family_user(child), make_user()
    for endpoint, who, ids in (
        ("families.end_guardian_devices", coordinator, {"guardian_id": child.family.guardians[0].id}),
        ("accounts.end_other_devices", user, {}),
    ):
        token = make_calendar(user)
        assert client.get(f"/calendar/{token}.ics").status_code == 200
        post(endpoint, as_=who, status=303, **ids)
        assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_an_address_ends_after_a_year_and_with_its_user(client, session, frozen):
    frozen(AUTUMN)
    user = make_user()
    token = make_calendar(user)
    frozen(AUTUMN.replace(year=2027))
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    token = make_calendar(user)
    user.is_active = False
    assert client.get(f"/calendar/{token}.ics").status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "..%2f..%2f"])
def test_a_guessed_address_leads_nowhere(client, session, token):
    assert client.get(f"/calendar/{token}.ics").status_code in (400, 404)


def test_nobody_may_keep_a_secret_calendar_in_a_shared_cache(client, session):
    answer = client.get(f"/calendar/{make_calendar(make_user())}.ics")
    assert answer.headers["Cache-Control"] == "private, no-cache" and answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("role", [Role.FAMILY, Role.COORDINATOR])
def test_the_page_offers_an_address_to_those_who_have_a_calendar(visit, session, role):
    user = make_family_user(make_child()) if role == Role.FAMILY else make_user()
    page = visit("open_data.show_calendar", as_=user)
    assert page("form[action='/calendar/new']") and not page("form[action='/calendar/end']")
    make_calendar(user)
    assert visit("open_data.show_calendar", as_=user)("form[action='/calendar/end']")
    place = "/our-page" if role == Role.FAMILY else "/more"
    assert page.one("nav.places [aria-current]").get("href") == place


def test_an_erased_familys_address_is_gone_with_it(client, session):
    child = make_child()
    token = make_calendar(make_family_user(child))
    session.commit()
    session.execute(delete(Family).where(Family.id == child.family_id))
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert session.scalar(select(CalendarLink)) is None

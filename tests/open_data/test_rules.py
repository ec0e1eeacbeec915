"""What is told of a group in each format, and the clock of a calendar."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.calendar_files import shifts_of
from allemed.catalogue.rules import GenderGroup
from allemed.open_data.rules import digest_of, first_on, is_calendar_alive, weekly_start
from allemed.open_data.rules.hsds import full_service, page_of_services
from allemed.open_data.rules.openactive import is_series, session_series
from allemed.open_data.rules.publisher import web_address
from allemed.open_data.rules.schema_org import event_series
from tests.factories.open_data import PUBLISHER, make_public_group


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_the_first_day_of_a_weekday_is_at_most_six_days_away(start, weekday):
    found = first_on(weekday, start)
    assert found.weekday() == weekday and timedelta() <= found - start <= timedelta(days=6)


def test_a_weekly_event_is_told_from_this_weeks_monday_but_never_before_its_season():
    assert weekly_start(date(2026, 11, 26), None) == date(2026, 11, 23)
    assert weekly_start(date(2026, 11, 26), date(2026, 1, 10)) == date(2026, 11, 23)
    assert weekly_start(date(2026, 11, 26), date(2027, 1, 10)) == date(2027, 1, 10)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Stockholm"])
@pytest.mark.parametrize("year", range(2024, 2036))
def test_the_clock_is_moved_on_the_last_sundays_of_march_and_october(zone, year):
    spring, autumn = shifts_of(zone, year)
    assert (spring.month, autumn.month) == (3, 10)
    for shift, hour in ((spring, 2), (autumn, 3)):
        assert (shift.week, shift.weekday, shift.at.hour) == (-1, 6, hour)
        moment = (shift.at - shift.before).replace(tzinfo=UTC)
        assert moment.astimezone(ZoneInfo(zone)).utcoffset() == shift.after
        assert (moment - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).utcoffset() == shift.before
    assert spring.is_summer and not autumn.is_summer


def test_a_zone_whose_clock_stands_still_has_no_shift():
    assert shifts_of("Asia/Tokyo", 2026) == []


def test_a_secret_address_lives_a_year_unless_it_is_ended():
    made = datetime(2026, 1, 1, tzinfo=UTC)
    assert is_calendar_alive(made, None, made + timedelta(days=364))
    assert not is_calendar_alive(made, None, made + timedelta(days=365))
    assert not is_calendar_alive(made, made + timedelta(days=1), made + timedelta(days=2))


def test_the_fingerprint_changes_with_what_is_told_and_only_then():
    group = make_public_group()
    assert digest_of(group) == digest_of(make_public_group(**{name: getattr(group, name) for name in group.__slots__}))
    changed = {name: getattr(group, name) for name in group.__slots__} | {"free": 2}
    assert digest_of(make_public_group(**changed)) != digest_of(group)


def test_a_series_always_tells_the_ages_as_it_would_else_be_for_adults():
    told = session_series(make_public_group(youngest=0, oldest=3), PUBLISHER)
    assert told["ageRange"] == {"@type": "QuantitativeValue", "minValue": 0, "maxValue": 3}


@pytest.mark.parametrize(
    "changes", [{"kind": "homework"}, {"kind": "a kind of later"}, {"times": ()}, {"cost_per_half_year": None}]
)
def test_what_the_specification_asks_for_is_never_made_up(changes):
    assert is_series(make_public_group())
    assert not is_series(make_public_group(**changes))


def test_a_group_for_girls_says_so_in_each_format():
    group = make_public_group(gender_group=GenderGroup.GIRLS)
    assert session_series(group, PUBLISHER)["genderRestriction"] == "https://openactive.io/FemaleOnly"
    assert event_series(group, PUBLISHER)["audience"]["suggestedGender"] == "female"
    assert full_service(group, PUBLISHER)["eligibility_description"] == "For girls"


def test_unknown_and_free_are_not_the_same():
    free, unknown = make_public_group(cost_per_half_year=Decimal(0)), make_public_group(cost_per_half_year=None)
    assert event_series(free, PUBLISHER)["isAccessibleForFree"] is True
    assert "isAccessibleForFree" not in event_series(unknown, PUBLISHER)
    assert full_service(free, PUBLISHER)["fees_description"] == "Free"
    assert "fees_description" not in full_service(unknown, PUBLISHER)


def test_what_an_association_wrote_as_website_is_told_only_if_it_is_one():
    assert web_address(" https://fjordvik-il.example/a?b=c ") == "https://fjordvik-il.example/a?b=c"
    for text in (
        "",
        "fjordvik-il.example",
        "javascript:alert(1)",
        "ring 912 34 567",
        "mailto:x@example.org",
        "https://",
    ):
        assert web_address(text) == "", text


def test_the_pages_of_a_list_say_where_they_stand():
    page = page_of_services([{}], page=3, size=2, total=5)
    assert (page["total_pages"], page["first_page"], page["last_page"], page["empty"]) == (3, False, True, False)
    nothing = page_of_services([], page=1, size=50, total=0)
    assert (nothing["total_pages"], nothing["first_page"], nothing["last_page"], nothing["empty"]) == (
        1,
        True,
        True,
        True,
    )


def test_times_are_told_on_the_clock_on_the_wall():
    group = make_public_group()
    assert session_series(group, PUBLISHER)["eventSchedule"][0]["startTime"] == "17:00"
    assert full_service(group, PUBLISHER)["schedules"][0]["opens_at"] == time(17).strftime("%H:%M")

"""How long links and sign-ins live, and where a sign-in may lead."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.access.rules import Role
from allemed.accounts.rules import LINK_LIFE, SESSION_LIFE, LinkPurpose, is_link_alive, is_session_alive, own_path

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_lives_to_its_last_second_and_not_longer(purpose):
    expires = NOW + LINK_LIFE[purpose]
    assert is_link_alive(expires, None, expires - SECOND)
    assert not is_link_alive(expires, None, expires)
    assert not is_link_alive(expires, NOW, NOW)


@pytest.mark.parametrize("role", Role)
def test_a_session_ends_when_idle_and_at_the_latest_at_its_end(role):
    idle, absolute = SESSION_LIFE[role]

    def alive(*, created, seen):
        return is_session_alive(role, created_at=created, last_seen_at=seen, now=NOW)

    assert alive(created=NOW - idle, seen=NOW - idle + SECOND) == (idle < absolute)
    assert not alive(created=NOW - idle, seen=NOW - idle)
    assert alive(created=NOW - absolute + SECOND, seen=NOW)
    assert not alive(created=NOW - absolute, seen=NOW)


def test_a_clock_set_back_revives_nothing():
    seen = NOW + timedelta(hours=1)
    assert not is_session_alive(Role.FAMILY, created_at=NOW, last_seen_at=seen, now=NOW)


def test_staff_sign_in_again_within_a_working_day():
    assert SESSION_LIFE[Role.COORDINATOR] == (timedelta(minutes=30), timedelta(hours=8))


@pytest.mark.parametrize("wish", ["/", "/requests/1", "/activities?age=9&day=tue", "/activities/å"])
def test_a_page_of_ours_is_kept(wish):
    assert own_path(wish) == wish


@pytest.mark.parametrize(
    "wish",
    ["", None, "//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "evil", "javascript:alert(1)",
     "/\t/evil.example", "/\n/evil.example", "/" + "a" * 200],
)  # fmt: skip
def test_every_other_place_becomes_the_start_page(wish):
    assert own_path(wish) == "/"

"""When to try again, what an answer means, and where a push may go."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from allemed.delivery.rules import (
    MAX_ATTEMPTS,
    NO_MORE,
    Result,
    are_push_keys,
    end_of_night,
    may_push_to,
    outcome_of_http,
    retry_at,
    seconds_asked,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOSTS = "fcm.googleapis.com, updates.push.services.mozilla.com,web.push.apple.com,notify.windows.com"


def test_waits_grow_from_a_minute_to_six_hours():
    waits = [(retry_at(NOW, attempts) - NOW).total_seconds() / 60 for attempts in range(1, MAX_ATTEMPTS)]
    assert waits == [1, 4, 16, 64, 256, 360, 360]


def test_it_gives_up_after_the_last_attempt():
    assert retry_at(NOW, MAX_ATTEMPTS) is None


def test_a_longer_wait_asked_for_is_obeyed_and_a_shorter_one_is_not():
    assert retry_at(NOW, 1, retry_after=900) == NOW + timedelta(minutes=15)
    assert retry_at(NOW, 3, retry_after=5) == NOW + timedelta(minutes=16)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("Tue, 24 Nov 2026 09:05:00 GMT", 300), ("Tue, 24 Nov 2026 08:00:00 GMT", 0), ("999999", 86_400)],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header, seconds):
    assert seconds_asked(header, NOW) == seconds


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "12 minutes"])
def test_a_retry_after_that_says_nothing_is_ignored(header):
    assert seconds_asked(header, NOW) is None


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (201, Result.SENT),
        (404, Result.GONE),
        (410, Result.GONE),
        (401, Result.REFUSED),
        (403, Result.REFUSED),
        (429, Result.LATER),
        (500, Result.LATER),
        (503, Result.LATER),
        (413, Result.NEVER),
        (400, Result.NEVER),
        (307, Result.NEVER),
    ],
)
def test_each_answer_of_a_push_service_means_one_thing(status, result):
    assert outcome_of_http("push service", status, None, gone=NO_MORE).result == result


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://db5p.notify.windows.com/w/?token=abc",
        "https://web.push.apple.com:443/abc",
    ],
)
def test_known_push_services_are_allowed(endpoint):
    assert may_push_to(endpoint, HOSTS)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com.evil.example/abc",
        "https://evilfcm.googleapis.com.example/abc",
        "https://notfcm.googleapis.com/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://fcm.googleapis.com@127.0.0.1/abc",
        "https://user@fcm.googleapis.com/abc",
        "https://127.0.0.1/abc",
        "http://127.0.0.1:5000/abc",
        "http://localhost/abc",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/abc",
        "https://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "https://fcm.googleapis.com\\@evil.example/",
        "https://fcm.googleapis.com/\r\nX: y",
        "https://[broken/",
        "",
        "https://fcm.googleapis.com/" + "a" * 1000,
    ],
)
def test_every_other_address_is_refused(endpoint):
    assert not may_push_to(endpoint, HOSTS)


def test_this_machine_is_allowed_only_when_the_list_names_it():
    assert may_push_to("http://127.0.0.1:5000/abc", "127.0.0.1")
    assert not may_push_to("http://127.0.0.2:5000/abc", "127.0.0.1")
    assert not may_push_to("http://sub.127.0.0.1.example/abc", "127.0.0.1")


def test_keys_have_the_shape_of_the_standard():
    point, secret = "BA" + "A" * 85, "A" * 22
    assert are_push_keys(point, secret)
    assert not are_push_keys(point, "A" * 21)
    assert not are_push_keys("A" * 87, secret)
    assert not are_push_keys("ø" * 87, secret)
    assert not are_push_keys("", "")


@pytest.mark.parametrize(
    ("clock_time", "over"),
    [("2026-11-24 20:59", None), ("2026-11-24 21:00", "2026-11-25 07:00"), ("2026-11-25 03:00", "2026-11-25 07:00"),
     ("2026-11-25 06:59", "2026-11-25 07:00"), ("2026-11-25 07:00", None), ("2026-10-24 23:00", "2026-10-25 07:00")],
)  # fmt: skip
def test_no_phone_rings_between_nine_and_seven(clock_time, over):
    zone = ZoneInfo("Europe/Oslo")
    found = end_of_night(datetime.fromisoformat(clock_time).replace(tzinfo=zone))
    assert (f"{found:%Y-%m-%d %H:%M}" if found else None) == over

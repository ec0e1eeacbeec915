"""When something has been kept long enough, and who may confirm."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from allemed.config import VAR, Settings, erased_list
from allemed.privacy.rules import FRESH, is_fresh, may_confirm, months_before

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "months", "earlier"),
    [
        ((2026, 11, 24), 12, (2025, 11, 24)),
        ((2026, 1, 31), 2, (2025, 11, 30)),
        ((2028, 2, 29), 12, (2027, 2, 28)),
        ((2026, 12, 1), 24, (2024, 12, 1)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
    ],
)
def test_months_are_counted_on_the_calendar(moment, months, earlier):
    assert months_before(datetime(*moment, tzinfo=UTC), months) == datetime(*earlier, tzinfo=UTC)


def test_nothing_is_kept_for_no_time_at_all():
    with pytest.raises(ValueError, match="less than a month"):
        months_before(NOW, 0)


def test_a_sign_in_is_fresh_for_ten_minutes_and_never_from_the_future():
    assert is_fresh(NOW, NOW)
    assert is_fresh(NOW - FRESH + timedelta(seconds=1), NOW)
    assert not is_fresh(NOW - FRESH, NOW)
    assert not is_fresh(NOW + timedelta(seconds=1), NOW)


def test_nobody_confirms_what_they_asked_for():
    one, other = uuid4(), uuid4()
    assert may_confirm(one, other)
    assert not may_confirm(one, one)
    assert not may_confirm(None, other)


def test_each_database_has_its_own_list_of_what_was_erased(tmp_path):
    def lies(**changes):
        return erased_list(Settings(**changes))

    assert lies(database_url=f"sqlite:///{tmp_path / 'a.sqlite'}") == tmp_path / "a.sqlite-erased.txt"
    assert lies(database_url="postgresql://localhost/allemed") == VAR / "erased.txt"
    assert lies(erased_list=str(tmp_path / "list")) == tmp_path / "list"

"""Kinds, ages, cost and freshness, without app or database."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from allemed.catalogue.rules import KINDS, fresh_since, is_fresh, kind_of
from allemed.catalogue.rules.distance import Point, walking_box, walking_minutes
from allemed.catalogue.rules.facts import ages, cost_per_month
from allemed.catalogue.rules.kinds import COMMON, FAMILIES
from allemed.catalogue.rules.synonyms import SYNONYMS

pytestmark = pytest.mark.nodb
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SPRITE = Path(__file__).resolve().parents[2] / "static" / "icons" / "sprite.svg"


def test_every_kind_has_a_picture_in_the_sprite_and_a_known_colour():
    sprite = SPRITE.read_text("utf-8")
    for kind in KINDS.values():
        assert f'id="{kind.icon}"' in sprite, kind
        assert kind.family in FAMILIES


def test_every_kind_has_words_to_search_by():
    assert set(SYNONYMS) == set(KINDS)
    assert set(COMMON) <= set(KINDS)


def test_a_code_nobody_knows_is_shown_as_something_else():
    assert kind_of("quidditch").code == "other"


def test_a_spot_is_fresh_up_to_and_with_the_last_day():
    assert is_fresh(NOW - timedelta(days=30), NOW, 30)
    assert not is_fresh(NOW - timedelta(days=30, seconds=1), NOW, 30)
    assert fresh_since(NOW, 30) == NOW - timedelta(days=30)


def test_birth_years_become_ages_of_the_present_year():
    assert ages(2016, 2018, 2026) == (8, 10)
    assert ages(2024, 2027, 2026) == (0, 2)


def test_half_a_year_is_six_months_of_whole_kroner():
    assert cost_per_month(Decimal(540)) == Decimal(90)
    assert cost_per_month(Decimal("545.50")) == Decimal(91)


def test_a_place_at_the_edge_of_the_box_is_as_far_as_the_walk():
    school = Point(59.1, 6.0)
    high, _wide = walking_box(school, 30)
    assert walking_minutes(school, Point(59.1 + high, 6.0)) in (30, 31)
    assert walking_minutes(school, None) is None

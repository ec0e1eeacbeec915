"""Kinds, ages, cost and freshness, without app or database."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from allemed.catalogue.rules import KINDS, fresh_since, is_fresh, kind_of
from allemed.catalogue.rules.distance import Point, walking_box, walking_minutes
from allemed.catalogue.rules.facts import ages, cost_per_month, cost_per_year
from allemed.catalogue.rules.kinds import COMMON, FAMILIES
from allemed.catalogue.rules.openactive import concept_of
from allemed.catalogue.rules.site_words import WORD_ICONS, words_at
from allemed.site_words import SITE_WORD_LABELS

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HANDBALL = "14232d6d-5e9d-493d-b4a9-ce2061b79ba5"
SPRITE = Path(__file__).resolve().parents[2] / "static" / "icons" / "sprite.svg"


def test_every_kind_has_a_picture_in_the_sprite_and_a_known_colour():
    sprite = SPRITE.read_text("utf-8")
    for kind in KINDS.values():
        assert f'id="{kind.icon}"' in sprite, kind
        assert kind.family in FAMILIES


def test_there_are_about_seventy_kinds_and_the_common_ones_are_among_them():
    assert 65 <= len(KINDS) <= 75
    assert set(COMMON) <= set(KINDS)


def test_every_kind_has_about_ten_words_for_the_place_with_a_label_each():
    for kind in KINDS:
        assert 9 <= len(words_at(kind)) <= 12, kind
        assert not [code for code in words_at(kind) if code not in SITE_WORD_LABELS], kind


def test_every_picture_of_a_word_is_in_its_sprite():
    sprite = (SPRITE.parent / "words.svg").read_text("utf-8")
    assert not [icon for icon in WORD_ICONS.values() if f'id="{icon}"' not in sprite]


def test_kinds_have_the_concept_of_the_open_list_each_its_own():
    concepts = [concept for kind in KINDS if (concept := concept_of(kind))]
    assert len(concepts) == len(set(concepts)) > 40
    # as the list has it: https://openactive.io/activity-list
    assert concept_of("handball") == "https://openactive.io/activity-list#" + HANDBALL
    assert concept_of("homework") is None


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
    assert cost_per_year(Decimal(540)) == Decimal(1080)
    assert cost_per_month(Decimal("545.50")) == Decimal(91)


def test_a_place_at_the_edge_of_the_box_is_as_far_as_the_walk():
    school = Point(59.1, 6.0)
    high, _wide = walking_box(school, 30)
    assert walking_minutes(school, Point(59.1 + high, 6.0)) in (30, 31)
    assert walking_minutes(school, None) is None

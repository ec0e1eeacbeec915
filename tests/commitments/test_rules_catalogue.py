"""The catalogue of commitments is complete and its rules can be read."""

import pytest

from allemed.commitments.rules import (
    CATALOGUE,
    STARTER_SET,
    Evidence,
    Level,
    find_line,
    parse_due,
)
from allemed.commitments.rules.texts import TEXTS


def test_there_are_twenty_lines_numbered_in_order():
    assert [line.code for line in CATALOGUE] == [f"C{number:02}" for number in range(1, 21)]
    assert set(TEXTS) == {line.code for line in CATALOGUE}


@pytest.mark.parametrize("line", CATALOGUE, ids=lambda line: line.code)
def test_every_line_has_its_words_in_four_languages_and_a_rule_that_can_be_stored(line):
    assert set(line.texts) == {"nb", "nn", "sv", "en"}
    assert all(text.strip() == text and text for text in line.texts.values())
    assert line.evidence
    for country in ("NO", "SE"):
        assert parse_due(line.due_text(country))
        assert len(line.due_text(country)) <= 80


@pytest.mark.parametrize("line", CATALOGUE, ids=lambda line: line.code)
def test_nynorsk_texts_have_no_words_that_are_bokmal_only(line):
    words = set(line.texts["nn"].lower().replace(",", " ").replace(":", " ").replace(";", " ").split())
    bokmal = {
        "ikke",
        "hva",
        "hvem",
        "hvor",
        "en",
        "fra",
        "uten",
        "foreningen",
        "lånes",
        "plasser",
        "hver",
        "søker",
    }
    assert not words & bokmal


def test_levels_are_as_the_catalogue_says():
    conditions = {line.code for line in CATALOGUE if line.level == Level.CONDITION}
    assert conditions == {"C01", "C03", "C04", "C05", "C07", "C08", "C19", "C20"}
    assert {line.code for line in CATALOGUE if line.level == Level.VOLUNTARY} == {"C12"}


def test_a_certificate_is_shown_and_never_handed_in():
    assert Evidence.DOCUMENT not in find_line("C05").evidence


def test_the_report_is_counted_from_the_annual_meeting_in_sweden():
    assert find_line("C20").due_text("NO") == "Y+31 yearly"
    assert find_line("C20").due_text("SE") == "A+30 yearly"


def test_the_starter_set_is_in_the_catalogue():
    assert len(STARTER_SET) == 8 and all(find_line(code) for code in STARTER_SET)
    assert find_line("C21") is None

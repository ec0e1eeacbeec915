"""What could tell who is meant is found where it stands, and ordinary words are left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from allemed.needs.rules import NeedStatus, may_move, median_days
from allemed.needs.rules.identifying import MarkKind, find_marks, pieces
from allemed.needs.rules.training import CARDS

NAMES = {"Amir", "Sol", "Kari", "Nordbø"}


def marked(text: str, places=()) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.kind) for mark in find_marks(text, NAMES, places)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amir kom for sent", [("Amir", "name")]),
        ("Amirs mor ringte Nordbø", [("Amirs", "name"), ("Nordbø", "name")]),
        ("Barnet er 9 år", [("9 år", "age")]),
        ("en 12-åring", [("12-åring", "age")]),
        ("født i 2016", [("født i 2016", "age")]),
        ("elev på Ås skole", [("Ås skole", "school")]),
        ("ring 912 34 567", [("912 34 567", "phone")]),
        ("skriv til ola@example.org i dag", [("ola@example.org", "email")]),
        ("fra 14.11.2026", [("14.11.2026", "date")]),
        ("siden 3. mars", [("3. mars", "date")]),
    ],
)
def test_what_could_tell_who_is_meant_is_found_where_it_stands(text, expected):
    assert marked(text) == expected


def test_a_known_place_counts_as_a_school_whatever_its_name():
    assert marked("Hun går på fjellheim", ("Fjellheim",)) == [("fjellheim", MarkKind.SCHOOL)]


def test_ordinary_words_are_left_alone():
    for text in (
        "Et barn kom ikke fram i tide",
        "Vi flyttet gruppa en time",
        "Når det er sol, er vi ute",
        "5 par sko til 200 kr",
    ):
        assert marked(text) == [], text


def test_the_pieces_put_together_are_the_text():
    text = "Amir på Ås skole, 9 år."
    cut = pieces(text, find_marks(text, NAMES))
    assert "".join(part for part, _kind in cut) == text
    assert [kind for _part, kind in cut if kind] == [MarkKind.NAME, MarkKind.SCHOOL, MarkKind.AGE]


def test_nothing_becomes_new_again_and_what_was_closed_may_be_taken_up():
    assert not may_move(NeedStatus.ON_IT, NeedStatus.NEW)
    assert may_move(NeedStatus.CANNOT, NeedStatus.SOLVED)


def test_the_time_to_an_answer_is_the_one_in_the_middle():
    start = datetime(2026, 11, 2, tzinfo=UTC)
    asked = [(start, start + timedelta(days=days)) for days in (1, 2, 40)]
    assert (median_days(asked), median_days([])) == (2, None)


def test_every_training_card_has_its_words_in_the_four_languages_of_staff():
    for card in CARDS:
        assert set(card.texts) == {"nb", "nn", "sv", "en"}
        assert len({len(lines) for lines in card.texts.values()}) == 1, card.code

"""Several groups at once: which column of a pasted sheet is which, and what stands in a row."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

MOST_ROWS = 40  # of one page; an association with more posts twice
OLDEST = 25


class GroupColumn(StrEnum):
    """In the order that rows without a heading are read in."""

    NAME = "name"
    BORN = "born"
    TIMES = "times"
    PLACE = "place"
    COST = "cost"
    FREE = "free"
    KIND = "kind"


_WORDS = {  # letters only, small; bokmål, nynorsk, Swedish, English
    GroupColumn.NAME: "navn namn name gruppe grupp gruppa group lag team gruppenavn",
    GroupColumn.BORN: "født fødd född born årskull årgang årgång fødselsår födelseår birthyear birthyears alder ålder age ages år",
    GroupColumn.TIMES: "tid tider tidspunkt dagogtid dagerogtid dager dagar dag dagochtid time times when dayandtime daysandtimes når",
    GroupColumn.PLACE: "sted stad plats place where hvor hall",
    GroupColumn.COST: "pris kostnad cost price avgift kontingent",
    GroupColumn.FREE: "plasser plassar platser ledigeplasser ledigeplassar ledigaplatser ledige spots places free freeplaces",
    GroupColumn.KIND: "type aktivitet kategori slag activity kind idrett",
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}


def read_columns(cells: Sequence[str]) -> dict[GroupColumn, int] | None:
    """Where each column stands; None if this is no heading (then a row is in the order of `GroupColumn`)."""
    found: dict[GroupColumn, int] = {}
    for place, cell in enumerate(cells):
        column = _BY_WORD.get("".join(sign for sign in unicodedata.normalize("NFC", cell).casefold() if sign.isalpha()))
        if column:
            found.setdefault(column, place)
    return found if GroupColumn.NAME in found or len(found) > 2 else None


def texts_of(rows: Sequence[Sequence[str]]) -> list[dict[GroupColumn, str]]:
    """Each row as texts by column, the heading left out."""
    if not rows:
        return []
    heading = read_columns(rows[0])
    places = heading or {column: place for place, column in enumerate(GroupColumn)}
    body = rows[1:] if heading else rows
    return [
        {column: row[place].strip() if place < len(row) else "" for column, place in places.items()} for row in body
    ]


def read_born(text: str, year: int) -> tuple[int, int] | None:
    """ "2015–2017", "2016" or "G2016": birth years; "8–10" or "8": ages in `year`. None: neither."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not 1 <= len(numbers) <= 2:
        return None
    if all(number <= OLDEST for number in numbers):
        numbers = [year - number for number in numbers]
    low, high = min(numbers), max(numbers)
    return (low, high) if year - OLDEST <= low and high <= year else None

"""What in a text could tell who is meant: found and shown, so that a person can write it differently (domain.md H16)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number


class MarkKind(StrEnum):
    NAME = "name"
    AGE = "age"
    SCHOOL = "school"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"


NEVER = frozenset({MarkKind.PHONE, MarkKind.EMAIL, MarkKind.NUMBER})  # no person may let these through


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a text: from `start` to before `end`."""

    kind: MarkKind
    start: int
    end: int


_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|januari|februari|maj|augusti|december|january|february|march|may|june|july|october"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d(?:[ \u00a0.\-]?\d){5,14}")
_DATE = re.compile(
    r"\b\d{1,2}[./]\s?\d{1,2}(?:[./]\s?\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}\.?\s(?:{_MONTHS})\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b\d{1,2}[ -]?(?:år|åring\w*|års|years?|yrs?|-year-old)\b|\b(?:født|fødd|född|born)\s+(?:i\s+|in\s+)?\d{4}\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:[A-ZÆØÅÄÖ][\wæøåäö]+\s)+(?:skole|skule|skola|ungdomsskole|ungdomsskule|barneskole|barnehage|förskola|school)\b"
    r"|\b[A-ZÆØÅÄÖ][\wæøåäö]+(?:skolen|skulen|skolan|barnehagen)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find_marks(text: str, names: Collection[str], places: Collection[str] = ()) -> list[Mark]:
    """Where `text` could tell who is meant, in order; `names` and `places` are those the database knows."""
    found = sorted(_all_marks(text, names, places), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _all_marks(text: str, names: Collection[str], places: Collection[str]) -> Iterator[Mark]:
    for kind, pattern in (
        (MarkKind.EMAIL, _EMAIL),
        (MarkKind.DATE, _DATE),
        (MarkKind.AGE, _AGE),
        (MarkKind.SCHOOL, _SCHOOL),
    ):
        yield from (Mark(kind, found.start(), found.end()) for found in pattern.finditer(text))
    for found in _NUMBER.finditer(text):
        if not _DATE.fullmatch(found.group()):
            secret = reveals_identity_number(found.group()) or looks_like_identity_number(found.group())
            yield Mark(MarkKind.NUMBER if secret else MarkKind.PHONE, found.start(), found.end())
    known = {name.casefold() for name in names if len(name) > 1}
    for found in _WORD.finditer(text):
        word = found.group()
        if word[:1].isupper() or not word[:1].islower():
            folded = word.casefold()
            if folded in known or folded.removesuffix("s") in known:
                yield Mark(MarkKind.NAME, found.start(), found.end())
    for place in places:
        for found in re.finditer(rf"\b{re.escape(place)}\b", text, re.IGNORECASE):
            yield Mark(MarkKind.SCHOOL, found.start(), found.end())


def pieces(text: str, marks: list[Mark]) -> list[tuple[str, MarkKind | None]]:
    """The text cut at its marks, for showing them: each piece with what it is."""
    cut: list[tuple[str, MarkKind | None]] = []
    at = 0
    for mark in marks:
        if mark.start > at:
            cut.append((text[at : mark.start], None))
        cut.append((text[mark.start : mark.end], mark.kind))
        at = mark.end
    return [*cut, (text[at:], None)] if at < len(text) else cut

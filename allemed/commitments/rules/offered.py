"""What a scheme may ask for: the catalogue's commitments and the municipality's own, and how two versions differ."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from allemed.commitments.rules.catalogue import CATALOGUE, find_line

LANGUAGES = ("nb", "nn", "sv", "en")  # a commitment is written in these
_OWN_CODE = re.compile(r"M(\d{2,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offered:
    """One commitment as a scheme asks for it, or could; `texts` by language code."""

    code: str
    texts: Mapping[str, str]
    level: str
    evidence: tuple[str, ...]
    due_rule: str
    is_for_sport: bool = False


class Part(StrEnum):
    """What of a commitment may differ between two versions."""

    TEXT = "text"
    LEVEL = "level"
    EVIDENCE = "evidence"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Difference:
    """One code in two versions: `was` None: new; `now` None: no longer asked for; else the parts that differ."""

    code: str
    was: Offered | None
    now: Offered | None
    parts: tuple[Part, ...] = ()


def offered_by_catalogue(country: str) -> tuple[Offered, ...]:
    """The catalogue with a country's due rules."""
    return tuple(
        Offered(line.code, line.texts, line.level, line.evidence, line.due_text(country), line.is_for_sport)
        for line in CATALOGUE
    )


def is_own(code: str) -> bool:
    """Is it a commitment of the municipality's own (M01 …)?"""
    return _OWN_CODE.fullmatch(code) is not None


def next_own_code(codes: Iterable[str]) -> str:
    """The code for a new one: a number that was never used."""
    numbers = [int(found[1]) for code in codes if (found := _OWN_CODE.fullmatch(code))]
    return f"M{max(numbers, default=0) + 1:02d}"


def suits(code: str, is_sport: bool) -> bool:
    """Is this asked of such an association? What is only for sports clubs is left out for others."""
    known = find_line(code)
    return is_own(code) if known is None else is_sport or not known.is_for_sport


def differences(was: Iterable[Offered], now: Iterable[Offered]) -> list[Difference]:
    """What the newer version (`now`) asks differently, by code."""
    old, new = ({one.code: one for one in some} for some in (was, now))
    found = []
    for code in sorted(old.keys() | new.keys()):
        before, after = old.get(code), new.get(code)
        parts = _parts(before, after) if before and after else ()
        if parts or before is None or after is None:
            found.append(Difference(code, before, after, parts))
    return found


def _parts(was: Offered, now: Offered) -> tuple[Part, ...]:
    pairs = {
        Part.TEXT: (dict(was.texts), dict(now.texts)),
        Part.LEVEL: (was.level, now.level),
        Part.EVIDENCE: (set(was.evidence), set(now.evidence)),
        Part.DUE: (was.due_rule, now.due_rule),
    }
    return tuple(part for part, (before, after) in pairs.items() if before != after)

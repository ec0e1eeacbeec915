"""One row of an import made clean: what is wrong is left out and said, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from allemed.associations.rules.columns import Column
from allemed.associations.rules.problems import Problem, ProblemCode
from allemed.associations.rules.websites import safe_website
from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number

LONGEST = {
    Column.NAME: 120,
    Column.PURPOSE: 200,
    Column.CATEGORY: 40,
    Column.AGE_GROUPS: 60,
    Column.ADDRESS: 120,
    Column.POSTCODE: 10,
    Column.TOWN: 60,
}
_EMAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@[a-z0-9æøåäö.\-]{1,180}\.[a-z]{2,24}", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # invisible, but part of how some scripts are written

Check = Callable[[str], str | None]  # the text in its plain form, or None if it is not right


@dataclass(frozen=True, slots=True)
class Checks:
    """What a country knows: its organisation numbers, its phone numbers, how long a postcode is."""

    organisation_number: Check
    phone: Check
    postcode_length: int = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A clean row; the fields are named as the association's own. An empty text: not given."""

    number: int
    name: str
    organisation_number: str | None = None
    purpose: str = ""
    category: str = ""
    age_groups: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CleanedRow:
    """`row` is None when it was refused; the problems say why."""

    row: Row | None
    problems: tuple[Problem, ...]


def clean_row(
    number: int,
    cells: Sequence[str],
    places: Mapping[Column, int],
    checks: Checks,
) -> CleanedRow:
    """Clean the cells of row `number`.

    Refused: a row without a name, and one that holds what looks like a personal identity number, also in a cell
    that is not used.
    """
    found = {column: _clean(cells[place]) for column, place in places.items() if place < len(cells)}
    used = set(places.values())
    refusal = _refusal(found, [cell for place, cell in enumerate(cells) if place not in used])
    if refusal is not None:
        return CleanedRow(None, (Problem(refusal[0], number, refusal[1]),))
    problems: list[Problem] = []
    values: dict[str, str | None] = {}
    for column, text in found.items():
        value, wrong = _read(column, text, checks)
        values[str(column)] = value
        if wrong is not None:
            problems.append(Problem(wrong, number, column))
    return CleanedRow(Row(number=number, **values), tuple(problems))  # type: ignore[arg-type]


def is_email(text: str) -> bool:
    """Does `text` look like an e-mail address? Sending to it is the only real proof."""
    return bool(_EMAIL.fullmatch(text))


def _clean(cell: str) -> str:
    """One form of each letter, one space between words, nothing invisible that could hide or turn text round."""
    spaced = " ".join(unicodedata.normalize("NFC", cell).split())
    return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C" or sign in _JOINERS).strip()


def _refusal(found: Mapping[Column, str], others: Sequence[str]) -> tuple[ProblemCode, Column | None] | None:
    if any(reveals_identity_number(text, bare_ten_digits=False) for text in others):
        return ProblemCode.IDENTITY_NUMBER, None
    for column, text in found.items():
        with_bare = column not in (Column.PHONE, Column.WEBSITE)
        if reveals_identity_number(text, bare_ten_digits=with_bare):
            return ProblemCode.IDENTITY_NUMBER, column
    if looks_like_identity_number(found.get(Column.ORGANISATION_NUMBER, "")):
        return ProblemCode.IDENTITY_NUMBER, Column.ORGANISATION_NUMBER
    return None if found.get(Column.NAME) else (ProblemCode.NAME_MISSING, Column.NAME)


def _read(column: Column, text: str, checks: Checks) -> tuple[str | None, ProblemCode | None]:
    """The value to keep, and what was wrong with the text, if anything."""
    if column == Column.ORGANISATION_NUMBER:
        valid = checks.organisation_number(_plain_number(text)) if text else None
        return valid, ProblemCode.NUMBER_WRONG if text and not valid else None
    if column == Column.WEBSITE:
        website = safe_website(text) or ""
        return website, ProblemCode.WEBSITE_UNSAFE if text and not website else None
    if column == Column.EMAIL:
        email = text if is_email(text) else ""
        return email, ProblemCode.EMAIL_WRONG if text and not email else None
    if column == Column.PHONE:
        phone = checks.phone(text) or "" if text else ""
        return phone, ProblemCode.PHONE_WRONG if text and not phone else None
    if column == Column.POSTCODE:
        text = _postcode(text, checks.postcode_length)
    longest = LONGEST[column]
    return text[:longest].strip(), ProblemCode.SHORTENED if len(text) > longest else None


def _plain_number(text: str) -> str:
    """Without what people and spreadsheets put around it: "NO 995 065 924 MVA", "995065924.0"."""
    text = re.sub(r"\.0+$", "", text.upper())
    return re.sub(r"^(NO|SE)|(MVA|FORETAKSREGISTERET)$|[\s.\-]", "", re.sub(r"\s", "", text))


def _postcode(text: str, length: int) -> str:
    """A spreadsheet's number gets its leading zeros back; "123 45" is 12345."""
    plain = re.sub(r"\.0+$", "", text).replace(" ", "")
    return plain.zfill(length) if plain.isascii() and plain.isdecimal() else text

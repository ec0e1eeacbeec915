"""A list of grants: which column is which, and one row made clean. A row that is not plain is refused, with the reason."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from allemed.commitments.rules.amounts import NotPlain, read_amount, read_day, read_year
from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number


class GrantColumn(StrEnum):
    """The columns a grant list may have."""

    ORGANISATION_NUMBER = "organisation_number"
    NAME = "name"
    AMOUNT = "amount"
    SCHEME = "scheme"
    YEAR = "year"
    DECIDED_ON = "decided_on"
    SEASON_STARTS_ON = "season_starts_on"
    ANNUAL_MEETING_ON = "annual_meeting_on"


C = GrantColumn
_WORDS = {  # letters only, small; bokmål, nynorsk, Swedish, English
    C.ORGANISATION_NUMBER: "organisasjonsnummer orgnummer orgnr organisasjonsnr organisationsnummer organisationsnr"
    " organisationnumber organizationnumber orgnumber orgno",
    C.NAME: "navn namn name foreningsnavn foreiningsnamn föreningsnamn organisasjonsnavn organisasjonsnamn lagsnavn lag"
    " forening foreining förening organisasjon lagetsnavn lagetsnamn søker søkjar sökande mottaker mottakar mottagare association club recipient applicant",
    C.AMOUNT: "beløp tildelt tildeltbeløp tildeltsum innvilget innvilga innvilgetbeløp innvilgabeløp tilskudd tilskot"
    " tilskuddsbeløp tilskotsbeløp vedtattbeløp vedtekebeløp beløpkr tilskuddkr tilskotkr beløpinok belopp beloppkr"
    " beviljat beviljatbelopp bidrag bidragsbelopp beloppisek amount amountgranted granted grant award",
    C.SCHEME: "ordning tilskuddsordning tilskotsordning tilskuddstype tilskotstype bidragstyp bidragsform bidragsordning"
    " stödform scheme grantscheme",
    C.YEAR: "år tilskuddsår tilskotsår bidragsår budsjettår year",
    C.DECIDED_ON: "vedtatt vedteke vedtaksdato vedtaksdag dato beslutsdatum beslutsdag beslutat datum decided decidedon"
    " decisiondate date",
    C.SEASON_STARTS_ON: "sesongstart sesongenstarter sesongenstartar säsongsstart säsongstart seasonstart seasonstartson",
    C.ANNUAL_MEETING_ON: "årsmøte årsmøtedato årsmöte årsmötesdatum annualmeeting annualmeetingon",
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
_DAYS = (C.DECIDED_ON, C.SEASON_STARTS_ON, C.ANNUAL_MEETING_ON)


class GrantProblem(StrEnum):
    """Why a row, or a part of it, is not taken. All but NUMBER_WRONG refuse the row."""

    IDENTITY_NUMBER = "identity_number"
    NAME_MISSING = "name_missing"
    NUMBER_WRONG = "number_wrong"  # the name may still be found
    AMOUNT_MISSING = "amount_missing"
    AMOUNT_WORDS = "amount_words"
    AMOUNT_UNCLEAR = "amount_unclear"
    AMOUNT_OTHER_CURRENCY = "amount_other_currency"
    AMOUNT_NOTHING = "amount_nothing"
    AMOUNT_TOO_LARGE = "amount_too_large"
    YEAR_WRONG = "year_wrong"
    DAY_WRONG = "day_wrong"
    SCHEME_UNKNOWN = "scheme_unknown"
    SCHEME_NOT_VALID = "scheme_not_valid"
    NOT_FOUND = "not_found"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about a row; `number` as a spreadsheet shows it. Never holds what stood in the cell."""

    problem: GrantProblem
    number: int


@dataclass(frozen=True, slots=True)
class GrantHeader:
    """Where each column stands; `double`: two columns could be the amount, so none is taken."""

    places: Mapping[GrantColumn, int]
    is_double: bool
    unknown_count: int

    @property
    def missing(self) -> tuple[GrantColumn, ...]:
        """What the file needs and does not have."""
        who = () if {C.ORGANISATION_NUMBER, C.NAME} & set(self.places) else (C.ORGANISATION_NUMBER,)
        return who if C.AMOUNT in self.places else (*who, C.AMOUNT)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A clean row. What the file does not say is None, and an empty text."""

    number: int
    amount: Decimal
    organisation_number: str | None = None
    name: str = ""
    scheme: str = ""
    year: int | None = None
    days: Mapping[GrantColumn, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CleanedGrant:
    """`row` is None when it was refused; the remarks say why."""

    row: GrantRow | None
    remarks: tuple[Remark, ...] = ()


def read_grant_header(cells: Sequence[str]) -> GrantHeader:
    """Recognise the columns. Of two with the same meaning the first counts, but never for the amount."""
    places: dict[GrantColumn, int] = {}
    unknown, is_double = 0, False
    for place, cell in enumerate(cells):
        column = _BY_WORD.get(_letters(cell))
        if column is None:
            unknown += bool(cell.strip())
        else:
            is_double |= column == C.AMOUNT and column in places
            places.setdefault(column, place)
    return GrantHeader(places, is_double, unknown)


def _letters(cell: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", cell).casefold() if sign.isalpha())


def clean_grant(
    number: int,
    cells: Sequence[str],
    places: Mapping[GrantColumn, int],
    valid_number: Callable[[str], str | None],
    currency: str,
) -> CleanedGrant:
    """One row made clean. `valid_number`: an organisation number in its plain form, or None. Refused is never kept."""
    found = {column: _clean(cells[place]) for column, place in places.items() if place < len(cells)}
    refused = _refusal(found, cells)
    amount = read_amount(found.get(C.AMOUNT, ""), currency)
    if refused is None and isinstance(amount, NotPlain):
        refused = GrantProblem(f"amount_{amount}")
    year, days = read_year(found.get(C.YEAR, "")), {one: read_day(found[one]) for one in _DAYS if found.get(one)}
    if refused is None and found.get(C.YEAR) and year is None:
        refused = GrantProblem.YEAR_WRONG
    if refused is None and None in days.values():
        refused = GrantProblem.DAY_WRONG
    if refused is not None or isinstance(amount, NotPlain):
        return CleanedGrant(None, (Remark(refused or GrantProblem.AMOUNT_WORDS, number),))
    written = found.get(C.ORGANISATION_NUMBER, "")
    valid = valid_number(written) if written else None
    row = GrantRow(
        number, amount, valid, found.get(C.NAME, "")[:120], found.get(C.SCHEME, "")[:80], year,
        {one: day for one, day in days.items() if day},
    )  # fmt: skip
    if not valid and not row.name:
        return CleanedGrant(
            None, (Remark(GrantProblem.NUMBER_WRONG if written else GrantProblem.NAME_MISSING, number),)
        )
    return CleanedGrant(row, (Remark(GrantProblem.NUMBER_WRONG, number),) if written and not valid else ())


def _clean(cell: str) -> str:
    spaced = " ".join(unicodedata.normalize("NFC", cell).split())
    return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").strip()


def _refusal(found: Mapping[GrantColumn, str], cells: Sequence[str]) -> GrantProblem | None:
    """A personal identity number anywhere, also in a cell that is not used."""
    number = found.get(C.ORGANISATION_NUMBER, "")
    if looks_like_identity_number(number) or any(reveals_identity_number(one, bare_ten_digits=False) for one in cells):
        return GrantProblem.IDENTITY_NUMBER
    if any(reveals_identity_number(found.get(one, "")) for one in (C.NAME, C.ORGANISATION_NUMBER)):
        return GrantProblem.IDENTITY_NUMBER
    return None

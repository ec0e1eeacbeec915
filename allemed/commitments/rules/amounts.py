"""Amounts, years and days as people write them in a list. What is not plainly one value is refused, never guessed."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

LARGEST = Decimal(99_999_999)
_SPACES = "\u0020\u00a0\u2009\u202f"
_CURRENCY = r"(?P<{0}>kr\.?|nok|sek|kroner|kronor)?"
_NUMBER = re.compile(
    rf"{_CURRENCY.format('before')}[{_SPACES}]*"
    rf"(?P<whole>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?!\.)|\d{{1,9}})"
    rf"(?:[.,](?P<part>\d{{1,2}})|(?:,|:)[-–])?"
    rf"[{_SPACES}]*{_CURRENCY.format('after')}",
    re.IGNORECASE | re.ASCII,
)
_ONE_COMMA_AND_THREE = re.compile(r"\D*\d{1,3},\d{3}\D*")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?", re.ASCII)
_DOTTED_DAY = re.compile(r"(\d{1,2})\.[ ]?(\d{1,2})\.[ ]?(\d{4})", re.ASCII)


class NotPlain(StrEnum):
    """Why a text is not taken."""

    MISSING = "missing"
    WORDS = "words"  # prose: "ca 10 000 + leie"
    UNCLEAR = "unclear"  # "10,000": ten, or ten thousand?
    OTHER_CURRENCY = "other_currency"
    NOTHING = "nothing"  # 0 is no grant
    TOO_LARGE = "too_large"


def read_amount(text: str, currency: str) -> Decimal | NotPlain:
    """The one amount that `text` is, in the country's `currency` (NOK, SEK), or why it is none."""
    text = text.strip()
    if not text:
        return NotPlain.MISSING
    if _ONE_COMMA_AND_THREE.fullmatch(text):
        return NotPlain.UNCLEAR
    found = _NUMBER.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return NotPlain.WORDS
    if (found["before"] or found["after"] or "").upper() in {"NOK", "SEK"} - {currency}:
        return NotPlain.OTHER_CURRENCY
    amount = Decimal(re.sub(rf"[{_SPACES}.]", "", found["whole"]) + "." + (found["part"] or "0")).quantize(
        Decimal("0.01")
    )
    if not amount:
        return NotPlain.NOTHING
    return amount if amount <= LARGEST else NotPlain.TOO_LARGE


def read_year(text: str) -> int | None:
    """A year of this century, or None: "2025/2026" is none."""
    return int(text) if re.fullmatch(r"20\d\d", text.strip(), re.ASCII) else None


def read_day(text: str) -> date | None:
    """A day written 2026-10-01 or 1.10.2026, or None. With slashes nobody knows which number is the month."""
    text = text.strip()
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DOTTED_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None

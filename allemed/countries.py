"""What differs between countries, as data: money, organisation numbers, holidays, words."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from allemed.config import settings


@dataclass(frozen=True)
class CountryProfile:
    """One country. `organisation_numbers` is python-stdnum's module."""

    code: str
    currency: str
    currency_sign: str  # beside an amount that is typed
    organisation_numbers: object
    default_language: str
    zone: str
    child_help: str  # children's emergency line
    emergency: str
    postcode_length: int
    complaint_board: str  # where accessibility is complained about, and its address
    complaint_address: str
    school_weeks: tuple[int, ...]  # without school, in most of the country; each municipality's own may differ
    first_weekday: int = 0  # Monday; of the country, not of the reader's language

    def organisation_number(self, text: str) -> str | None:
        """The number without spaces, or None if it isn't a valid one."""
        try:
            return self.organisation_numbers.validate(text)
        except ValidationError:
            return None

    def phone_number(self, text: str) -> str | None:
        """The number with its country's code (E.164), ours if none is written; None if it isn't a valid one."""
        try:
            number = phonenumbers.parse(text, self.code)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_valid_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def is_working_day(self, day: date) -> bool:
        """Neither a weekend nor a public holiday."""
        return day.weekday() < 5 and day not in _holidays(self.code, day.year)

    def days_off(self, first: date, last: date) -> list[tuple[date, date]]:
        """A suggestion for a season: school holidays of most of the country, and public holidays that are no Sunday."""
        spans = []
        for year in range(first.year - 1, last.year + 1):
            easter = _easter(year)
            spans += [
                (date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)) for week in self.school_weeks
            ]
            spans += [
                (date(year, 12, 21), date(year + 1, 1, 2)),
                (easter - timedelta(days=6), easter + timedelta(days=1)),
            ]
            spans += [(day, day) for day in _holidays(self.code, year) if day.weekday() != 6]
        return sorted((start, end) for start, end in spans if end >= first and start <= last)

    def after_working_days(self, start: date, days: int) -> date:
        """The working day that is `days` working days after `start`."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; 0 if `end` isn't later."""
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def _easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(64)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year; computing them anew for each day takes a hundred times as long.

    Imported here: it takes a sixth of a start, and most pages ask for no working day.
    """
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))


PROFILES = {
    "NO": CountryProfile(
        "NO", "NOK", "kr", norwegian, "nb", "Europe/Oslo", "116 111", "112", 4,
        "Diskrimineringsnemnda", "https://www.diskrimineringsnemnda.no/", (8, 40),
    ),
    "SE": CountryProfile(
        "SE", "SEK", "kr", swedish, "sv", "Europe/Stockholm", "116 111", "112", 5,
        "Digg", "https://www.digg.se/tdosanmalan", (9, 44),
    ),
}  # fmt: skip


def profile() -> CountryProfile:
    """The profile of the running municipality."""
    return PROFILES[settings().country]

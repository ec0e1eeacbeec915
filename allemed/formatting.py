"""Dates, times and money as the reader's language writes them; remembered per value and language."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.numbers import format_decimal
from flask import Flask
from markupsafe import Markup

from allemed import clock
from allemed.config import settings
from allemed.countries import profile
from allemed.locales import language, ngettext

_REGION = {"en": "en_GB"}  # day before month, as all around the reader write it


@lru_cache(4096)
def _date(day: date, style: str, code: str) -> str:
    """Ukrainian and Russian write "year" behind it: its full stop would stand twice at the end of a sentence."""
    return re.sub(r"\s[рг]\.$", "", format_date(day, style, locale=_REGION.get(code, code)))


@lru_cache(4096)
def _weekday_and_day(day: date, code: str) -> str:
    """The locale's own short form, with its names written out: Babel does not stretch a skeleton itself."""
    place = _REGION.get(code, code)
    pattern = Locale.parse(place).datetime_skeletons["MMMEd"].pattern
    return format_date(day, re.sub("M+", "MMMM", re.sub("E+", "EEEE", pattern)), locale=place)


@lru_cache(4096)
def _day_and_month(day: date, code: str) -> str:
    return format_skeleton("MMMd", day, locale=_REGION.get(code, code))


@lru_cache(4096)
def _money(amount: Decimal, sign: str, code: str) -> str:
    """With the sign that stands on every price here (kr): no family has seen "NOK" in a shop."""
    number = "#,##0" if amount == amount.to_integral() else "#,##0.00"
    return format_decimal(
        amount, format=f"'{sign}'\xa0{number}" if code == "en" else f"{number}\xa0'{sign}'", locale=code
    )


@lru_cache(256)
def _day_names(width: str, code: str) -> dict[int, str]:
    """Babel keeps a name that Nynorsk borrows in data it shares with Bokmål; the names of "format" it never borrows."""
    context = "format" if width in ("wide", "short") else "stand-alone"
    return dict(get_day_names(width, context, locale=code))


def date_text(day: date | datetime, style: str = "long") -> str:
    """`style`: short, medium, long, full, weekday (Tuesday 24 November), or day (24 Nov)."""
    if isinstance(day, datetime):
        day = clock.local(day, settings().zone).date()
    if style == "weekday":
        return _weekday_and_day(day, language().code)
    if style == "day":
        return _day_and_month(day, language().code)
    return _date(day, style, language().code)


def time_text(value: time | datetime) -> str:
    """24-hour clock with Latin digits, whatever the language."""
    if isinstance(value, datetime):
        value = clock.local(value, settings().zone).time()
    return f"{value:%H:%M}"


def time_span(starts: time, ends: time) -> Markup:
    """17:00–18:15, kept left-to-right in any text."""
    return Markup('<bdi dir="ltr">{}–{}</bdi>').format(time_text(starts), time_text(ends))


def moment_text(value: datetime) -> str:
    """Date and time of a moment on the wall clock of the municipality."""
    return f"{date_text(value, 'weekday')} {time_text(value)}"


def weekday_name(number: int, width: str = "wide") -> str:
    """0 is Monday; `width`: wide, abbreviated, narrow, short."""
    return _day_names(width, language().code)[number]


def weekdays() -> list[int]:
    """The days of the week (0 is Monday) from the first one of the country, whatever the reader's language says."""
    return [(profile().first_weekday + number) % 7 for number in range(7)]


def money(amount: Decimal | int) -> str:
    """An amount with the country's own sign, without decimals where there are none."""
    return _money(Decimal(amount), profile().currency_sign, language().code)


def days_ago(day: date | datetime) -> str:
    """ "today", "3 days ago"."""
    if isinstance(day, datetime):
        day = clock.local(day, settings().zone).date()
    days = (clock.today(settings().zone) - day).days
    return ngettext("%(num)s day ago", "%(num)s days ago", days) if days > 0 else ngettext("today", "today", 1)


def number_span(low: int, high: int) -> Markup:
    """7–9, kept left-to-right in any text."""
    if low == high:
        return Markup("<bdi>{}</bdi>").format(low)
    return Markup('<bdi dir="ltr">{}–{}</bdi>').format(low, high)


@lru_cache(4096)
def _phone(number: str, country: str) -> str:
    read = phonenumbers.parse(number, country)
    at_home = phonenumbers.region_code_for_number(read) == country
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(read, shape)


def phone_text(number: str) -> str:
    """A stored phone number (E.164) as people of the country write it."""
    try:
        return _phone(number, settings().country)
    except phonenumbers.NumberParseException:
        return number


def comma() -> str:
    """Between the words of a list, as the reader's script writes it."""
    return "، " if language().direction == "rtl" else ", "


def prepare(app: Flask) -> None:
    """Give templates these functions, as filters and as globals."""
    functions = {
        "date": date_text, "time": time_text, "time_span": time_span, "moment": moment_text,
        "weekday_name": weekday_name, "weekdays": weekdays, "money": money, "days_ago": days_ago,
        "number_span": number_span, "phone": phone_text, "comma": comma,
    }  # fmt: skip
    app.jinja_env.filters.update(functions)
    app.jinja_env.globals.update(functions)

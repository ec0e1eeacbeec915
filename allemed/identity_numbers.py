"""Finds personal identity numbers in text, so that they can be refused. Nothing here ever returns the number.

Norway: eleven digits with two check digits (Skatteetaten's rules for the birth number, D-number and test numbers;
numbers given out from 2032 on have a looser first check digit). Sweden: ten or twelve digits with Luhn's check digit
(Skatteverket's rules for personnummer and samordningsnummer).
"""

import re
from datetime import date

_GAP = r"[ \u00a0.\-]?"
_NORWEGIAN = re.compile(rf"(?<!\d)(?=(\d(?:{_GAP}\d){{10}})(?!\d))")
_SWEDISH = re.compile(r"(?<!\d)(?=((?:\d\d)?\d{6}[ \u00a0]?[-+][ \u00a0]?\d{4}|\d{12}|\d{8}[ \u00a0]\d{4})(?!\d))")
_SWEDISH_BARE = re.compile(r"(?<!\d)(\d{10})(?!\d)")

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FIRST_REMAINDERS = {0, 1, 2, 3}  # 0 today; 1 to 3 as well from 2032


def reveals_identity_number(text: str, *, bare_ten_digits: bool = True) -> bool:
    """Does `text` hold a valid personal identity number of Norway or Sweden, spaces and dashes allowed?

    `bare_ten_digits`: also look at ten digits without a dash; leave it out where phone numbers stand.
    """
    if any(_is_norwegian(_digits(found)) for found in _NORWEGIAN.findall(text)):
        return True
    if any(_is_swedish(_digits(found)) for found in _SWEDISH.findall(text)):
        return True
    return bare_ten_digits and any(_is_swedish(_digits(found)) for found in _SWEDISH_BARE.findall(text))


def looks_like_identity_number(text: str) -> bool:
    """Could the whole of `text` be one with a slip in it: right length and a date in front, check digits aside?"""
    found = _digits(text)
    if re.search(r"[^\d\s.+\-]", text.strip()):
        return False
    if len(found) == 11:
        return _norwegian_date(found)
    return len(found) in (10, 12) and _swedish_date(found[-10:])


def _digits(text: str) -> str:
    """Plain digits only; digits of other scripts count as well."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def _is_norwegian(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    first = sum(weight * number for weight, number in zip(_FIRST_WEIGHTS, numbers, strict=False)) % 11
    second = sum(weight * number for weight, number in zip(_SECOND_WEIGHTS, numbers, strict=True)) % 11
    return first in _FIRST_REMAINDERS and second == 0 and _norwegian_date(digits)


def _norwegian_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day > 40:  # D-number
        day -= 40
    for added in (80, 65, 40):  # test and helper numbers
        if month > added:
            month -= added
            break
    return _is_date(year, month, day)


def _is_swedish(digits: str) -> bool:
    if len(digits) == 12 and digits[:2] not in ("18", "19", "20"):
        return False
    last_ten = digits[-10:]
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(last_ten))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0 and _swedish_date(last_ten)


def _swedish_date(ten_digits: str) -> bool:
    year, month, day = int(ten_digits[:2]), int(ten_digits[2:4]), int(ten_digits[4:6])
    return _is_date(year, month, day - 60 if day > 60 else day)


def _is_date(year: int, month: int, day: int) -> bool:
    """Is this a day of some century? Two digits don't say which, and 29 February needs only one of them."""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False

"""Finding personal identity numbers. Every number here is made by the rule of check digits, none is a person's."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number

days = st.dates(date(1910, 1, 1), date(2039, 12, 31))


def norwegian(day, running, *, more_day=0, more_month=0):
    """A number with right check digits for an invented day and running number, or None where there is none."""
    front = f"{day.day + more_day:02}{day.month + more_month:02}{day.year % 100:02}{running:03}"
    first = -sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), front, strict=True)) % 11
    second = -sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), f"{front}{first % 10}", strict=True)) % 11
    return None if 10 in (first, second) else f"{front}{first}{second}"


def swedish(day, running, *, more_day=0):
    front = f"{day.year % 100:02}{day.month:02}{day.day + more_day:02}{running:03}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(front)]
    return f"{front}{-sum(n // 10 + n % 10 for n in doubled) % 10}"


@given(days, st.integers(0, 999), st.sampled_from([0, 40]), st.sampled_from([0, 40, 65, 80]))
def test_a_norwegian_birth_number_or_d_number_is_found(day, running, more_day, more_month):
    number = norwegian(day, running, more_day=more_day, more_month=more_month)
    assume(number)
    assert reveals_identity_number(number)
    assert reveals_identity_number(f"Ola {number[:6]} {number[6:]}, ring meg")
    assert reveals_identity_number(" ".join(number))


@given(days, st.integers(0, 999), st.sampled_from([0, 60]))
def test_a_swedish_personal_number_is_found_with_dash_plus_or_century(day, running, more_day):
    number = swedish(day, running, more_day=more_day)
    century = str(day.year)[:2]
    for text in (f"{number[:6]}-{number[6:]}", f"{number[:6]}+{number[6:]}", f"{century}{number}", number):
        assert reveals_identity_number(f"hon: {text}.")
    assert reveals_identity_number(f"{century}{number[:6]}-{number[6:]}")


def test_a_number_in_digits_of_another_script_is_found():
    number = norwegian(date(2015, 3, 4), 512) or norwegian(date(2015, 3, 4), 513)
    assert reveals_identity_number(number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tirsdager kl. 17.30-18.30",
        "ring 912 34 567",
        "+47 912 34 567",
        "070-123 45 67",
        "årskull 2014-2017",
        "12345678901",
    ],
)
def test_ordinary_notes_are_left_alone(text):
    assert not reveals_identity_number(text)


@given(st.integers(200_000_000, 999_999_999))
def test_nine_digits_are_never_taken_for_a_person(number):
    assert not reveals_identity_number(str(number))


@given(days, st.integers(0, 999), st.integers(1, 9))
def test_a_longer_row_of_digits_is_not_a_number_of_a_person(day, running, digit):
    number = norwegian(day, running)
    assume(number)
    assert not reveals_identity_number(f"{digit}{number}{digit}{digit}")


def test_ten_digits_without_a_dash_can_be_left_out_where_phone_numbers_stand():
    number = swedish(date(2007, 1, 23), 456)
    assert reveals_identity_number(number)
    assert not reveals_identity_number(number, bare_ten_digits=False)


def test_a_slip_in_the_check_digits_still_looks_like_a_person():
    assert looks_like_identity_number("048315 12345")
    assert looks_like_identity_number("19150304-1234")
    assert not looks_like_identity_number("995065924")
    assert not looks_like_identity_number("559900-1234"), "a Swedish organisation number has no such month"
    assert not looks_like_identity_number("tel 04831512345")


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert reveals_identity_number(text) in (True, False)
    assert looks_like_identity_number(text) in (True, False)


@pytest.mark.parametrize("text", ["1" * 50_000, "1 " * 25_000, "010115-" * 7000, "-" * 50_000])
def test_long_input_is_answered_at_once(text):
    reveals_identity_number(text)

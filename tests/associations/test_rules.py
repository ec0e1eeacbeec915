"""The decisions of an import: columns, clean rows, safe web addresses, and what is new or changed. Invented data."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.associations.rules import (
    Checks,
    Column,
    Known,
    Outcome,
    ProblemCode,
    Row,
    clean_row,
    compare,
    compare_rows,
    fold,
    read_header,
    safe_website,
    sorting_key,
)

FEW = settings(max_examples=50, deadline=None)
PERSON = "01810050019"  # a test number: its month is 81
PLACES = {column: place for place, column in enumerate(Column)}


def check(text):
    """An invented country: organisation numbers have nine digits and begin with 9."""
    return text if len(text) == 9 and text.isdecimal() and text.startswith("9") else None


def check_phone(text):
    digits = "".join(sign for sign in text if sign in "+0123456789")
    return digits if len(digits) >= 8 else None


CHECKS = Checks(check, check_phone)


def clean(**values):
    return clean_row(7, [values.get(column, "") for column in Column], PLACES, CHECKS)


def codes(cleaned):
    return [problem.code for problem in cleaned.problems]


# Columns


@pytest.mark.parametrize(
    "header",
    [
        "Organisasjonsnummer;Navn;Formål;Kategori;Aldersgrupper;Adresse;Postnummer;Poststed;Hjemmeside;E-post;Telefon",
        "Org.nr;Namn;Føremål;Kategori;Aldersgrupper;Adresse;Postnr.;Poststad;Heimeside;Epost;Tlf",
        "Orgnr;Föreningsnamn;Ändamål;Kategori;Åldersgrupper;Adress;Postnummer;Ort;Hemsida;E-post;Telefon",
        " ORG. NR ;NAME;Purpose;Category;Age groups;Address;Postcode;Town;Website;E-mail;Phone",
    ],
)
def test_columns_are_recognised_in_four_languages(header):
    assert read_header(header.split(";")).places == PLACES


def test_columns_may_stand_in_any_order_beside_ones_we_do_not_know():
    header = read_header(["Farge", "Telefon", "", "Navn"])
    assert header.places == {Column.PHONE: 1, Column.NAME: 3}
    assert header.unknown_count == 1 and header.missing == ()


def test_a_file_without_names_says_which_column_is_missing():
    assert read_header(["Postnummer", "Farge"]).missing == (Column.NAME,)


def test_of_two_columns_with_one_meaning_the_first_counts():
    assert read_header(["Navn", "Name"]).places == {Column.NAME: 0}


# Rows


def test_a_row_is_kept_with_spaces_and_letters_in_one_form():
    cleaned = clean(name="  Fja\u030alla \u00a0 IL\u202e ", postcode="533", organisation_number="NO 995 065 924 MVA")
    assert cleaned.row == Row(7, "Fjålla IL", "995065924", postcode="0533")
    assert cleaned.problems == ()


def test_a_wrong_organisation_number_is_reported_and_the_row_kept_without_it():
    cleaned = clean(name="Fjålla IL", organisation_number="123")
    assert cleaned.row.organisation_number is None
    assert codes(cleaned) == [ProblemCode.NUMBER_WRONG]
    assert cleaned.problems[0].row == 7 and cleaned.problems[0].column == Column.ORGANISATION_NUMBER


def test_a_row_without_a_name_is_refused():
    cleaned = clean(town="Fjålla")
    assert cleaned.row is None and codes(cleaned) == [ProblemCode.NAME_MISSING]


@pytest.mark.parametrize("column", list(Column))
def test_a_row_that_holds_a_personal_identity_number_anywhere_is_refused(column):
    cleaned = clean(**{"name": "Fjålla IL", str(column): f"{PERSON[:6]} {PERSON[6:]}"})
    assert cleaned.row is None and codes(cleaned) == [ProblemCode.IDENTITY_NUMBER]
    assert PERSON[:6] not in repr(cleaned)


def test_a_personal_identity_number_in_a_column_that_is_not_used_refuses_the_row_too():
    cleaned = clean_row(3, ["Fjålla IL", PERSON], {Column.NAME: 0}, CHECKS)
    assert cleaned.row is None and codes(cleaned) == [ProblemCode.IDENTITY_NUMBER]


def test_an_identity_number_with_a_slip_in_the_number_column_is_refused_too():
    assert codes(clean(name="Fjålla IL", organisation_number="01810050018")) == [ProblemCode.IDENTITY_NUMBER]


@FEW
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_row_or_a_reason(name, number, website):
    cleaned = clean(name=name, organisation_number=number, website=website, phone=name, email=number)
    assert (cleaned.row is None) == bool({ProblemCode.NAME_MISSING, ProblemCode.IDENTITY_NUMBER} & set(codes(cleaned)))


def test_a_short_row_and_a_long_text_are_no_trouble():
    cleaned = clean_row(2, ["995065924", "A" * 500], PLACES, CHECKS)
    assert len(cleaned.row.name) == 120 and codes(cleaned) == [ProblemCode.SHORTENED]


def test_mail_and_phone_that_cannot_be_right_are_left_out_and_said():
    cleaned = clean(name="Fjålla IL", email="post(at)fjalla", phone="ring oss")
    assert (cleaned.row.email, cleaned.row.phone) == ("", "")
    assert codes(cleaned) == [ProblemCode.EMAIL_WRONG, ProblemCode.PHONE_WRONG]


def test_mail_and_phone_that_are_right_are_kept():
    row = clean(name="Fjålla IL", email="post@fjalla.example", phone="+47 32 00 00 00").row
    assert (row.email, row.phone) == ("post@fjalla.example", "+4732000000")


# Web addresses


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("www.fjalla.example", "https://www.fjalla.example"),
        ("http://Fjalla.Example/Om Oss", None),
        ("HTTP://Fjalla.Example/om+oss.html?a=1&b=2#del", "https://fjalla.example/om+oss.html?a=1&b=2"),
        ("https://fjålla.example/", "https://xn--fjlla-nra.example/"),
        ("https://fjalla.example:8443/x", "https://fjalla.example:8443/x"),
        ("https://fjalla.example/æ", "https://fjalla.example/%C3%A6"),
    ],
)
def test_a_web_address_is_taken_apart_and_built_again(text, safe):
    assert safe_website(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://fjalla.example/%0aalert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:\\\\evil.example",
        "https://a@evil.example",
        "http://fjalla.example:8080/",
        "https://evil.example:99999",
        "ftp://fjalla.example",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost",
        "https://-a.example",
        'https://fjalla.example/"><script>',
        "https://fjalla.example/\x00",
        "facebook",
        "https://" + "a" * 400 + ".example",
        "",
    ],
)
def test_what_is_not_a_plain_web_address_is_dropped(text):
    assert safe_website(text) is None


@given(st.text(max_size=80))
def test_only_https_ever_comes_out(text):
    safe = safe_website(text)
    assert safe is None or safe.startswith("https://")
    assert safe is None or safe_website(safe) == safe


# Compared with what is there


FJALLA = Row(2, "Fjålla IL", "995065924", postcode="0533", phone="32000000")
KNOWN = Known("fjalla", FJALLA)
NAMELESS = Row(3, "Dalen korps", None, postcode="0533")


def test_an_association_that_is_not_there_is_new():
    assert compare([], FJALLA).outcome == Outcome.NEW


def test_the_organisation_number_decides_even_when_the_name_has_changed():
    comparison = compare([KNOWN], replace(FJALLA, name="Fjålla Idrettslag"))
    assert (comparison.outcome, comparison.key, comparison.changed) == (
        Outcome.CHANGED,
        "fjalla",
        (Column.NAME,),
    )


def test_a_change_says_what_was_and_what_would_be():
    comparison = compare([KNOWN], replace(FJALLA, town="Dalen", phone="33000000"))
    assert comparison.changes() == [(Column.TOWN, "", "Dalen"), (Column.PHONE, "32000000", "33000000")]


def test_the_same_row_again_is_unchanged():
    assert compare([KNOWN], FJALLA).outcome == Outcome.UNCHANGED


def test_an_empty_cell_never_takes_away_what_is_known():
    assert compare([KNOWN], replace(FJALLA, phone="", postcode="")).outcome == Outcome.UNCHANGED


def test_a_row_without_number_is_the_earlier_imported_row_with_its_name_and_postcode():
    comparison = compare([Known("korps", NAMELESS)], replace(NAMELESS, name="DALEN  Korps", town="Dalen"))
    assert (comparison.outcome, comparison.key) == (Outcome.CHANGED, "korps")


@pytest.mark.parametrize(
    ("known", "row"),
    [
        (KNOWN, replace(FJALLA, organisation_number="911111111")),
        (KNOWN, replace(FJALLA, organisation_number=None)),
        (Known("korps", NAMELESS), replace(NAMELESS, organisation_number="911111111")),
        (Known("korps", NAMELESS), replace(NAMELESS, postcode="9999")),
        (Known("korps", NAMELESS, is_imported=False), NAMELESS),
    ],
)
def test_an_equal_name_alone_is_a_new_row_with_a_note_and_never_a_merge(known, row):
    comparison = compare([known], row)
    assert comparison.outcome == Outcome.NEW
    assert comparison.problem.code == ProblemCode.NAME_ALREADY_THERE


def test_a_number_twice_in_a_file_is_for_a_person_to_look_at():
    first, second = compare_rows([], [FJALLA, replace(FJALLA, number=3, name="Noe annet")])
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.AMBIGUOUS)
    assert (second.problem.code, second.problem.row) == (ProblemCode.NUMBER_TWICE, 3)


def test_two_earlier_rows_that_both_fit_are_for_a_person_to_look_at():
    comparison = compare([Known("one", NAMELESS), Known("two", NAMELESS)], NAMELESS)
    assert comparison.problem.code == ProblemCode.SEVERAL_LIKE_IT


rows = st.builds(
    Row,
    number=st.integers(2, 99),
    name=st.sampled_from(["Fjålla IL", "fjålla il", "Dalen korps", "Elva kor"]),
    organisation_number=st.sampled_from([None, None, "911111111", "922222222", "933333333"]),
    postcode=st.sampled_from(["", "0533", "3510"]),
    town=st.sampled_from(["", "Dalen", "Elva"]),
)


def applied(existing, comparisons):
    """What an import would write."""
    there = {known.key: known for known in existing}
    for comparison in comparisons:
        if comparison.outcome == Outcome.NEW:
            there[len(there)] = Known(len(there), comparison.row)
        elif comparison.outcome == Outcome.CHANGED:
            known = there[comparison.key]
            values = {str(column): getattr(comparison.row, column) for column in comparison.changed}
            there[comparison.key] = replace(known, row=replace(known.row, **values))
    return list(there.values())


@given(st.lists(rows, max_size=8), st.lists(rows, max_size=8))
def test_importing_the_same_file_again_writes_nothing(earlier, file):
    there = applied([], compare_rows([], earlier))
    after = applied(there, compare_rows(there, file))
    again = compare_rows(after, file)
    assert {one.outcome for one in again} <= {Outcome.UNCHANGED, Outcome.AMBIGUOUS}


@given(st.lists(rows, max_size=8), st.lists(rows, max_size=8))
def test_no_import_makes_two_associations_with_one_number_nor_loses_one(earlier, file):
    there = applied([], compare_rows([], earlier))
    after = applied(there, compare_rows(there, file))
    numbers = [known.row.organisation_number for known in after if known.row.organisation_number]
    assert len(set(numbers)) == len(numbers)
    assert {known.key for known in there} <= {known.key for known in after}


# Names


def test_a_name_is_found_whatever_its_case_and_accents():
    assert fold("ÅLESUNDET Sangkør Æ") == "alesundet sangkor ae"


@pytest.mark.parametrize(("country", "order"), [("NO", "Ask Zeta Ærø Ørn Ås"), ("SE", "Ask Zeta Ås Ärla Örn")])
def test_names_are_sorted_by_the_alphabet_of_the_country(country, order):
    names = order.split()
    assert sorted(reversed(names), key=lambda name: sorting_key(name, country)) == names

"""Amounts, a row of a grant list, who is meant, versions of a scheme, and numbers too small to publish."""

from datetime import date
from decimal import Decimal
from itertools import product
from uuid import uuid4

import pytest

from allemed.commitments.rules.amounts import NotPlain, read_amount, read_day, read_year
from allemed.commitments.rules.grant_list import (
    GrantColumn,
    GrantProblem,
    GrantRow,
    clean_grant,
    read_grant_header,
)
from allemed.commitments.rules.grant_matching import (
    Defaults,
    GrantOutcome,
    KnownAssociation,
    KnownGrant,
    KnownScheme,
    Matcher,
)
from allemed.commitments.rules.offered import Offered, Part, differences, next_own_code, suits
from allemed.commitments.rules.small_numbers import shown_parts

C, Out, P = GrantColumn, GrantOutcome, GrantProblem
DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10000", 10000), ("10 000", 10000), ("kr 10\u00a0000,-", 10000), ("10.000", 10000), ("1.000.000", 1000000),
        ("10.000,50", Decimal("10000.50")), ("10000.5", Decimal("10000.50")), ("NOK 5000", 5000), ("5 000 kr", 5000),
        ("ca 10 000 + leie", NotPlain.WORDS), ("inntil 5000", NotPlain.WORDS), ("10 000 - 15 000", NotPlain.WORDS),
        ("5000 per år", NotPlain.WORDS), ("1,5 mill", NotPlain.WORDS), ("12500.125", NotPlain.WORDS), ("-500", NotPlain.WORDS),
        ("10 00", NotPlain.WORDS), ("10,000", NotPlain.UNCLEAR), ("SEK 5000", NotPlain.OTHER_CURRENCY), ("0", NotPlain.NOTHING),
        ("", NotPlain.MISSING), ("999999999", NotPlain.TOO_LARGE), ("٥٠٠", NotPlain.WORDS),
    ],
)  # fmt: skip
def test_an_amount_is_one_plain_number_or_refused(text, amount):
    assert read_amount(text, "NOK") == amount


def test_years_and_days_are_plain_too():
    assert [read_year(text) for text in ("2026", "2025/2026", "26", "")] == [2026, None, None, None]
    texts = ("2026-10-01", "1.10.2026", "01. 10. 2026", "10/01/2026", "2026-02-30", "høsten 2026")
    assert [read_day(text) for text in texts] == [DAY, DAY, DAY, None, None, None]


@pytest.mark.parametrize(
    "heads",
    [
        ("Org.nr", "Søker", "Søkt beløp", "Tildelt beløp", "Vedtaksdato"),
        ("Orgnr.", "Søkjar", "Merknad", "Tilskot (kr)", "Vedteke"),
        ("Organisationsnummer", "Förening", "Anteckning", "Beviljat belopp", "Beslutsdatum"),
        ("Organisation number", "Association", "Remark", "Amount granted", "Decided on"),
    ],
)
def test_headings_of_four_languages_are_understood(heads):
    header = read_grant_header(heads)
    assert list(header.places) == [C.ORGANISATION_NUMBER, C.NAME, C.AMOUNT, C.DECIDED_ON]
    assert (header.places[C.AMOUNT], header.unknown_count, header.missing) == (3, 1, ())


def test_two_columns_that_could_be_the_amount_are_never_chosen_between():
    assert read_grant_header(("Navn", "Beløp", "Tildelt")).is_double
    assert read_grant_header(("Navn", "Merknad")).missing == (C.AMOUNT,)


def _clean(*cells):
    places = {C.ORGANISATION_NUMBER: 0, C.NAME: 1, C.AMOUNT: 2, C.YEAR: 3, C.DECIDED_ON: 4}
    return clean_grant(7, cells, places, lambda text: text if len(text) == 9 else None, "NOK")


def test_a_row_is_clean_or_refused_with_one_reason():
    cleaned = _clean("314000001", "Fjordvik  IL", "5 000", "2026", "1.10.2026")
    assert cleaned.row == GrantRow(7, Decimal(5000), "314000001", "Fjordvik IL", "", 2026, {C.DECIDED_ON: DAY})
    refused = {
        P.AMOUNT_WORDS: ("314000001", "A", "ca 5000"), P.YEAR_WRONG: ("314000001", "A", "5000", "2025/2026"),
        P.DAY_WRONG: ("314000001", "A", "5000", "2026", "10/1/26"), P.NAME_MISSING: ("", "", "5000"),
        P.NUMBER_WRONG: ("12", "", "5000"), P.IDENTITY_NUMBER: ("314000001", "A", "5000", "", "", "Per 01811510080"),
    }  # fmt: skip
    for problem, cells in refused.items():
        cleaned = _clean(*cells)
        assert cleaned.row is None and [one.problem for one in cleaned.remarks] == [problem]


SERIES, OLD, NEW = uuid4(), uuid4(), uuid4()
SCHEMES = [
    KnownScheme(OLD, SERIES, "Driftstilskot", date(2025, 1, 1), date(2025, 12, 31)),
    KnownScheme(NEW, SERIES, "Driftstilskot", date(2026, 1, 1), None),
]
CLUB, CHOIR, TWIN = (
    KnownAssociation(uuid4(), "Fjordvik idrettslag", "314000001"),
    KnownAssociation(uuid4(), "Koret", None),
    KnownAssociation(uuid4(), "Koret", None),
)


def _match(*rows, said=None, grants=None, associations=(CLUB, CHOIR)):
    defaults = Defaults(SERIES, 2026, {C.DECIDED_ON: DAY})
    return Matcher(associations, SCHEMES, grants or {}, defaults).match(rows, said or {})


def _row(number=2, **changes):
    return GrantRow(**{"number": number, "amount": Decimal(5000), "name": "IL Fjordvik"} | changes)


def test_the_organisation_number_decides_and_a_name_only_suggests():
    by_number, by_name, unknown = _match(
        _row(2, organisation_number="314000001"), _row(3, name="KORET"), _row(4, name="Ukjent lag")
    )
    assert (by_number.outcome, by_number.association, by_number.scheme_id) == (Out.NEW, CLUB, NEW)
    assert (by_name.outcome, by_name.candidates, by_name.association) == (Out.ASKED, (CHOIR,), None)
    assert (unknown.outcome, unknown.problem) == (Out.REFUSED, P.NOT_FOUND)
    assert _match(_row(3), said={3: CLUB.id})[0].outcome == Out.NEW
    assert _match(_row(3), said={3: CHOIR.id})[0].outcome == Out.ASKED  # one that was not suggested is not taken


def test_the_same_row_again_changes_nothing_also_where_a_person_had_said_who_it_is():
    grant = KnownGrant(uuid4(), Decimal(5000), {C.DECIDED_ON: date(2026, 3, 3)})
    known = {(CLUB.id, SERIES, 2026): grant}
    assert _match(_row(organisation_number="314000001"), grants=known)[0].outcome == Out.UNCHANGED
    assert _match(_row(name="Fjordvik idrettslag"), grants=known)[0].outcome == Out.UNCHANGED
    (changed,) = _match(_row(organisation_number="314000001", amount=Decimal(6000)), grants=known)
    assert (changed.outcome, dict(changed.changes)) == (Out.CHANGED, {C.AMOUNT: (Decimal(5000), Decimal(6000))})


def test_a_grant_stands_under_the_version_of_the_day_it_was_decided():
    earlier, before, twice = _match(
        _row(2, organisation_number="314000001", year=2025, days={C.DECIDED_ON: date(2025, 5, 5)}),
        _row(3, organisation_number="314000001", days={C.DECIDED_ON: date(2024, 5, 5)}),
        _row(4, organisation_number="314000001", year=2025, days={C.DECIDED_ON: date(2025, 6, 6)}),
    )
    assert (earlier.scheme_id, before.problem, twice.problem) == (OLD, P.SCHEME_NOT_VALID, P.TWICE)
    assert _match(_row(organisation_number="314000001", scheme="Noe annet"))[0].problem == P.SCHEME_UNKNOWN
    assert len(_match(_row(name="Koret"), associations=(CHOIR, TWIN))[0].candidates) == 2


def test_what_differs_between_two_versions_is_said_part_by_part():
    same, was = (Offered(code, {"nb": "Før"}, "condition", ("report",), "D+30") for code in ("C01", "C02"))
    now = Offered("C02", {"nb": "Nå"}, "condition", ("report",), "Y+31 yearly")
    gone, new = (Offered(code, {}, "voluntary", (), "D+1") for code in ("C03", "M01"))
    found = differences([same, was, gone], [same, now, new])
    assert [(one.code, one.parts, one.was is None, one.now is None) for one in found] == [
        ("C02", (Part.TEXT, Part.DUE), False, False), ("C03", (), False, True), ("M01", (), True, False)
    ]  # fmt: skip


def test_own_codes_are_never_used_twice_and_suit_everybody():
    assert next_own_code(["M01", "M03", "C20"]) == "M04"
    assert suits("M04", is_sport=False) and suits("C04", is_sport=True)
    assert not suits("C04", is_sport=False) and not suits("X99", is_sport=True)


def test_nobody_can_compute_a_hidden_number_from_parts_and_sum():
    """Every combination of two and three parts: whatever else was published, each hidden part may be 1, 2, 3 or 4."""
    for count in (2, 3):
        by_publication: dict = {}
        for parts in product(range(9), repeat=count):
            shown, total = shown_parts(parts)
            assert total.low <= sum(parts) <= total.high
            by_publication.setdefault((tuple(shown), total), []).append(parts)
        for (shown, _total), possible in by_publication.items():
            for place, one in enumerate(shown):
                if not one.is_exact:
                    assert {parts[place] for parts in possible} == {1, 2, 3, 4}

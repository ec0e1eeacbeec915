"""A new year's grant takes over the promises of the year before: asked once a year, accepted once an edition."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from allemed.associations.models import Association
from allemed.commitments import actions, queries
from allemed.commitments.rules import CommitmentStatus, Evidence, Standing
from allemed.commitments.rules.texts import TEXTS
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_grant, make_scheme

S = CommitmentStatus
FIRST, SECOND = date(2026, 3, 1), date(2027, 2, 15)


def at(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def club(session):
    coach = make_association_user()
    return SimpleNamespace(coach=coach, association=db.session.get_one(Association, coach.association_id))


def first_grant(club, scheme, **changes):
    return make_grant(club.association, scheme, agreed_by=club.coach, year=2026, decided_on=FIRST, **changes)


def second_grant(club, scheme, year=2027, decided_on=SECOND, **changes):
    return make_grant(club.association, scheme, year=year, decided_on=decided_on, **changes)


def of(grant, code):
    return next(one for one in grant.commitments if one.code == code)


def send(commitment, by, on, **changes):
    sent = {"evidence": Evidence.STATEMENT, "stated_by": "Turid", "stated_on": on} | changes
    return actions.deliver(commitment, actions.Sent(**sent), by=by, now=at(on))


def keep(commitment, by, on, **changes):
    actions.accept_delivery(send(commitment, by, on, **changes), by=make_user(), now=at(on))


def test_a_yearly_promise_is_asked_once_and_by_the_new_grants_dates(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    old = of(first_grant(club, scheme), "C01")
    keep(old, club.coach, date(2026, 3, 20))
    assert old.due_on == date(2027, 3, 31)
    new = of(second_grant(club, scheme), "C01")
    assert (old.status, new.status, new.due_on) == (S.FOLLOWED, S.IN_PROGRESS, date(2027, 3, 17))
    assert queries.list_commitments_of(club.association.id) == [new]


def test_a_yes_goes_on_for_the_same_edition_with_its_name_and_date(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01", "C20")
    first = first_grant(club, scheme)
    second = second_grant(club, scheme)
    assert actions.list_unagreed(second) == []
    assert {one.agreed_by_name for one in second.commitments} == {club.coach.name}
    assert of(second, "C01").agreed_at == of(first, "C01").agreed_at
    keep(of(second, "C01"), club.coach, date(2027, 3, 1))  # and can be shown at once


def test_a_new_edition_is_said_yes_to_anew_and_the_old_grant_keeps_the_old_text(club, frozen):
    frozen(at(SECOND))
    coordinator, scheme = make_user(), make_scheme("C01", "C20")
    first = first_grant(club, scheme)
    changed = actions.SchemeValues(name="Tilskot", valid_from=date(2027, 1, 1), valid_to=None, codes=("C01", "C20"))
    newer = actions.add_version(scheme, changed, version=scheme.version, by=coordinator, now=at(SECOND))
    line = next(one for one in newer.lines if one.code == "C01")
    line.texts = TEXTS["C01"] | {"nb": "Alle barn er velkomne hos oss"}
    second = second_grant(club, newer)
    assert [one.code for one in actions.list_unagreed(second)] == ["C01"]
    assert of(first, "C01").texts == dict(TEXTS["C01"])
    assert of(second, "C01").texts["nb"] == "Alle barn er velkomne hos oss"


def test_the_report_of_the_year_that_is_over_stays_until_it_has_come(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C20")
    old = of(first_grant(club, scheme), "C20")
    new = of(second_grant(club, scheme), "C20")
    assert (old.status, old.due_on) == (S.IN_PROGRESS, date(2027, 1, 31))
    assert (new.due_on, queries.year_reported(old), queries.year_reported(new)) == (date(2028, 1, 31), 2026, 2027)
    keep(old, club.coach, date(2027, 2, 20), evidence=Evidence.REPORT, report="Fire nye barn.")
    assert old.status == S.FOLLOWED and new.status == S.IN_PROGRESS


def test_what_was_sent_before_the_new_grant_and_accepted_after_counts_for_the_year(club, frozen):
    """Stated in March for the end of March; the grant of the year is decided in April: once is enough."""
    late = date(2027, 4, 10)
    frozen(at(late))
    scheme = make_scheme("C01")
    old = of(first_grant(club, scheme), "C01")
    keep(old, club.coach, date(2026, 3, 20))
    actions.refresh(at(date(2027, 3, 20)))
    waiting = send(old, club.coach, date(2027, 3, 25))
    new = of(second_grant(club, scheme, decided_on=late), "C01")
    assert (old.status, new.status, new.due_on) == (S.DELIVERED, S.IN_PROGRESS, date(2027, 5, 10))
    actions.accept_delivery(waiting, by=make_user(), now=at(late))
    assert old.status == S.FOLLOWED
    assert (new.status, new.due_on, new.counted_from, new.kept_on) == (S.ACCEPTED, date(2028, 3, 31), FIRST, late)


def test_what_comes_back_to_be_completed_is_asked_under_the_new_grant(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    old = of(first_grant(club, scheme), "C01")
    waiting = send(old, club.coach, date(2026, 3, 25))
    new = of(second_grant(club, scheme, decided_on=date(2026, 4, 10)), "C01")
    actions.return_delivery(waiting, "Datoen mangler.", by=make_user(), now=at(SECOND))
    assert (old.status, new.status) == (S.FOLLOWED, S.IN_PROGRESS)


def test_a_plan_adopted_for_two_years_is_not_asked_for_after_one(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C02")
    old = of(first_grant(club, scheme), "C02")
    keep(old, club.coach, date(2026, 5, 1), evidence=Evidence.DOCUMENT, link="https://example.org/plan")
    new = of(second_grant(club, scheme), "C02")
    assert (new.status, new.due_on, new.counted_from) == (S.ACCEPTED, date(2028, 5, 30), FIRST)
    third = of(second_grant(club, scheme, year=2028, decided_on=date(2028, 2, 20)), "C02")
    assert (third.due_on, third.counted_from) == (date(2028, 5, 20), None)


def test_a_welcome_routine_that_was_read_once_is_not_sent_again(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C14")
    old = of(first_grant(club, scheme), "C14")
    keep(old, club.coach, date(2026, 4, 1), evidence=Evidence.DOCUMENT, link="https://example.org/velkommen")
    new = of(second_grant(club, scheme), "C14")
    assert (new.status, new.due_on) == (S.ACCEPTED, None)
    verdict = queries.judge([new], SECOND)[new.id]
    assert "routine_missing" not in [reason.code for reason in verdict.why]


def test_what_the_coordinator_decided_holds_under_the_new_grant(club, frozen):
    frozen(at(SECOND))
    coordinator, scheme = make_user(), make_scheme("C01", "C04", "C19", "C20")
    club.association.category = "Idrett"
    first = first_grant(club, scheme)
    aside, exempt = of(first, "C04"), of(first, "C19")
    actions.set_aside(aside, "Bare voksne.", version=aside.version, by=coordinator, now=at(FIRST))
    actions.exempt(exempt, date(2027, 6, 1), version=exempt.version, by=coordinator, now=at(FIRST))
    second = second_grant(club, scheme)
    assert (of(second, "C04").status, of(second, "C04").not_relevant_reason) == (S.NOT_RELEVANT, "Bare voksne.")
    assert (of(second, "C19").status, of(second, "C19").due_on) == (S.EXEMPT, date(2027, 6, 15))
    shown = queries.summarise(club.association.id, SECOND)
    assert [one.commitment.code for one in shown.of(Standing.ASIDE)] == ["C04", "C19"]
    assert queries.year_figures(2026, SECOND).promises.get(("C04", "condition")) is None


def test_a_promise_that_is_no_longer_asked_for_ends_with_its_grant(club, frozen):
    frozen(at(SECOND))
    coordinator, scheme = make_user(), make_scheme("C01", "C15")
    first = first_grant(club, scheme)
    keep(of(first, "C15"), club.coach, date(2026, 12, 20), evidence=Evidence.REPORT, report="Foreldremøte, 12 kom.")
    changed = actions.SchemeValues(name="Tilskot", valid_from=date(2027, 1, 1), valid_to=None, codes=("C01",))
    newer = actions.add_version(scheme, changed, version=scheme.version, by=coordinator, now=at(SECOND))
    second_grant(club, newer)
    assert of(first, "C15").status == S.FOLLOWED


def test_season_and_annual_meeting_are_those_of_before_where_the_new_grant_says_none(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C05")
    first_grant(club, scheme, season_starts_on=date(2026, 8, 15), annual_meeting_on=date(2026, 3, 10))
    second = second_grant(club, scheme, season_starts_on=None)
    assert (second.season_starts_on, second.annual_meeting_on) == (date(2026, 8, 15), date(2026, 3, 10))


def test_a_grant_entered_afterwards_for_an_earlier_year_hands_on_to_the_one_that_is_there(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    later = of(second_grant(club, scheme), "C01")
    earlier = of(first_grant(club, scheme), "C01")
    assert (earlier.status, later.status) == (S.FOLLOWED, S.NOT_STARTED)


def test_another_scheme_and_another_association_are_left_alone(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    old = of(first_grant(club, scheme), "C01")
    make_grant(make_association(), scheme, year=2027, decided_on=SECOND)
    make_grant(club.association, make_scheme("C01"), year=2027, decided_on=SECOND)
    assert old.status == S.IN_PROGRESS


def test_years_of_grants_ask_each_year_once_in_the_overview_and_keep_each_years_figures(club, frozen):
    scheme, today = make_scheme("C01", "C19"), FIRST
    for year in range(2026, 2032):
        today = date(year, 3, 1)
        frozen(at(today))
        grant = make_grant(club.association, scheme, year=year, decided_on=today)
        actions.agree(grant, "Turid", by=club.coach, now=at(today))
        for one in grant.commitments:
            keep(one, club.coach, date(year, 3, 20))
        actions.refresh(at(date(year, 12, 1)))
    rows, _more = queries.list_overview(today)
    assert [(row.asked, row.cells) for row in rows] == [(2, {"C01": Standing.KEPT, "C19": Standing.KEPT})]
    for year in range(2026, 2032):
        kept = queries.year_figures(year, date(year, 12, 31)).total
        assert (kept.asked, kept.kept) == (2, 2)
    lines = queries.list_promise_lines(today)
    assert len(lines) == 12 and sum(one.status == S.FOLLOWED for one in lines) == 10


def test_an_imported_list_takes_over_as_well(club, frozen):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    club.association.organisation_number = "974760673"
    old = of(first_grant(club, scheme), "C01")
    table = f"Organisasjonsnummer;Beløp;Ordning;År;Vedtatt\n974760673;12000;{scheme.name};2027;2027-02-15\n"
    plan = actions.plan_grants(table.encode(), "tilskot.csv", actions.grant_defaults(None, 2027, SECOND, at(SECOND)))
    (grant,) = actions.apply_grants(plan, by=None, now=at(SECOND))
    assert grant.amount == Decimal(12000) and old.status == S.FOLLOWED
    assert of(grant, "C01").agreed_by_name == club.coach.name


def test_the_old_promise_can_be_read_and_leads_to_where_it_is_asked_now(club, frozen, visit):
    frozen(at(SECOND))
    scheme = make_scheme("C01")
    first = first_grant(club, scheme)
    old, second = of(first, "C01"), second_grant(club, scheme)
    new = of(second, "C01")
    page = visit("commitments.show_commitment", as_=club.coach, commitment_id=old.id)
    assert page.one(".alert a[href]").get("href").endswith(str(new.id))
    assert not page("main form")
    own = visit("commitments.list_own", as_=club.coach)
    assert str(old.id) not in own.text and f"/our-grants/{first.id}/agree" in {a.get("href") for a in own("main a")}
    coordinator = make_user()
    followed = visit("commitments.follow_commitment", as_=coordinator, commitment_id=old.id)
    assert followed.one(".alert a[href]").get("href").endswith(str(new.id)) and not followed("#decide")
    listed = visit("commitments.edit_grant", as_=coordinator, grant_id=first.id)
    assert TEXTS["C01"]["en"] in listed.one("[aria-labelledby=promises]").text_content()

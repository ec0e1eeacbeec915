"""Two grants of one year whose schemes ask for the same: asked once, kept for both."""

from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from allemed.associations.models import Association
from allemed.commitments import actions, queries
from allemed.commitments.rules import CommitmentStatus, Evidence, Level, Standing
from allemed.commitments.rules.texts import TEXTS
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_grant, make_scheme

S = CommitmentStatus
SPRING, AUTUMN = date(2026, 3, 1), date(2026, 9, 15)
NEXT_YEAR = date(2027, 2, 15)


def at(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def club(session):
    return make_club()


def make_club():
    coach = make_association_user()
    return SimpleNamespace(coach=coach, association=db.session.get_one(Association, coach.association_id))


def give(club, scheme, decided_on, year=2026, **changes):
    return make_grant(club.association, scheme, year=year, decided_on=decided_on, **changes)


def of(grant, code="C01"):
    return next(one for one in grant.commitments if one.code == code)


def scheme_where(code="C01", **changes):
    scheme = make_scheme(code)
    for name, value in changes.items():
        setattr(scheme.lines[0], name, value)
    db.session.flush()
    return scheme


def send(commitment, by, on):
    sent = actions.Sent(evidence=Evidence.STATEMENT, stated_by="Turid", stated_on=on)
    return actions.deliver(commitment, sent, by=by, now=at(on))


def keep(commitment, by, on):
    actions.accept_delivery(send(commitment, by, on), by=make_user(), now=at(on))


def test_the_same_promise_of_two_grants_is_asked_shown_and_counted_once(club, frozen):
    frozen(at(AUTUMN))
    first, second = (of(give(club, make_scheme("C01"), day, agreed_by=club.coach)) for day in (SPRING, AUTUMN))
    assert (first.status, second.status) == (S.IN_PROGRESS, S.TOGETHER)
    assert queries.find_leading(second) is first and queries.find_leading(first) is None
    keep(first, club.coach, AUTUMN)
    summary = queries.summarise(club.association.id, AUTUMN)
    assert [one.commitment for one in summary.promises] == [first] and summary.kept_share == 100
    rows, _more = queries.list_overview(AUTUMN)
    assert [(row.asked, row.cells) for row in rows] == [(1, {"C01": Standing.KEPT})]
    assert queries.year_figures(2026, AUTUMN).promises == {("C01", "condition"): queries.Kept(1, 1)}
    lines = [line.status for line in queries.list_promise_lines(AUTUMN)]
    assert sorted(lines) == [S.ACCEPTED, S.TOGETHER]


def test_nobody_is_reminded_of_the_same_promise_twice(club, frozen):
    frozen(at(AUTUMN))
    for day in (SPRING, AUTUMN):
        give(club, make_scheme("C01"), day, agreed_by=club.coach)
    assert actions.refresh(at(date(2026, 4, 30))).to_call == 1
    assert actions.note_call(club.association.id, "", by=make_user(), now=at(AUTUMN)) == 1


def test_a_yes_to_the_same_edition_holds_for_both_and_another_text_is_said_yes_to_and_kept(club, frozen):
    frozen(at(AUTUMN))
    give(club, make_scheme("C01"), SPRING, agreed_by=club.coach)
    same = give(club, make_scheme("C01"), AUTUMN)
    assert of(same).agreed_by_name == club.coach.name and actions.list_unagreed(same) == []
    other = give(club, scheme_where(texts=TEXTS["C01"] | {"nb": "Alle er velkomne hos oss"}), AUTUMN)
    assert of(other).status == S.TOGETHER and of(other).texts["nb"] == "Alle er velkomne hos oss"
    assert actions.list_unagreed(other) == [of(other)]
    assert queries.summarise(club.association.id, AUTUMN).to_agree == [other]
    actions.agree(other, "Turid", by=club.coach, now=at(AUTUMN))
    assert (of(other).status, of(other).agreed_by_name) == (S.TOGETHER, "Turid")


def test_a_yes_said_after_both_came_is_said_once(club, frozen):
    frozen(at(AUTUMN))
    first, second = (give(club, make_scheme("C01"), day) for day in (SPRING, AUTUMN))
    actions.agree(second, "Turid", by=club.coach, now=at(AUTUMN))
    assert of(first).status == S.IN_PROGRESS and actions.list_unagreed(first) == []


def test_the_firmer_one_asks_even_if_it_is_due_later(club, frozen):
    frozen(at(AUTUMN))
    soft = of(give(club, scheme_where(level=Level.VOLUNTARY), SPRING))
    firm = of(give(club, scheme_where(level=Level.CONDITION), AUTUMN))
    assert (soft.status, firm.status) == (S.TOGETHER, S.NOT_STARTED)
    assert (soft.level, firm.level) == (Level.VOLUNTARY, Level.CONDITION)
    assert list(queries.year_figures(2026, AUTUMN).promises) == [("C01", "condition")]


def test_of_equally_firm_ones_that_with_the_earlier_date_asks(club, frozen):
    frozen(at(AUTUMN))
    later = of(give(club, scheme_where(due_rule="D+90 yearly"), SPRING))
    earlier = of(give(club, scheme_where(due_rule="D+30 yearly"), SPRING))
    assert (later.status, earlier.status, earlier.due_on) == (S.TOGETHER, S.NOT_STARTED, date(2026, 3, 31))


def test_what_was_shown_under_the_softer_one_is_not_asked_again_by_the_firmer(club, frozen):
    frozen(at(AUTUMN))
    soft = of(give(club, scheme_where(level=Level.EXPECTATION), SPRING, agreed_by=club.coach))
    keep(soft, club.coach, date(2026, 3, 20))
    firm = of(give(club, make_scheme("C01"), AUTUMN))
    assert (soft.status, firm.status, firm.due_on) == (S.TOGETHER, S.ACCEPTED, date(2027, 3, 31))
    assert (firm.counted_from, firm.kept_on) == (SPRING, date(2026, 3, 20))
    assert queries.year_figures(2026, AUTUMN).promises == {("C01", "condition"): queries.Kept(1, 1)}


def test_what_waits_for_a_look_leads_until_somebody_has_looked(club, frozen):
    frozen(at(AUTUMN))
    soft = of(give(club, scheme_where(level=Level.EXPECTATION), SPRING, agreed_by=club.coach))
    waiting = send(soft, club.coach, date(2026, 3, 20))
    firm = of(give(club, make_scheme("C01"), AUTUMN))
    assert (soft.status, firm.status) == (S.DELIVERED, S.TOGETHER)
    actions.accept_delivery(waiting, by=make_user(), now=at(AUTUMN))
    assert (soft.status, firm.status, firm.kept_on) == (S.TOGETHER, S.ACCEPTED, AUTUMN)


def test_with_other_evidence_each_is_asked(club, frozen):
    frozen(at(AUTUMN))
    said = of(give(club, make_scheme("C01"), SPRING))
    visited = of(give(club, scheme_where(evidence=["visit"]), AUTUMN))
    assert (said.status, visited.status) == (S.NOT_STARTED, S.NOT_STARTED)
    assert queries.year_figures(2026, AUTUMN).total == queries.Kept(2, 0)


def test_what_is_not_relevant_for_one_grant_is_not_asked_by_the_other(club, frozen):
    frozen(at(AUTUMN))
    first = of(give(club, make_scheme("C01"), SPRING))
    second = of(give(club, make_scheme("C01"), AUTUMN))
    actions.set_aside(first, "Bare voksne.", version=first.version, by=make_user(), now=at(AUTUMN))
    assert (second.status, second.not_relevant_reason) == (S.NOT_RELEVANT, "Bare voksne.")
    assert queries.year_figures(2026, AUTUMN).total == queries.Kept(0, 0)
    actions.take_up(first, version=first.version, by=make_user(), now=at(AUTUMN))
    assert (first.status, second.status, second.not_relevant_reason) == (S.NOT_STARTED, S.TOGETHER, "")


def test_a_grant_corrected_to_another_year_leaves_the_other_asking_for_itself(club, frozen):
    frozen(at(AUTUMN))
    grant, coordinator = give(club, make_scheme("C01"), SPRING), make_user()
    second = of(give(club, make_scheme("C01"), AUTUMN))
    moved = actions.grants.values_of(grant, year=2025)
    actions.change_grant(grant, moved, version=grant.version, by=coordinator, now=at(AUTUMN))
    assert (of(grant).status, second.status, second.due_on) == (S.NOT_STARTED, S.NOT_STARTED, date(2026, 10, 15))
    back = actions.grants.values_of(grant, year=2026)
    actions.change_grant(grant, back, version=grant.version, by=coordinator, now=at(AUTUMN))
    assert (of(grant).status, second.status) == (S.NOT_STARTED, S.TOGETHER)


def test_a_grant_that_is_taken_back_leaves_the_other_asking_the_next_night(club, frozen):
    frozen(at(AUTUMN))
    gone = give(club, make_scheme("C01"), SPRING, agreed_by=club.coach)
    second = of(give(club, make_scheme("C01"), AUTUMN))
    db.session.delete(gone)
    db.session.flush()
    assert queries.find_leading(second) is None
    actions.refresh(at(AUTUMN))
    assert (second.status, second.due_on) == (S.IN_PROGRESS, date(2026, 10, 15))


def test_grants_from_before_are_asked_once_from_the_first_night_on(club, frozen):
    frozen(at(AUTUMN))
    first, second = (of(give(club, make_scheme("C01"), day)) for day in (SPRING, AUTUMN))
    second.status = S.NOT_STARTED
    db.session.flush()
    actions.refresh(at(AUTUMN))
    assert (first.status, second.status) == (S.NOT_STARTED, S.TOGETHER)


def test_the_year_after_both_schemes_go_on_and_ask_once_again(club, frozen):
    frozen(at(NEXT_YEAR))
    one, other = make_scheme("C01"), make_scheme("C01")
    first, second = of(give(club, one, SPRING, agreed_by=club.coach)), of(give(club, other, AUTUMN))
    keep(first, club.coach, date(2026, 3, 20))
    third, fourth = (of(give(club, scheme, NEXT_YEAR, year=2027)) for scheme in (other, one))
    assert (first.status, second.status) == (S.FOLLOWED, S.TOGETHER)
    assert sorted([third.status, fourth.status]) == [S.IN_PROGRESS, S.TOGETHER]
    for year, kept in ((2026, 1), (2027, 0)):
        assert queries.year_figures(year, NEXT_YEAR).total == queries.Kept(1, kept)


def test_where_only_the_other_scheme_goes_on_its_new_grant_asks_for_both(club, frozen):
    frozen(at(NEXT_YEAR))
    other = make_scheme("C14")
    first = of(give(club, make_scheme("C14"), SPRING, agreed_by=club.coach), "C14")
    give(club, other, AUTUMN)
    sent = actions.Sent(evidence=Evidence.DOCUMENT, link="https://example.org/velkommen")
    actions.accept_delivery(actions.deliver(first, sent, by=club.coach, now=at(SPRING)), by=make_user(), now=at(SPRING))
    new = of(give(club, other, NEXT_YEAR, year=2027), "C14")
    assert (first.status, new.status) == (S.FOLLOWED, S.ACCEPTED)  # once and for all: not sent again
    assert queries.find_following(first) is new
    assert queries.list_commitments_of(club.association.id)[-1] is not first


def test_a_promise_that_its_own_scheme_no_longer_asks_for_is_asked_by_the_other_again(club, frozen):
    frozen(at(NEXT_YEAR))
    scheme, coordinator = make_scheme("C01", "C20"), make_user()
    first, second = give(club, scheme, SPRING), give(club, make_scheme("C01"), AUTUMN)
    changed = actions.SchemeValues(name="Tilskot", valid_from=date(2027, 1, 1), valid_to=None, codes=("C20",))
    newer = actions.add_version(scheme, changed, version=scheme.version, by=coordinator, now=at(NEXT_YEAR))
    give(club, newer, NEXT_YEAR, year=2027)
    assert (of(first).status, of(second).status) == (S.FOLLOWED, S.NOT_STARTED)


def test_another_association_and_another_year_are_left_alone(club, frozen):
    frozen(at(AUTUMN))
    scheme = make_scheme("C01")
    grants = [
        give(club, scheme, SPRING),
        give(club, make_scheme("C01"), SPRING - timedelta(days=300), year=2025),
        make_grant(make_association(), make_scheme("C01"), year=2026, decided_on=SPRING),
    ]
    assert {of(one).status for one in grants} == {S.NOT_STARTED}


def test_both_pages_say_with_which_grant_it_is_promised(club, frozen, visit):
    frozen(at(AUTUMN))
    scheme = make_scheme("C01")
    first, second = give(club, scheme, SPRING, agreed_by=club.coach), give(club, make_scheme("C01"), AUTUMN)
    keep(of(first), club.coach, AUTUMN)
    name, coordinator = f"Promised with {scheme.name} 2026", make_user()
    for endpoint, user in (("commitments.show_commitment", club.coach), ("commitments.follow_commitment", coordinator)):
        page = visit(endpoint, as_=user, commitment_id=of(second).id)
        assert page.one(".alert a[href]").get("href").endswith(str(of(first).id)) and name in page.text
        assert not page("main form") and "was due" not in page.text
    assert name in visit("commitments.agree", as_=club.coach, grant_id=second.id).text
    listed = visit("commitments.edit_grant", as_=coordinator, grant_id=second.id).one("[aria-labelledby=promises]")
    assert name in listed.text_content() and "kept" in listed.text_content()


changes = st.lists(
    st.tuples(
        st.sampled_from(["give", "send", "accept", "return", "aside", "take up", "exempt", "year", "night"]),
        st.integers(0, 5),
        st.sampled_from(list(Level)),
        st.sampled_from(["D+30 yearly", "D+90 yearly"]),
    ),
    min_size=3,
    max_size=9,
)


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes)
def test_whatever_happens_each_is_asked_once_and_never_by_nobody(session, changes):
    club, coordinator, day, grants = make_club(), make_user(), SPRING, []
    for what, number, level, due_rule in [("give", 0, Level.CONDITION, "D+30 yearly"), *changes]:
        day += timedelta(days=7)
        if what == "give" and len(grants) < 4:
            grants.append(give(club, scheme_where(level=level, due_rule=due_rule), day, agreed_by=club.coach))
        one = of(grants[number % len(grants)])
        happens(what, one, club.coach, coordinator, day)
        if what != "year":
            check_asked_once(grants)
    actions.refresh(at(day))
    check_asked_once(grants)
    db.session.rollback()


def happens(what, one, coach, coordinator, day):
    """One thing, where it is allowed."""
    by = {"version": one.version, "by": coordinator, "now": at(day)}
    waiting = next((delivery for delivery in one.deliveries if delivery.reviewed_at is None), None)
    try:
        if what == "send":
            db.session.refresh(send(one, coach, day).commitment)
        elif what == "accept" and waiting:
            actions.accept_delivery(waiting, by=coordinator, now=at(day))
        elif what == "return" and waiting:
            actions.return_delivery(waiting, "Datoen mangler.", by=coordinator, now=at(day))
        elif what == "aside":
            actions.set_aside(one, "Bare voksne.", **by)
        elif what == "take up":
            actions.take_up(one, **by)
        elif what == "exempt":
            actions.exempt(one, day + timedelta(days=30), **by)
        elif what == "year":
            values = actions.grants.values_of(one.grant, year=one.grant.year + 1)
            actions.change_grant(one.grant, values, version=one.grant.version, by=coordinator, now=at(day))
        elif what == "night":
            actions.refresh(at(day))
    except actions.MoveNotAllowed:
        pass


def check_asked_once(grants):
    """Of each year one is asked at most, and one at least where any is not set aside; what was sent may wait beside it."""
    for _year, some in groupby(sorted(grants, key=lambda one: one.year), key=lambda one: one.year):
        statuses = [of(one).status for one in some]
        asked = [one for one in statuses if one not in (S.TOGETHER, S.NOT_RELEVANT, S.DELIVERED)]
        assert len(asked) <= 1
        if S.TOGETHER in statuses:
            assert asked or S.DELIVERED in statuses

"""Goal, commitment, measure: nothing of the municipality's without a decision, and everything under the same headings."""

import io
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from openpyxl import load_workbook

from allemed.catalogue.rules import PilotOutcome
from allemed.commitments.queries.measures import list_measures, measures_of
from allemed.commitments.rules.measures import Measure, MeasureKind, MeasureState, lacks_goal, serves, state_between
from allemed.gatherings.rules import ActionStatus, GatheringKind
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.commitments import make_grant, make_scheme
from tests.factories.gatherings import make_action, make_gathering, make_goal

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
FIVE = ("With whom", "What for", "For whom", "In which period", "What is done")


@pytest.fixture
def kari(session, frozen):
    frozen(NOW)
    return make_user(name="Kari")


def said(page):
    """What the first form of a page would send."""
    found = {}
    for name, value in page("main form.form")[0].form_values():
        if name not in ("csrf_token", "once"):
            found.setdefault(name, []).append(value)
    return found


def a_year(goal):
    """One of each: a dugnad with an action, a pilot, a starter course, and grants."""
    dugnad = make_gathering(serves_id=goal.id, goal="Sko til alle", hosts="Idrettsrådet")
    make_action(
        dugnad,
        serves_id=goal.id,
        partners="BUA",
        purpose="Ingen blir hjemme",
        status=ActionStatus.DONE,
        result="42 par",
    )
    club = make_association(name="Fjordvik turn")
    regular = make_activity(club, name="Turn")
    make_activity(club, name="Turn etter skolen", pilot_from=date(2026, 9, 1), pilot_until=date(2026, 12, 1), pilot_purpose="Kommer flere?", serves_id=goal.id)  # fmt: skip
    make_activity(club, name="Fem ganger turn", goes_on_in_id=regular.id, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 1), serves_id=goal.id)  # fmt: skip
    make_grant(club, make_scheme("C01", name="Drift", purpose="Åpne lag", target_group="Barn 6–19"))


def test_every_kind_of_measure_is_found_under_the_goal_it_serves(kari):
    goal, other = make_goal(), make_goal(name="Trygge voksne", codes=["C05"])
    a_year(goal)
    found = list_measures(2026, TODAY)
    assert [one.kind for one in measures_of(goal, found)] == ["action", "dugnad", "pilot", "course", "grants"]
    assert measures_of(other, found) == []
    assert list_measures(2024, TODAY) == []


def test_the_page_and_the_files_have_the_same_five_headings(kari, visit, browser_of):
    goal = make_goal()
    a_year(goal)
    page = visit("commitments.list_measures", as_=kari, goal=goal.id)
    assert len(page("[data-measure]")) == 5 and "sak 14/26" in page.text
    heads = {one.text_content() for one in page("[data-measure] dt")}
    assert heads == set(FIVE)
    book = load_workbook(io.BytesIO(browser_of(kari).get("/commitments/export.xlsx").data))
    grants, measures = book.worksheets[0], book.worksheets[2]
    assert tuple(cell.value for cell in grants[1])[-5:] == FIVE
    assert [cell.value for cell in grants[2]][-5:] == ["Fjordvik turn", "Åpne lag", "Barn 6–19", "2026", "C01"]
    rows = list(measures.iter_rows(min_row=2, values_only=True))
    assert tuple(cell.value for cell in measures[1])[4:9] == FIVE
    assert {row[1] for row in rows} == {"Kommunestyret 12.3.2026, sak 14/26"}
    action = next(row for row in rows if row[3] == "Byttekasse for sko")
    assert action[4:9] == ("Fjordvik kommune, BUA", "Ingen blir hjemme", None, "17 Nov 2026 to 1 Feb 2027", None)
    assert action[9:] == ("Done", "42 par")
    table = browser_of(kari).get("/commitments/export.csv?of=measures").data.decode("utf-8-sig").splitlines()
    assert table[0].split(";")[4:9] == list(FIVE) and len(table) == 6


def test_a_name_of_a_person_is_in_none_of_it(kari, visit, browser_of):
    goal = make_goal()
    make_action(make_gathering(serves_id=goal.id), owner_name="Ola Trener", serves_id=goal.id)
    assert "Ola Trener" not in visit("commitments.list_measures", as_=kari).text
    assert "Ola Trener" not in browser_of(kari).get("/commitments/export.csv?of=measures").text


@pytest.mark.parametrize("kind", list(GatheringKind))
def test_the_municipality_plans_nothing_without_saying_which_goal_it_serves(kari, visit, post, kind):
    plan = {"title": "Møte", "held_on": "2026-12-01", "starts": "18:00", "ends": "19:00", "sheet": "club", "place": "", "association": ""}  # fmt: skip
    visit("gatherings.plan_gathering", as_=kari, kind=kind).one("main a[href$='/goals/new']")  # there is none yet
    goal, over = make_goal(), make_goal(ends_on=date(2025, 12, 31))
    for wrong in ("", str(over.id), "x"):
        post("gatherings.plan_gathering", as_=kari, kind=kind, data=plan | {"serves": wrong}, status=422)
    post("gatherings.plan_gathering", as_=kari, kind=kind, data=plan | {"serves": str(goal.id)}, status=303)


def test_an_association_is_not_asked_which_of_the_municipalitys_goals_its_dugnad_serves(kari, visit):
    coach = make_association_user()
    assert not visit("gatherings.plan_gathering", as_=coach)("[name=serves]")
    own = make_gathering(association_id=coach.association_id)
    assert not visit("gatherings.edit_action", as_=coach, action_id=make_action(own).id)("[name=serves]")


def test_a_trial_the_municipality_posts_serves_a_goal_and_a_clubs_own_edit_keeps_it(kari, visit, post):
    goal, coach = make_goal(), make_association_user()
    group = make_activity(
        make_association(), place_id=make_place().id, pilot_from=date(2026, 9, 1), pilot_until=date(2026, 12, 1)
    )
    form = visit("catalogue.edit_activity", as_=kari, own_activity_id=group.id)
    data = said(form)
    post("catalogue.edit_activity", as_=kari, own_activity_id=group.id, data=data, status=422)
    post(
        "catalogue.edit_activity", as_=kari, own_activity_id=group.id, data=data | {"serves": str(goal.id)}, status=303
    )
    assert group.serves_id == goal.id
    coach.association_id = group.association_id
    page = visit("catalogue.edit_activity", as_=coach, own_activity_id=group.id)
    assert not page("[name=serves]")
    post("catalogue.edit_activity", as_=coach, own_activity_id=group.id, data=said(page), status=303)
    assert group.serves_id == goal.id


def test_what_was_begun_before_goals_were_asked_for_is_pointed_out(kari, visit):
    goal = make_goal()
    make_gathering()
    make_gathering(serves_id=goal.id, title="Med mål")
    page = visit("commitments.list_measures", as_=kari, goal="none")
    assert len(page("[data-measure]")) == 1 and page(".alert")


def test_the_overview_and_the_councils_page_of_a_goal_say_its_decision_and_its_measures(kari, visit):
    goal = make_goal()
    a_year(goal)
    overview = visit("commitments.show_overview", as_=kari, goal=goal.id)
    assert (
        "sak 14/26" in overview.text
        and overview.one(f"#overview a[href='/measures?goal={goal.id}']").text_content() == "5 measures this year"
    )
    council = visit("commitments.show_council", as_=kari, goal=goal.id)
    assert "sak 14/26" in council.text and len(council("#measures tbody tr")) == 5
    assert "Measures done: 3 of 5" in visit("commitments.show_council", as_=kari).text


def test_a_measure_serves_the_goal_it_names_else_those_of_its_commitment():
    goal, code = UUID(int=1), ("C06",)
    by_code = Measure(kind=MeasureKind.ACTION, title="A", state=MeasureState.DOING, begins=TODAY, codes=code)
    by_name = Measure(
        kind=MeasureKind.ACTION, title="B", state=MeasureState.DOING, begins=TODAY, codes=code, serves_id=UUID(int=2)
    )
    assert serves(by_code, goal, code) and not serves(by_name, goal, code) and serves(by_name, UUID(int=2), ())
    assert lacks_goal(by_code, ()) and not lacks_goal(by_code, code) and not lacks_goal(by_name, ())


def test_what_has_days_is_ahead_on_the_way_or_done():
    assert state_between(date(2026, 12, 1), None, TODAY) is MeasureState.AHEAD
    assert state_between(date(2026, 9, 1), date(2026, 12, 1), TODAY) is MeasureState.DOING
    assert state_between(date(2026, 9, 1), TODAY, date(2026, 11, 25)) is MeasureState.DONE


def test_a_trial_that_is_over_is_not_done_before_somebody_has_said_what_comes_of_it(session):
    trial = make_activity(make_association(), pilot_from=date(2026, 9, 1), pilot_until=date(2026, 10, 1))
    session.flush()
    for day, state in ((date(2026, 10, 1), "doing"), (date(2026, 10, 2), "unsaid")):
        assert [one.state for one in list_measures(2026, day)] == [state]
    trial.pilot_outcome = PilotOutcome.GOES_ON
    session.flush()
    assert [one.state for one in list_measures(2026, date(2026, 10, 2))] == ["done"]

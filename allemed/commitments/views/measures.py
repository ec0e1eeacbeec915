"""What is done for each goal: everything with the same five headings, by year, to compare, print and take along."""

from collections.abc import Iterable

from flask import request, url_for

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import Role
from allemed.commitments import queries
from allemed.commitments.forms.measures import (
    HEADINGS,
    MEASURE_KINDS,
    MEASURE_STATES,
    STATE_TONES,
    headings_of,
    result_of,
)
from allemed.commitments.gateway import Cell, Table
from allemed.commitments.models import Goal
from allemed.commitments.queries.measures import list_measures as find_measures
from allemed.commitments.queries.measures import measures_of
from allemed.commitments.rules.measures import Measure, lacks_goal, serves
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s

NONE = "none"


def year_asked_for() -> int:
    """The year of the address, else this one."""
    wanted, today = request.args.get("year", type=int), clock.today(settings().zone)
    return wanted if wanted and 2000 <= wanted <= today.year + 1 else today.year


def words() -> dict:
    """What templates say about measures."""
    return {
        "measure_kinds": MEASURE_KINDS, "measure_states": MEASURE_STATES, "state_tones": STATE_TONES, "headings": HEADINGS,
        "headings_of": headings_of, "result_of": result_of,
    }  # fmt: skip


def page_of(one: Measure) -> str:
    return url_for(one.endpoint, **one.ids)


@views.get("/measures")
@allow(Role.COORDINATOR)
def list_measures():
    """`goal`: one goal's, or "none": those that nobody has said a goal for."""
    year, today = year_asked_for(), clock.today(settings().zone)
    goals, found = queries.list_goals(), find_measures(year, today)
    asked = request.args.get("goal", "")
    goal = next((one for one in goals if str(one.id) == asked), None)
    lacking = without_goal(found, goals)
    shown = measures_of(goal, found) if goal else lacking if asked == NONE else found
    return render(
        "commitments/list_measures.html", year=year, years=[today.year + 1, today.year, today.year - 1, today.year - 2],
        goals=goals, goal=goal, asked=asked, measures=shown, lacking=lacking, page_of=page_of, goal_names=_names(goals), **words(),
    )  # fmt: skip


def without_goal(measures: Iterable[Measure], goals: Iterable[Goal]) -> list[Measure]:
    """What the municipality does and has not said a goal for: begun before goals were asked for."""
    codes = {code for goal in goals for code in goal.codes}
    return [one for one in measures if lacks_goal(one, codes)]


def _names(goals: list[Goal]):
    def names(one: Measure) -> str:
        return ", ".join(goal.name for goal in goals if serves(one, goal.id, goal.codes))

    return names


def measure_table() -> Table:
    """For a file: which goal by which decision, and the five headings."""
    year, today = year_asked_for(), clock.today(settings().zone)
    goals = queries.list_goals()
    heads = [
        _s("The goal"), _s("Decision"), _s("Kind"), _s("What?"), *(str(one) for one in HEADINGS), _s("How is it going?"),
        _s("What came of it? In one sentence"),
    ]  # fmt: skip
    return _s("Measures"), heads, (_row(one, goals) for one in find_measures(year, today))


def _row(one: Measure, goals: list[Goal]) -> list[Cell]:
    served = [goal for goal in goals if serves(one, goal.id, goal.codes)]
    return [
        ", ".join(goal.name for goal in served), ", ".join(goal.decision for goal in served if goal.decision),
        str(MEASURE_KINDS[one.kind]), one.title, *headings_of(one), str(MEASURE_STATES[one.state]), result_of(one),
    ]  # fmt: skip

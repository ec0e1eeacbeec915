"""Two sheets for the council: the same figures every year, last year's beside them, and what was learned."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.models import Goal
from allemed.commitments.queries.measures import list_measures as find_measures
from allemed.commitments.queries.measures import measures_of
from allemed.commitments.rules.measures import Measure, MeasureState
from allemed.commitments.rules.small_numbers import Shown, shown_parts
from allemed.commitments.views.blueprint import views
from allemed.commitments.views.measures import page_of, words
from allemed.config import settings
from allemed.formatting import number_span
from allemed.htmx import render
from allemed.locales import _s, _sl
from allemed.placements.rules import LightKind

MOST_MEASURES = 14  # of one goal, so that its page prints on two sheets
LIGHTS = {LightKind.EQUIPMENT: _sl("Equipment"), LightKind.TRANSPORT: _sl("Transport"), LightKind.FEE: _sl("Fee")}


def _year() -> int:
    """The year asked for, else this one."""
    wanted, today = request.args.get("year", type=int), clock.today(settings().zone)
    return wanted if wanted and 2000 <= wanted <= today.year + 1 else today.year


@views.get("/commitments/council")
@allow(Role.COORDINATOR)
def show_council():
    note = queries.find_council_note(_year())
    return _show(forms.CouncilNoteForm(formdata=None, data=forms.note_data(note)))


@views.post("/commitments/council")
@allow(Role.COORDINATOR)
def write_council_note():
    form, year = forms.CouncilNoteForm(), _year()
    if not form.validate_on_submit():
        return _show(form, status=422)
    actions.write_council_note(
        year, helped=form.helped.data or "", learned=form.learned.data or "", version=form.version.data,
        by=current_user(), now=clock.now(),
    )  # fmt: skip
    return once.commit_and_go(url_for("commitments.show_council", year=year), _s("Saved."))


def _show(form: forms.CouncilNoteForm, status: int = 200):
    year, today = _year(), clock.today(settings().zone)
    goals = queries.list_goals_of_year(year)
    goal = next((one for one in goals if str(one.id) == request.args.get("goal")), None)
    before = queries.year_figures(year - 1, queries.same_day_last_year(today))
    measures = find_measures(year, today)
    texts = {code: forms.text_in_language(known) for code, known in queries.known_texts().items()}
    return render(
        "commitments/show_council.html", status=status, form=form, year=year, today=today, goal=goal, goals=goals, texts=texts,
        now=queries.year_figures(year, today), before=before, note=queries.find_council_note(year),
        last_note=queries.find_council_note(year - 1), years=sorted({*queries.list_grant_years(), year}, reverse=True)[:6],
        measures=measures_of(goal, measures) if goal else [], measure_counts=_counts(goals, measures), page_of=page_of,
        most_measures=MOST_MEASURES, **words(), level_labels=forms.LEVEL_LABELS, light_labels=LIGHTS, parts_of=_parts, range_text=_range,
    )  # fmt: skip


def _counts(goals: list[Goal], measures: list[Measure]) -> dict[UUID, tuple[int, int]]:
    """By goal: measures that are done, and all."""
    found = {one.id: measures_of(one, measures) for one in goals}
    return {
        key: (sum(one.state is MeasureState.DONE for one in mine), len(mine)) for key, mine in found.items()
    }  # fmt: skip


def _parts(numbers: tuple[int, ...]) -> list[str]:
    """Numbers of children and their sum, as they may be published."""
    parts, total = shown_parts(numbers)
    return [_range(one) for one in (*parts, total)]


def _range(one: Shown) -> str:
    return str(one.low) if one.is_exact else number_span(one.low, one.high)

"""Two sheets for the council: the same figures every year, last year's beside them, and what was learned."""

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.rules.small_numbers import Shown, shown_parts
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.formatting import number_span
from allemed.htmx import render
from allemed.locales import _s, _sl
from allemed.placements.rules import LightKind

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
    texts = {code: forms.text_in_language(known) for code, known in queries.known_texts().items()}
    return render(
        "commitments/show_council.html", status=status, form=form, year=year, today=today, goal=goal, goals=goals, texts=texts,
        now=queries.year_figures(year, today), before=before, note=queries.find_council_note(year),
        last_note=queries.find_council_note(year - 1), years=sorted({*queries.list_grant_years(), year}, reverse=True)[:6],
        level_labels=forms.LEVEL_LABELS, light_labels=LIGHTS, parts_of=_parts, range_text=_range,
    )  # fmt: skip


def _parts(numbers: tuple[int, ...]) -> list[str]:
    """Numbers of children and their sum, as they may be published."""
    parts, total = shown_parts(numbers)
    return [_range(one) for one in (*parts, total)]


def _range(one: Shown) -> str:
    return str(one.low) if one.is_exact else number_span(one.low, one.high)

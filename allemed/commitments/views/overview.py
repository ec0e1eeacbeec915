"""The coordinator's overview of the municipality, and of one association. Nobody else ever sees a comparison."""

from datetime import date
from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.queries import get_association, list_contacts
from allemed.commitments import actions, forms, queries
from allemed.commitments.queries import Chosen, Show
from allemed.commitments.queries.measures import list_measures, measures_of
from allemed.commitments.rules import Level, Standing, needs_call
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import page_asked_for, render
from allemed.locales import _s, _sl

SHOW_LABELS = {
    Show.OVERDUE: _sl("Late"),
    Show.WAITING: _sl("To look at"),
    Show.CALL: _sl("Call"),
    Show.SOON: _sl("Soon"),
    Show.KEPT: _sl("Kept"),
    Show.LATER: _sl("Later"),
}
SHOW_ICONS = {Show.OVERDUE: "clock", Show.WAITING: "hourglass", Show.CALL: "phone", Show.KEPT: "check-circle"}


def _asked(kind, name: str):
    """A filter from the address; what is none of its values is no filter."""
    try:
        return kind(request.args.get(name, ""))
    except ValueError:
        return None


class Asked:
    """The filters of the address: what they are called, what they mean, and addresses with one of them changed."""

    def __init__(self) -> None:
        self.goals, self.series = queries.list_goals(), queries.list_series()
        self.goal = next((one for one in self.goals if one.id == _asked(UUID, "goal")), None)
        series_id = _asked(UUID, "scheme")
        self.scheme = next((key for key, _name in self.series if key == series_id), None)
        self.level, self.show = _asked(Level, "level"), _asked(Show, "show")

    @property
    def chosen(self) -> Chosen:
        return Chosen(self.level, self.show, tuple(self.goal.codes) if self.goal else None, self.scheme)

    def address(self, endpoint: str = "commitments.show_overview", **changes) -> str:
        goal = self.goal.id if self.goal else None
        now = {"level": self.level, "show": self.show, "goal": goal, "scheme": self.scheme}
        return url_for(endpoint, **now | changes)

    def chip(self, name: str, value, label, icon: str | None = None) -> tuple:
        """A filter as a link: set, or taken away where it is set already."""
        now = self.goal.id if name == "goal" and self.goal else getattr(self, name)
        is_on = value == now
        return label, self.address(**{name: None if is_on else value}), is_on, icon


@views.get("/commitments")
@allow(Role.COORDINATOR)
def show_overview():
    today, asked, page = clock.today(settings().zone), Asked(), page_asked_for()
    chosen = asked.chosen
    rows, more = queries.list_overview(today, chosen, page=page)
    by_level = queries.count_by_standing(today, Chosen(codes=chosen.codes, series_id=chosen.series_id))
    figures = _figures(by_level, asked.level)
    codes = sorted({code for row in rows for code in row.cells})
    texts = queries.known_texts()
    return render(
        "commitments/show_overview.html", "commitments/_overview.html", rows=rows, more=more, page=page, asked=asked,
        total=queries.count_associations(today, chosen), figures=figures, by_level=by_level, codes=codes,
        texts={code: forms.text_in_language(texts.get(code, {})) or code for code in codes},
        level_chips=[asked.chip("level", one, label) for one, label in forms.LEVEL_LABELS.items()],
        show_chips=_show_chips(asked, figures),
        goal_chips=[asked.chip("goal", one.id, one.name) for one in asked.goals],
        scheme_chips=[asked.chip("scheme", key, name) for key, name in asked.series],
        measure_count=_count_measures(asked, today), next_page=asked.address(page=page + 1), earlier_page=asked.address(page=page - 1 if page > 2 else None),
    )  # fmt: skip


def _count_measures(asked: Asked, today: date) -> int:
    """Those that serve the goal asked for; not counted where none is."""
    return len(measures_of(asked.goal, list_measures(today.year, today))) if asked.goal else 0


def _figures(by_level: dict[Level, dict[Standing, int]], level: Level | None) -> dict[Standing, int]:
    """How many commitments stand in each way, of one level or of all."""
    wanted = [counts for known, counts in by_level.items() if level in (None, known)]
    return {standing: sum(counts.get(standing, 0) for counts in wanted) for standing in Standing}


def _show_chips(asked: Asked, figures: dict[Standing, int]) -> list[tuple]:
    """With how many commitments stand so; a call is about associations and has no figure here."""
    chips = []
    for one, label in SHOW_LABELS.items():
        words = label if one is Show.CALL else f"{label} {figures[Standing(one)]}"
        chips.append(asked.chip("show", one, words, SHOW_ICONS.get(one)))
    return chips


@views.get("/associations/<uuid:association_id>/commitments")
@allow(Role.COORDINATOR)
def show_for_association(association_id: UUID):
    return _show_association(association_id, forms.CallForm(formdata=None))


def _show_association(association_id: UUID, form: forms.CallForm, status: int = 200):
    today = clock.today(settings().zone)
    summary = queries.summarise(association_id, today)
    late = [one.commitment for one in summary.of(Standing.OVERDUE)]
    return render(
        "commitments/show_for_association.html", status=status, association=get_association(association_id),
        summary=summary, grants=queries.list_grants(association_id), contacts=list_contacts(association_id), form=form,
        needs_call=any(needs_call(one.status, one.due_on, one.called_on, today) for one in late),
        median=queries.median_kept(today) if summary.asked_count else None,
    )  # fmt: skip


@views.post("/associations/<uuid:association_id>/called")
@allow(Role.COORDINATOR)
def note_call(association_id: UUID):
    form = forms.CallForm()
    if not form.validate_on_submit():
        return _show_association(association_id, form, status=422)
    actions.note_call(association_id, form.need.data or "", by=current_user(), now=clock.now())
    address = url_for("commitments.show_for_association", association_id=association_id)
    return once.commit_and_go(address, _s("Noted. Thank you for calling."))

"""The coordinator's overview of the municipality, and of one association. Nobody else ever sees a comparison."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.queries import get_association, list_contacts
from allemed.commitments import actions, forms, queries
from allemed.commitments.queries import Show
from allemed.commitments.rules import CATALOGUE, Level, Standing, needs_call
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


@views.get("/commitments")
@allow(Role.COORDINATOR)
def show_overview():
    today = clock.today(settings().zone)
    level, show = _asked(Level, "level"), _asked(Show, "show")
    page = page_asked_for()
    rows, more = queries.list_overview(today, level=level, show=show, page=page)
    by_level = queries.count_by_standing(today)
    figures = _figures(by_level, level)
    return render(
        "commitments/show_overview.html", "commitments/_overview.html", rows=rows, more=more, page=page, level=level, show=show,
        total=queries.count_associations(today, level=level, show=show), figures=figures, by_level=by_level,
        codes=_codes(rows), level_chips=_level_chips(level, show), show_chips=_show_chips(level, show, figures),
        next_page=_address(level, show, page + 1), earlier_page=_address(level, show, page - 1), line_text=forms.line_text,
    )  # fmt: skip


def _figures(by_level: dict[Level, dict[Standing, int]], level: Level | None) -> dict[Standing, int]:
    """How many commitments stand in each way, of one level or of all."""
    wanted = [counts for known, counts in by_level.items() if level in (None, known)]
    return {standing: sum(counts.get(standing, 0) for counts in wanted) for standing in Standing}


def _codes(rows) -> list[str]:
    """The columns: commitments that some association has, in the catalogue's order."""
    used = {code for row in rows for code in row.cells}
    return [line.code for line in CATALOGUE if line.code in used]


def _address(level: Level | None, show: Show | None, page: int = 1) -> str:
    return url_for("commitments.show_overview", level=level, show=show, page=page if page > 1 else None)


def _level_chips(level: Level | None, show: Show | None) -> list[tuple]:
    return [
        (label, _address(None if one == level else one, show), one == level, None)
        for one, label in forms.LEVEL_LABELS.items()
    ]


def _show_chips(level: Level | None, show: Show | None, figures: dict[Standing, int]) -> list[tuple]:
    """With how many commitments stand so; a call is about associations and has no figure here."""
    chips = []
    for one, label in SHOW_LABELS.items():
        words = label if one is Show.CALL else f"{label} {figures[Standing(one)]}"
        chips.append((words, _address(level, None if one == show else one), one == show, SHOW_ICONS.get(one)))
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

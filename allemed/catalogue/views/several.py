"""Last season's groups posted again in one press, and several new ones from a sheet.

An association does it for itself; the coordinator for an association that sends a list or calls. The log says who.
"""

from contextlib import closing
from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.actions.texts import file_text
from allemed.associations.gateway import UnreadableFile, read_rows
from allemed.associations.queries import get_association
from allemed.catalogue import actions
from allemed.catalogue.forms.several import (
    AgainRow,
    NewRow,
    SeveralForm,
    SheetForm,
    again_rows,
    rows_of_sheet,
    sent_rows,
)
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import list_groups_of, list_known_kinds, list_last_season
from allemed.catalogue.rules.seasons import next_season
from allemed.catalogue.rules.several import MOST_ROWS, texts_of
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.groups import group_row, own_page_of
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.errors import StaleVersion
from allemed.htmx import render
from allemed.limits import accepts_upload
from allemed.locales import _s, ngettext_s
from allemed.once import commit_and_go

LARGEST_SHEET = 1024 * 1024


def _today():
    return clock.today(settings().zone)


def _new_season() -> dict:
    season = next_season(_today())
    return {"starts_on": season.first, "ends_on": season.last, "with_days_off": True}


@views.route("/our-activities/again", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def post_again():
    """All groups of last season, ticked; one press posts them for the new one."""
    return _post_again(current_user().association_id)


@views.route("/associations/<uuid:association_id>/activities/again", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def post_again_for(association_id: UUID):
    return _post_again(association_id)


def _post_again(association_id: UUID):
    groups = list_groups_of(association_id)
    if request.method == "GET":
        found = list_last_season(association_id, now=clock.now(), today=_today(), spot_days=settings().spot_days)
        shown = found[:MOST_ROWS]
        form = SeveralForm(data=_new_season() | {"rows": len(shown)})
        return _again_page(association_id, form, again_rows(shown), groups, left=len(found) - len(shown))
    form = SeveralForm()
    fine, rows = form.validate(), sent_rows(AgainRow, form.rows.data or 0)
    known = {str(one.id): one for one in groups}
    if any(row.activity_id.data not in known for row in rows):
        abort(404)
    if not fine or any(row.errors for row in rows) or not _has_season(form):
        return _again_page(association_id, form, rows, groups, status=422)
    return _write_again(association_id, form, [row for row in rows if row.take.data], known, rows)


def _has_season(form: SeveralForm) -> bool:
    if form.season():
        return True
    form.starts_on.errors = [_s("Write the first and the last day.")]
    return False


def _write_again(
    association_id: UUID, form: SeveralForm, taken: list[AgainRow], known: dict[str, Activity], rows: list[AgainRow]
):
    now, by = clock.now(), current_user()
    season, left_out = form.season(), form.left_out_codes()
    assert season is not None  # noqa: S101 — looked at before
    for row in taken:
        version = int(row.version.data) if row.version.data.isdigit() else 0
        group = actions.Again(known[row.activity_id.data], version, row.weekly(), row.cost.data, row.free.data)
        try:
            actions.post_again(group, season, left_out, by=by, now=now)
        except StaleVersion as error:
            db.session.rollback()
            row.times.errors = [str(error)]
            groups = list_groups_of(association_id)
            row.version.data = row.version.raw_data = str(
                {str(one.id): one.version for one in groups}[row.activity_id.data]
            )
            return _again_page(association_id, form, rows, groups, status=409)
    told = ngettext_s(
        "%(num)s group is posted. Families see it now.", "%(num)s groups are posted. Families see them now.", len(taken)
    )
    return commit_and_go(own_page_of(association_id, by), told)


def _again_page(
    association_id: UUID,
    form: SeveralForm,
    rows: list[AgainRow],
    groups: list[Activity],
    status: int = 200,
    left: int = 0,
):
    """`left`: how many more there are than one page takes; they come when these are posted."""
    known = {str(one.id): group_row(one) for one in groups}
    return render(
        "catalogue/post_again.html", status=status, form=form, currency=profile().currency_sign,
        rows=[(row, known[row.activity_id.data]) for row in rows], left=left, **_whose(association_id),
    )  # fmt: skip


def _whose(association_id: UUID) -> dict:
    """Where these pages lead, and for the coordinator whose groups they are."""
    by = current_user()
    whose, own = (get_association(association_id), False) if by.role == Role.COORDINATOR else (None, True)
    read, post = ("read_several", "post_several") if own else ("read_several_for", "post_several_for")
    ids = {} if own else {"association_id": association_id}
    return {
        "whose": whose, "back": own_page_of(association_id, by), "read_url": url_for(f"catalogue.{read}", **ids),
        "post_url": url_for(f"catalogue.{post}", **ids),
        "new_url": url_for("catalogue.post_spot") if own else url_for("catalogue.post_spot_for", **ids),
    }  # fmt: skip


def _sheet_too_large(association_id: UUID | None = None):
    form = SheetForm(formdata=None)
    form.file.errors = [_s("At most 1 MB, please.")]
    return _sheet_page(association_id or current_user().association_id, form, status=413)


def _sheet_page(association_id: UUID, form: SheetForm, status: int = 200):
    return render("catalogue/post_several.html", status=status, form=form, **_whose(association_id))


@views.route("/our-activities/several", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
@accepts_upload(LARGEST_SHEET, _sheet_too_large)
def read_several():
    """Rows pasted or in a file; nothing is written before the next page."""
    return _read_several(current_user().association_id)


@views.route("/associations/<uuid:association_id>/activities/several", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@accepts_upload(LARGEST_SHEET, _sheet_too_large)
def read_several_for(association_id: UUID):
    return _read_several(association_id)


def _read_several(association_id: UUID):
    form = SheetForm()
    if not form.validate_on_submit():
        return _sheet_page(association_id, form, status=422 if form.is_submitted() else 200)
    try:
        data = _sent(form)
        texts = texts_of([cells for _number, cells in read_rows(data)]) if data else []
    except UnreadableFile as error:
        form.text.errors = [str(file_text(error.problem, error.row))]
        return _sheet_page(association_id, form, status=422)
    if not texts:
        form.text.errors = [_s("There is no group in it.")]
        return _sheet_page(association_id, form, status=422)
    usual = [*list_known_kinds(association_id), ""][0]
    rows = rows_of_sheet(texts[:MOST_ROWS], usual_kind=usual, year=_today().year)
    form_of_rows = SeveralForm(formdata=None, data=_new_season() | {"rows": len(rows)})
    return _rows_page(association_id, form_of_rows, rows, left=len(texts) - len(rows))


def _sent(form: SheetForm) -> bytes:
    """The file if there is one, else what was pasted."""
    if form.file.data:
        with closing(form.file.data) as upload:
            return upload.read()
    return (form.text.data or "").encode()


@views.post("/our-activities/several/post")
@allow(Role.ASSOCIATION)
def post_several():
    """Write the ticked rows of the preview, or say what is still wrong with which."""
    return _post_several(current_user().association_id)


@views.post("/associations/<uuid:association_id>/activities/several/post")
@allow(Role.COORDINATOR)
def post_several_for(association_id: UUID):
    return _post_several(association_id)


def _post_several(association_id: UUID):
    form, user, now = SeveralForm(), current_user(), clock.now()
    fine, rows = form.validate(), sent_rows(NewRow, form.rows.data or 0, year=_today().year)
    if not fine or any(row.errors for row in rows):
        return _rows_page(association_id, form, rows, status=422)
    taken = [row for row in rows if row.take.data]
    for row in taken:
        facts = row.facts(form.season(), form.left_out_codes())
        actions.post_activity(
            association_id, facts, free=row.free.data, by=user, now=now, new_place=row.place.data or ""
        )
    told = ngettext_s(
        "%(num)s group is posted. Families see it now.", "%(num)s groups are posted. Families see them now.", len(taken)
    )
    return commit_and_go(own_page_of(association_id, user), told)


def _rows_page(association_id: UUID, form: SeveralForm, rows: list[NewRow], status: int = 200, left: int = 0):
    return render(
        "catalogue/check_several.html", status=status, form=form, rows=rows, currency=profile().currency_sign,
        wrong=sum(bool(row.errors) for row in rows), left=left, **_whose(association_id),
    )  # fmt: skip

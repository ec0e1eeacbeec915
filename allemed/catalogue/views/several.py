"""Last season's groups posted again in one press, and several new ones from a sheet."""

from contextlib import closing
from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.actions.texts import file_text
from allemed.associations.gateway import UnreadableFile, read_rows
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
from allemed.catalogue.rules.several import texts_of
from allemed.catalogue.views.blueprint import views
from allemed.catalogue.views.groups import group_row
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
    groups = list_groups_of(current_user().association_id)
    if request.method == "GET":
        found = list_last_season(
            current_user().association_id, now=clock.now(), today=_today(), spot_days=settings().spot_days
        )
        return _again_page(SeveralForm(data=_new_season() | {"rows": len(found)}), again_rows(found), groups)
    form = SeveralForm()
    fine, rows = form.validate(), sent_rows(AgainRow, form.rows.data or 0)
    known = {str(one.id): one for one in groups}
    if any(row.activity_id.data not in known for row in rows):
        abort(404)
    if not fine or any(row.errors for row in rows) or not _has_season(form):
        return _again_page(form, rows, groups, status=422)
    return _write_again(form, [row for row in rows if row.take.data], known, rows)


def _has_season(form: SeveralForm) -> bool:
    if form.season():
        return True
    form.starts_on.errors = [_s("Write the first and the last day.")]
    return False


def _write_again(form: SeveralForm, taken: list[AgainRow], known: dict[str, Activity], rows: list[AgainRow]):
    now, by, association_id = clock.now(), current_user(), current_user().association_id
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
            return _again_page(form, rows, groups, status=409)
    told = ngettext_s(
        "%(num)s group is posted. Families see it now.", "%(num)s groups are posted. Families see them now.", len(taken)
    )
    return commit_and_go(url_for("catalogue.list_own_activities"), told)


def _again_page(form: SeveralForm, rows: list[AgainRow], groups: list[Activity], status: int = 200):
    known = {str(one.id): group_row(one) for one in groups}
    return render(
        "catalogue/post_again.html", status=status, form=form, currency=profile().currency_sign,
        rows=[(row, known[row.activity_id.data]) for row in rows],
    )  # fmt: skip


def _sheet_too_large():
    form = SheetForm(formdata=None)
    form.file.errors = [_s("At most 1 MB, please.")]
    return _sheet_page(form, status=413)


def _sheet_page(form: SheetForm, status: int = 200):
    return render("catalogue/post_several.html", status=status, form=form)


@views.route("/our-activities/several", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
@accepts_upload(LARGEST_SHEET, _sheet_too_large)
def read_several():
    """Rows pasted or in a file; nothing is written before the next page."""
    form = SheetForm()
    if not form.validate_on_submit():
        return _sheet_page(form, status=422 if form.is_submitted() else 200)
    try:
        data = _sent(form)
        texts = texts_of([cells for _number, cells in read_rows(data)]) if data else []
    except UnreadableFile as error:
        form.text.errors = [str(file_text(error.problem, error.row))]
        return _sheet_page(form, status=422)
    if not texts:
        form.text.errors = [_s("There is no group in it.")]
        return _sheet_page(form, status=422)
    usual = [*list_known_kinds(current_user().association_id), ""][0]
    rows = rows_of_sheet(texts, usual_kind=usual, year=_today().year)
    return _rows_page(SeveralForm(formdata=None, data=_new_season() | {"rows": len(rows)}), rows)


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
    form, user, now = SeveralForm(), current_user(), clock.now()
    fine, rows = form.validate(), sent_rows(NewRow, form.rows.data or 0, year=_today().year)
    if not fine or any(row.errors for row in rows):
        return _rows_page(form, rows, status=422)
    taken = [row for row in rows if row.take.data]
    for row in taken:
        facts = row.facts(form.season(), form.left_out_codes())
        actions.post_activity(
            UUID(str(user.association_id)), facts, free=row.free.data, by=user, now=now, new_place=row.place.data or ""
        )
    told = ngettext_s(
        "%(num)s group is posted. Families see it now.", "%(num)s groups are posted. Families see them now.", len(taken)
    )
    return commit_and_go(url_for("catalogue.list_own_activities"), told)


def _rows_page(form: SeveralForm, rows: list[NewRow], status: int = 200):
    return render(
        "catalogue/check_several.html", status=status, form=form, rows=rows, currency=profile().currency_sign,
        wrong=sum(bool(row.errors) for row in rows),
    )  # fmt: skip

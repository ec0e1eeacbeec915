"""The ledger as a file: what the overview shows, as a workbook or a CSV file."""

from flask import Response, request

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import Role
from allemed.commitments import forms, queries
from allemed.commitments.forms.measures import HEADINGS
from allemed.commitments.gateway import Table, write_csv, write_workbook
from allemed.commitments.rules import standing_of
from allemed.commitments.views.blueprint import views
from allemed.commitments.views.measures import measure_table
from allemed.commitments.views.overview import Asked
from allemed.config import settings
from allemed.locales import _s

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _grants() -> Table:
    heads = [
        _s("Association"),
        _s("Organisation number"),
        _s("Grant scheme"),
        _s("Year"),
        _s("Amount"),
        _s("Decided on"),
        *(str(one) for one in HEADINGS),
    ]
    lines = queries.list_grant_lines(clock.today(settings().zone), Asked().chosen)
    rows = (
        (*one[:6], one.association, one.purpose, one.target_group, str(one.year), ", ".join(one.codes))
        for one in lines
    )  # fmt: skip
    return _s("Grants"), heads, rows


def _promises() -> Table:
    today = clock.today(settings().zone)
    heads = [
        _s("Association"), _s("Organisation number"), _s("Grant scheme"), _s("Year"), _s("Code"), _s("Promise"),
        _s("How firm"), _s("How it stands"), _s("Due"), _s("Kept last"),
    ]  # fmt: skip
    rows = (
        (
            *one[:5], forms.text_in_language(one.texts), str(forms.LEVEL_LABELS[one.level]),
            str(forms.STANDING_LABELS[standing_of(one.status, one.due_on, today)]), one.due_on, one.kept_on,
        )
        for one in queries.list_promise_lines(today, Asked().chosen)
    )  # fmt: skip
    return _s("Promises"), heads, rows


def as_file(data: bytes, kind: str, name: str) -> Response:
    """A file to keep, with today's date in its name."""
    name = f"{name}-{clock.today(settings().zone).isoformat()}"
    ending = "xlsx" if kind == WORKBOOK else "csv"
    return Response(data, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'})


@views.get("/commitments/export.xlsx")
@allow(Role.COORDINATOR)
def export_workbook():
    return as_file(write_workbook([_grants(), _promises(), measure_table()]), WORKBOOK, "allemed")


@views.get("/commitments/export.csv")
@allow(Role.COORDINATOR)
def export_table():
    """`of=grants`: the grants; `of=measures`: what is done for the goals; else the promises."""
    of = request.args.get("of", "")
    tables = {"grants": _grants, "measures": measure_table}
    _title, heads, rows = tables.get(of, _promises)()
    return as_file(write_csv(heads, rows), "text/csv", f"allemed-{of if of in tables else 'promises'}")

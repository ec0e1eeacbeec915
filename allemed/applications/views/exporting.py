"""A call's applications as a workbook, as a CSV file, and on paper for those who decide."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import Role
from allemed.applications import forms, queries
from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.queries.facts import groups_of
from allemed.applications.queries.lists import Club
from allemed.applications.views.blueprint import state_of, today, views
from allemed.associations.models import Association
from allemed.commitments.gateway import Table, write_csv, write_workbook
from allemed.commitments.views.exporting import WORKBOOK, as_file
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s


def _applications(call: GrantCall) -> Table:
    heads = [
        _s("Association"), _s("Organisation number"), _s("Asked for"), _s("Children"), _s("Groups"), _s("What for"),
        _s("Link"), _s("Applied by"), _s("How it stands"), _s("Awarded"), _s("Reason"), _s("Decided on"),
        _s("Decided by"), _s("Where it stands"), _s("Answer sent"),
        _s("Came on paper or by e-mail"),
    ]  # fmt: skip
    sent = queries.list_sent(call)
    groups = groups_of(sent)
    return f"{call.scheme.name} {call.year}", heads, (_row(one, [g.name for g in groups[one.id]]) for one in sent)


def _row(one: GrantApplication, groups: list[str]) -> tuple:
    decision = one.decision
    decided = (None, "", None, "", "", None)
    if decision:
        told = clock.local(decision.answered_at, settings().zone).date() if decision.answered_at else None
        decided = (
            decision.amount, decision.reason, decision.decided_on, decision.decided_by, decision.reference, told
        )  # fmt: skip
    return (
        one.association.name, one.association.organisation_number, one.amount, one.children_count, ", ".join(groups),
        one.purpose, one.link, one.applicant_name, str(forms.STATE_LABELS[one.state]), *decided,
        one.arrived_on,
    )  # fmt: skip


def _clubs(title: str, clubs: Iterable[Association | Club]) -> Table:
    heads = [_s("Association"), _s("Organisation number")]
    return title, heads, ((club.name, club.organisation_number) for club in clubs)


@views.get("/grant-calls/<uuid:call_id>/export.xlsx")
@allow(Role.COORDINATOR)
def export_workbook(call_id: UUID) -> Response:
    call = queries.get_call(call_id)
    sheets = [
        _applications(call),
        _clubs(_s("Not this year"), queries.list_passed(call)),
        _clubs(_s("Have not applied"), queries.list_not_applied(call)),
    ]
    return as_file(write_workbook(sheets), WORKBOOK, "allemed-applications")


@views.get("/grant-calls/<uuid:call_id>/export.csv")
@allow(Role.COORDINATOR)
def export_table(call_id: UUID) -> Response:
    _title, heads, rows = _applications(queries.get_call(call_id))
    return as_file(write_csv(heads, rows), "text/csv", "allemed-applications")


@views.get("/grant-calls/<uuid:call_id>/paper")
@allow(Role.COORDINATOR)
def show_paper(call_id: UUID):
    """Every application with its facts, one after the other, for a meeting."""
    call = queries.get_call(call_id)
    overview = queries.overview_of(call)
    facts = queries.facts_of_each(call, overview.sent, today())
    return render(
        "applications/show_paper.html", call=call, state=state_of(call), overview=overview, facts=facts,
        labels=forms.STATE_LABELS, today=today(),
    )  # fmt: skip

"""Grant schemes: what each asks for, how firmly, how it is shown and when it is due."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.rules import STARTER_SET, find_line
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s


@views.get("/schemes")
@allow(Role.COORDINATOR)
def list_schemes():
    today = clock.today(settings().zone)
    return render("commitments/list_schemes.html", schemes=queries.list_schemes(), today=today)


@views.route("/schemes/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_scheme():
    start = {"valid_from": clock.today(settings().zone).replace(month=1, day=1), "codes": list(STARTER_SET)}
    form = forms.SchemeForm(data=start)
    if form.validate_on_submit():
        scheme = actions.add_scheme(form.scheme_values(), by=current_user(), now=clock.now())
        address = url_for("commitments.edit_scheme", scheme_id=scheme.id)
        return once.commit_and_go(address, _s("Saved. Look at how each promise is shown, and when."))
    return render("commitments/add_scheme.html", status=422 if form.is_submitted() else 200, form=form, hints=_hints())


@views.route("/schemes/<uuid:scheme_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_scheme(scheme_id: UUID):
    scheme = queries.get_scheme(scheme_id)
    form = forms.SchemeForm(data=forms.scheme_data(scheme))
    if form.validate_on_submit():
        values, version = form.scheme_values(), form.version.data
        actions.change_scheme(scheme, values, version=version, by=current_user(), now=clock.now())
        address = url_for("commitments.edit_scheme", scheme_id=scheme_id)
        return once.commit_and_go(address, _s("Saved. Promises made earlier stay as they are."))
    return render(
        "commitments/edit_scheme.html", status=422 if form.is_submitted() else 200, form=form, scheme=scheme,
        hints=_hints(), evidence_labels=forms.EVIDENCE_LABELS, line_text=forms.line_text,
    )  # fmt: skip


def _hints() -> dict[str, str]:
    """Under each promise of the catalogue: how firm it usually is, and what it is only for."""
    hints = {}
    for code, _label in forms.SchemeForm(formdata=None).codes.choices:
        line = find_line(code)
        words = [code, str(forms.LEVEL_LABELS[line.level])]
        hints[code] = " · ".join([*words, _s("only sports clubs")] if line.is_for_sport else words)
    return hints


@views.route("/scheme-lines/<uuid:line_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_line(line_id: UUID):
    line = queries.get_line(line_id)
    form = forms.LineForm(data=forms.line_data(line))
    if form.validate_on_submit():
        actions.change_line(
            line, level=form.level.data, evidence=form.evidence.data, due_rule=form.due_rule, version=form.version.data,
            by=current_user(), now=clock.now(),
        )  # fmt: skip
        address = url_for("commitments.edit_scheme", scheme_id=line.scheme_id)
        return once.commit_and_go(address, _s("Saved. Promises made earlier stay as they are."))
    return render(
        "commitments/edit_line.html", status=422 if form.is_submitted() else 200, form=form, line=line,
        text=forms.line_text(line.code), level_hints=forms.LEVEL_HINTS,
    )  # fmt: skip

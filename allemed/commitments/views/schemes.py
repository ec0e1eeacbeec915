"""Grant schemes: what each asks for, how firmly, how it is shown and when it is due; and their versions."""

from datetime import date
from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.actions import SchemeInUse, VersionTooEarly
from allemed.commitments.models import GrantScheme
from allemed.commitments.rules import STARTER_SET, find_line
from allemed.commitments.rules.offered import Difference, Offered, Part, differences
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s, _sl

PART_LABELS = {
    Part.TEXT: _sl("Text"),
    Part.LEVEL: _sl("How firm"),
    Part.EVIDENCE: _sl("Shown by"),
    Part.DUE: _sl("Due"),
}


@views.get("/schemes")
@allow(Role.COORDINATOR)
def list_schemes():
    today = clock.today(settings().zone)
    return render("commitments/list_schemes.html", schemes=_shown(queries.list_schemes(), today), today=today)


def _shown(schemes: list[GrantScheme], today: date) -> list[GrantScheme]:
    """Of each scheme the version that holds today, else its newest."""
    chosen: dict[UUID, GrantScheme] = {}
    for one in sorted(schemes, key=lambda scheme: scheme.valid_from):
        if one.series_id not in chosen or one.valid_from <= today:
            chosen[one.series_id] = one
    return sorted(chosen.values(), key=lambda scheme: scheme.name.casefold())


@views.route("/schemes/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_scheme():
    start = {"valid_from": clock.today(settings().zone).replace(month=1, day=1), "codes": list(STARTER_SET)}
    form = forms.SchemeForm(data=start)
    if form.validate_on_submit():
        scheme = actions.add_scheme(form.scheme_values(), by=current_user(), now=clock.now())
        address = url_for("commitments.edit_scheme", scheme_id=scheme.id)
        return once.commit_and_go(address, _s("Saved. Look at how each promise is shown, and when."))
    return render(
        "commitments/add_scheme.html", status=422 if form.is_submitted() else 200, form=form, hints=_hints(form)
    )


@views.route("/schemes/<uuid:scheme_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_scheme(scheme_id: UUID):
    scheme = queries.get_scheme(scheme_id)
    form = forms.SchemeForm(data=forms.scheme_data(scheme), lines=scheme.lines)
    if form.validate_on_submit():
        values, version = form.scheme_values(), form.version.data
        try:
            actions.change_scheme(scheme, values, version=version, by=current_user(), now=clock.now())
        except SchemeInUse as error:
            form.codes.errors = [str(error)]
        else:
            address = url_for("commitments.edit_scheme", scheme_id=scheme_id)
            return once.commit_and_go(address, _s("Saved. Promises made earlier stay as they are."))
    versions = queries.list_versions(scheme.series_id)
    return render(
        "commitments/edit_scheme.html", status=422 if form.is_submitted() else 200, form=form, scheme=scheme,
        hints=_hints(form), is_used=queries.is_in_use(scheme), versions=versions, changes=_changes(scheme, versions),
        texts_of=queries.texts_of, text_in_language=forms.text_in_language, part_words=_part_words, part_labels=PART_LABELS,
    )  # fmt: skip


@views.route("/schemes/<uuid:scheme_id>/new-version", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_version(scheme_id: UUID):
    """A copy of the version with changes, from a day on; grants given before keep theirs."""
    scheme = queries.get_scheme(scheme_id)
    next_year = date(clock.today(settings().zone).year + 1, 1, 1)
    start = forms.scheme_data(scheme) | {"valid_from": next_year, "valid_to": None}
    form = forms.SchemeForm(data=start, lines=scheme.lines)
    if form.validate_on_submit():
        values, version = form.scheme_values(), form.version.data
        try:
            newer = actions.add_version(scheme, values, version=version, by=current_user(), now=clock.now())
        except VersionTooEarly as error:
            form.valid_from.errors = [str(error)]
        else:
            address = url_for("commitments.edit_scheme", scheme_id=newer.id)
            return once.commit_and_go(address, _s("Saved. Look at how each promise is shown, and when."))
    return render(
        "commitments/add_version.html", status=422 if form.is_submitted() else 200, form=form, scheme=scheme,
        hints=_hints(form),
    )  # fmt: skip


def _offered(scheme: GrantScheme) -> list[Offered]:
    return [
        Offered(line.code, queries.texts_of(line), line.level, tuple(line.evidence), line.due_rule)
        for line in scheme.lines
    ]


def _changes(scheme: GrantScheme, versions: list[GrantScheme]) -> list[Difference] | None:
    """What this version asks differently from the one before; None for the first one."""
    earlier = [one for one in versions if one.valid_from < scheme.valid_from]
    return differences(_offered(earlier[0]), _offered(scheme)) if earlier else None


def _part_words(part: Part, one: Offered) -> str:
    """A part of a commitment in words."""
    if part is Part.TEXT:
        return forms.text_in_language(one.texts)
    if part is Part.LEVEL:
        return str(forms.LEVEL_LABELS[one.level])
    if part is Part.EVIDENCE:
        return ", ".join(str(forms.EVIDENCE_LABELS[way]) for way in one.evidence)
    return forms.due_words(one.due_rule)


def _hints(form: forms.SchemeForm) -> dict[str, str]:
    """Under each promise: how firm it usually is, and what it is only for."""
    levels = {one.code: one.level for one in queries.list_offered()}
    hints = {}
    for code, _label in form.codes.choices:
        known = find_line(code)
        words = [code, *([str(forms.LEVEL_LABELS[levels[code]])] if code in levels else [])]
        hints[code] = " · ".join([*words, _s("only sports clubs")] if known and known.is_for_sport else words)
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
        text=forms.text_in_language(queries.texts_of(line)), level_hints=forms.LEVEL_HINTS,
        is_used=queries.is_in_use(line.scheme),
    )  # fmt: skip

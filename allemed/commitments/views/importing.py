"""Importing a list of grants: choose a file, look at what would happen, say who is who, confirm."""

from contextlib import closing
from uuid import UUID

from flask import flash, request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.actions import ImportRefused
from allemed.associations.actions.texts import file_text
from allemed.associations.gateway import LARGEST_FILE, FileProblem
from allemed.commitments import actions, forms, notices, queries
from allemed.commitments.actions.grant_texts import GRANT_COLUMN_LABELS, GRANT_PROBLEM_TEXTS
from allemed.commitments.rules.grant_list import GrantProblem
from allemed.commitments.rules.grant_matching import GrantOutcome
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.forms import Form
from allemed.htmx import redirect_to, render
from allemed.limits import accepts_upload
from allemed.locales import _s
from allemed.once import commit_and_go

PAGE = "commitments/import_grants.html"
SHOWN = 200  # rows of each kind on the page; the counts tell of all
MOST_SAID = 500  # questions on one page; the rest is asked when the file is sent again


def _too_large():
    """The body was never read, so nothing of it may be looked at here."""
    form = forms.ImportGrantsForm(formdata=None)
    form.file.errors = [file_text(FileProblem.TOO_LARGE)]
    return render(PAGE, status=413, form=form, columns=GRANT_COLUMN_LABELS)


@views.route("/grants/import", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@accepts_upload(LARGEST_FILE, _too_large)
def import_grants():
    today = clock.today(settings().zone)
    form = forms.ImportGrantsForm(data={"year": today.year, "decided_on": today})
    if not form.is_submitted() and len(form.known) == 1:
        form.series.data = str(form.known[0][0])
    if form.validate_on_submit():
        with closing(form.file.data) as upload:
            data, name = upload.read(), upload.filename or ""
        try:
            plan = actions.plan_grants(data, name, form.defaults())
        except ImportRefused as error:
            form.file.errors = [str(error)]
        else:
            draft = actions.keep_grant_draft(plan, by=current_user(), now=clock.now())
            return commit_and_go(url_for("commitments.show_grant_import", grant_draft_id=draft.id))
    return render(PAGE, status=422 if form.errors else 200, form=form, columns=GRANT_COLUMN_LABELS)


@views.get("/grants/import/<uuid:grant_draft_id>")
@allow(Role.COORDINATOR)
def show_grant_import(grant_draft_id: UUID):
    draft = queries.find_grant_draft(grant_draft_id, clock.now())
    if draft is None:
        return _expired()
    plan = actions.plan_grant_draft(draft, {})
    return render(
        "commitments/show_grant_import.html", draft=draft, plan=plan, form=Form(), columns=GRANT_COLUMN_LABELS, shown=SHOWN,
        problems=GRANT_PROBLEM_TEXTS, only_remarks=(GrantProblem.NUMBER_WRONG,), new=plan.those(GrantOutcome.NEW),
        changed=plan.those(GrantOutcome.CHANGED), asked=plan.those(GrantOutcome.ASKED)[:MOST_SAID],
        currency=profile().currency_sign,
    )  # fmt: skip


def _said() -> dict[int, UUID]:
    """For rows found by their name: the association that was chosen. Whether it may be is decided by the plan."""
    said = {}
    for name, value in request.form.items():
        number = name.removeprefix("row-")
        try:
            if name != number and number.isdecimal():
                said[int(number)] = UUID(value)
        except ValueError:
            continue
    return said


@views.post("/grants/import/<uuid:grant_draft_id>")
@allow(Role.COORDINATOR)
def confirm_grant_import(grant_draft_id: UUID):
    now, user = clock.now(), current_user()
    draft = queries.find_grant_draft(grant_draft_id, now)
    if draft is None:
        return _expired()
    plan = actions.plan_grant_draft(draft, _said())
    for grant in actions.apply_grants(plan, by=user, now=now):
        notices.tell_association_of_grant(grant, by=user, now=now)
    db.session.delete(draft)
    summary = _s(
        "Imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(asked)s without a yes, %(refused)s refused.",
        **plan.counts,
    )
    return commit_and_go(url_for("commitments.show_overview"), summary)


def _expired():
    flash(_s("That was too long ago. Choose the file again."), "info")
    return redirect_to(url_for("commitments.import_grants"))

"""Importing a list of associations: choose a file, look at what would happen, confirm."""

from contextlib import closing

from flask import flash, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations import actions
from allemed.associations.actions import ImportRefused
from allemed.associations.actions.texts import COLUMN_LABELS, file_text, problem_text
from allemed.associations.forms import ImportForm
from allemed.associations.gateway import LARGEST_FILE, FileProblem
from allemed.associations.queries import find_draft
from allemed.associations.rules import REFUSING, Outcome
from allemed.associations.views.blueprint import views
from allemed.database import db
from allemed.forms import Form
from allemed.htmx import redirect_to, render
from allemed.limits import accepts_upload
from allemed.locales import _s
from allemed.once import commit_and_go

PAGE = "associations/import_associations.html"
SHOWN = 200  # problems and changes listed on the page; the counts tell of all


def _too_large():
    """The body was never read, so nothing of it may be looked at here."""
    form = ImportForm(formdata=None)
    form.file.errors = [file_text(FileProblem.TOO_LARGE)]
    return render(PAGE, status=413, form=form, columns=COLUMN_LABELS)


@views.route("/associations/import", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@accepts_upload(LARGEST_FILE, _too_large)
def import_associations():
    form = ImportForm()
    if form.validate_on_submit():
        with closing(form.file.data) as upload:
            data, name = upload.read(), upload.filename or ""
        try:
            plan = actions.plan_import(data, name)
        except ImportRefused as error:
            form.file.errors = [str(error)]
        else:
            draft = actions.keep_draft(plan, by=current_user(), now=clock.now())
            return commit_and_go(url_for("associations.show_import", draft_id=draft.id))
    return render(PAGE, status=422 if form.errors else 200, form=form, columns=COLUMN_LABELS)


@views.get("/associations/import/<uuid:draft_id>")
@allow(Role.COORDINATOR)
def show_import(draft_id):
    draft = find_draft(draft_id, clock.now())
    if draft is None:
        return _expired()
    plan = actions.plan_draft(draft)
    return render(
        "associations/show_import.html", draft=draft, plan=plan, form=Form(), columns=COLUMN_LABELS, shown=SHOWN,
        problem_text=problem_text, refusing=REFUSING, new=plan.those(Outcome.NEW), changed=plan.those(Outcome.CHANGED),
    )  # fmt: skip


@views.post("/associations/import/<uuid:draft_id>")
@allow(Role.COORDINATOR)
def confirm_import(draft_id):
    now = clock.now()
    draft = find_draft(draft_id, now)
    if draft is None:
        return _expired()
    plan = actions.plan_draft(draft)
    actions.apply_import(plan, by=current_user(), now=now)
    db.session.delete(draft)
    summary = _s(
        "Imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(refused)s refused.",
        **plan.counts,
    )
    return commit_and_go(url_for("associations.list_associations"), summary)


def _expired():
    flash(_s("That was too long ago. Choose the file again."), "info")
    return redirect_to(url_for("associations.import_associations"))

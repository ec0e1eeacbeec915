"""Asking for a step, confirming it, fetching the file. Each names who did it, and is in the log."""

from datetime import timedelta

from flask import Response, abort, current_app, g, redirect, url_for

from allemed import clock, database
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.accounts.queries import list_users
from allemed.accounts.views import sign_out_here
from allemed.closing import forms, notices, queries
from allemed.closing.actions import emptying, steps
from allemed.closing.gateway import sealed_file
from allemed.closing.rules import FETCHABLE, Step, is_fetchable, is_one_of_two
from allemed.closing.views.blueprint import views
from allemed.config import settings
from allemed.database import db
from allemed.delivery.gateway import mail
from allemed.delivery.worker.sending import mail_folder
from allemed.formatting import moment_text
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.privacy.actions import SignInAgain
from allemed.privacy.rules import may_confirm
from allemed.privacy.views import PROVING, has_proven_now

SHOWN = timedelta(days=365)


def _step(word: str) -> Step:
    return Step(word) if word in list(Step) else abort(404)


@views.get("/closing")
@allow(Role.COORDINATOR)
def show_closing():
    """The steps, and what has happened: for coordinators and the data protection officer."""
    now = clock.now()
    offered = [step for step in Step if step is not (Step.SWITCH_OFF if queries.find_rest() else Step.SWITCH_ON)]
    happened = [
        [moment_text(at), forms.HAPPENED[what], who or "–"] for at, what, who in queries.list_happened(now - SHOWN)
    ]
    return render(
        "closing/show_closing.html", steps=offered, titles=forms.TITLES, texts=forms.TEXTS, icons=forms.ICONS,
        waiting={step for step in offered if queries.find_asked(step, now)}, happened=happened,
    )  # fmt: skip


@views.get("/closing/<step>")
@allow(Role.COORDINATOR)
def show_step(step: str):
    """What it does; then ask, wait, confirm, or fetch."""
    return _page(_step(step), forms.EmptyForm(formdata=None))


def _page(step: Step, form: forms.EmptyForm, status: int = 200) -> Response:
    now, by = clock.now(), current_user()
    asked = queries.find_asked(step, now)
    export = queries.find_export(now) if step is Step.TAKE_OUT else None
    return render(
        "closing/show_step.html", status=status, step=step, asked=asked, form=form,
        obstacle=forms.OBSTACLES.get(queries.obstacle_to(step, now)), words=forms, export=export,
        may_confirm=asked is not None and may_confirm(asked.asked_by_id, by.id),
        may_fetch=export is not None and is_one_of_two(by.id, export.asked_by_id, export.confirmed_by_id),
        is_ready=export is not None and is_fetchable(export.ready_at, now), fetchable=FETCHABLE,
        is_alone=len(list_users(Role.COORDINATOR)) < 2, is_fresh=has_proven_now(now),
        here=url_for("closing.show_step", step=step), is_demo=settings().demo,
    )  # fmt: skip


@views.post("/closing/<step>")
@allow(Role.COORDINATOR)
def ask_for_step(step: str):
    """The first of two."""
    wanted, now, by = _step(step), clock.now(), current_user()
    if steps.ask(wanted, by=by, now=now):
        notices.tell_coordinators_of_step(wanted, by=by, now=now)
    return commit_and_go(url_for("closing.show_step", step=wanted), _s("Asked. Another coordinator has to confirm."))


@views.post("/closing/<step>/take-back")
@allow(Role.COORDINATOR)
def take_back_step(step: str):
    wanted = _step(step)
    steps.take_back(wanted, by=current_user(), now=clock.now())
    return commit_and_go(url_for("closing.show_step", step=wanted), _s("Taken back. Nothing has happened."))


@views.post("/closing/<step>/confirm")
@allow(Role.COORDINATOR)
def confirm_step(step: str):
    """The second of two, freshly signed in."""
    wanted, now, by = _step(step), clock.now(), current_user()
    form = forms.EmptyForm()
    if g.device.method not in PROVING:
        raise SignInAgain
    if wanted is Step.EMPTY and not form.validate_on_submit():
        return _page(wanted, form, 422)
    steps.confirm(wanted, signed_in_at=g.device.created_at, by=by, now=now)
    if wanted is Step.EMPTY:
        return _empty(now)
    notices.tell_coordinators_of_step(wanted, by=by, now=now)
    here = "closing.show_step" if wanted is Step.TAKE_OUT else "closing.show_closing"
    values = {"step": wanted} if wanted is Step.TAKE_OUT else {}
    return commit_and_go(url_for(here, **values), str(forms.DONE[wanted]))


def _empty(now) -> Response:
    """Nobody is signed in any more: the next page says that ALLEMED has ended here."""
    emptying.empty_everything(by=current_user(), now=now)
    db.session.commit()
    database.wipe_traces()
    mail.forget_written(mail_folder(), now + timedelta(days=1))
    return sign_out_here(redirect(url_for("home.show_start"), 303))


@views.post("/closing/file")
@allow(Role.COORDINATOR)
def fetch_file():
    """The file in clear, part by part; it is noted before the first byte leaves."""
    now = clock.now()
    if g.device.method not in PROVING:
        raise SignInAgain
    made = steps.fetch(signed_in_at=g.device.created_at, by=current_user(), now=now)
    file, size = sealed_file.file_of(made.id), made.size
    name = f"allemed-{clock.local(made.ready_at, settings().zone):%Y-%m-%d}.zip"
    db.session.commit()
    current_app.logger.warning("everything was fetched, by user %s", g.user.id)
    answer = Response(sealed_file.read_sealed(file), mimetype="application/zip")
    answer.headers.update({"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)})
    return answer

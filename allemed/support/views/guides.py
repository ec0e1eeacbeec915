"""The coordinator's list of guides: add, change, invite, end."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.associations.actions import AddressIsTaken
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.delivery.actions import tell_of_link
from allemed.forms import Form
from allemed.htmx import render
from allemed.intake.forms import labels
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.qr_codes import qr_code
from allemed.support import actions, queries
from allemed.support.forms import GuideForm
from allemed.support.models import Guide
from allemed.support.queries.guides import list_signed_in
from allemed.support.views.blueprint import today, views
from allemed.vocabulary import LANGUAGE_LABELS


@views.get("/guides")
@allow(Role.COORDINATOR)
def list_guides():
    """Who can go along the first time."""
    guides = queries.list_guides(current_user())
    return render(
        "support/list_guides.html", guides=guides, signed_in=list_signed_in(guides), language_names=LANGUAGE_LABELS,
        today=today(),
    )  # fmt: skip


@views.route("/guides/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_guide():
    form = GuideForm()
    if form.validate_on_submit() and _saves(form, None):
        return commit_and_go(url_for("support.list_guides"), _s("Saved."))
    return _guide_page(form, None)


@views.route("/guides/<uuid:guide_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_guide(guide_id: UUID):
    guide = queries.get_guide(guide_id)
    form = GuideForm.of(guide)
    if form.validate_on_submit() and _saves(form, guide):
        return commit_and_go(url_for("support.list_guides"), _s("Saved."))
    return _guide_page(form, guide)


def _saves(form: GuideForm, guide: Guide | None) -> bool:
    """What the rules refuse stands at its field."""
    by, now = current_user(), clock.now()
    try:
        if guide:
            actions.edit_guide(guide, **form.values(), version=form.version.data, by=by, now=now)
        else:
            actions.add_guide(**form.values(), by=by, now=now)
    except AddressIsTaken as error:
        form.email.errors = [str(error)]
    return not form.errors


def _guide_page(form: GuideForm, guide: Guide | None):
    return render("support/edit_guide.html", status=422 if form.errors else 200, form=form, guide=guide, labels=labels)


@views.post("/guides/<uuid:guide_id>/invite")
@allow(Role.COORDINATOR)
def invite_guide(guide_id: UUID):
    """A link by mail; without an address a code on this screen, to be photographed or sent by SMS. Shown once."""
    guide, now = queries.get_guide(guide_id), clock.now()
    language = settings().default_language or profile().default_language
    user, token = actions.invite_guide(guide, language=language, by=current_user(), now=now)
    if guide.email:
        tell_of_link(user, token, url_for("support.list_first_times"), now=now)
        return commit_and_go(url_for("support.list_guides"), _s("A sign-in link is on its way by e-mail."))
    address = settings().base_url.rstrip("/") + url_for("accounts.show_link", token=token)
    page = render("support/show_guide_code.html", guide=guide, address=address, code=qr_code(address))
    db.session.commit()
    return page


@views.route("/guides/<uuid:guide_id>/end", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def end_guide(guide_id: UUID):
    guide, form = queries.get_guide(guide_id), Form()
    if form.validate_on_submit():
        actions.end_guide(guide, by=current_user(), now=clock.now())
        return commit_and_go(url_for("support.list_guides"), _s("Ended. The person is signed out everywhere."))
    return render("support/end_guide.html", guide=guide, form=form)

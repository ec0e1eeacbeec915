"""The people in a partner, as the coordinator keeps them: add, edit, invite, end."""

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.associations.actions import AddressIsTaken
from allemed.config import settings
from allemed.countries import profile
from allemed.delivery.actions import tell_of_link
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.referrals import actions, forms, queries
from allemed.referrals.actions import PartnerIsClosed, SecondLinkPerson
from allemed.referrals.rules import PersonKind
from allemed.referrals.views.blueprint import views
from allemed.referrals.views.partners import page_of


@views.route("/partners/<uuid:partner_id>/people/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_person(partner_id):
    partner = queries.get_partner(partner_id)
    has_link = any(one.kind is PersonKind.LINK for one in queries.list_people(partner_id))
    form = forms.PersonForm(kind=PersonKind.SUBSTITUTE if has_link else PersonKind.LINK)
    if form.validate_on_submit() and _saves(form, actions.add_person, partner):
        return commit_and_go(page_of(partner_id), _s("Saved."))
    return _person_page(form, partner, None)


@views.route("/partner-people/<uuid:person_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_person(person_id):
    person = queries.get_person(person_id)
    form = forms.PersonForm(obj=person)
    if form.validate_on_submit() and _saves(form, actions.edit_person, person):
        return commit_and_go(page_of(person.partner_id), _s("Saved."))
    return _person_page(form, person.partner, person)


def _saves(form, action, of) -> bool:
    """What the rules refuse stands at its field."""
    try:
        action(of, **form.values(), by=current_user(), now=clock.now())
    except SecondLinkPerson as error:
        form.kind.errors = [str(error)]
    except AddressIsTaken as error:
        form.email.errors = [str(error)]
    except PartnerIsClosed as error:
        form.name.errors = [str(error)]
    return not form.errors


def _person_page(form, partner, person):
    status = 422 if form.errors else 200
    return render("referrals/edit_person.html", status=status, form=form, partner=partner, person=person)


@views.post("/partner-people/<uuid:person_id>/invite")
@allow(Role.COORDINATOR)
def invite_person(person_id):
    now, person = clock.now(), queries.get_person(person_id)
    language = settings().default_language or profile().default_language
    user, token = actions.invite_person(person, language=language, by=current_user(), now=now)
    tell_of_link(user, token, url_for("referrals.list_referrals"), now=now)
    return commit_and_go(page_of(person.partner_id), _s("A sign-in link is on its way by e-mail."))


@views.route("/partner-people/<uuid:person_id>/end", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def end_person(person_id):
    person, form = queries.get_person(person_id), Form()
    if form.validate_on_submit():
        actions.end_person(person, by=current_user(), now=clock.now())
        return commit_and_go(page_of(person.partner_id), _s("Ended. The person is signed out everywhere."))
    return render("referrals/end_person.html", person=person, form=form)

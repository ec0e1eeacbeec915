"""The coordinator's posts about contact persons: add, invite, end."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations import actions
from allemed.associations.actions import SecondMainContact
from allemed.associations.forms import AddContactForm
from allemed.associations.models import ContactPerson
from allemed.associations.queries import get_association, get_contact, list_contacts
from allemed.associations.rules import ContactKind
from allemed.associations.views.blueprint import views
from allemed.config import settings
from allemed.countries import profile
from allemed.delivery.actions import tell_of_link
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go


def _page_of(association_id: UUID) -> str:
    return url_for("associations.show_association", association_id=association_id)


@views.route("/associations/<uuid:association_id>/contacts/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_contact(association_id):
    has_main = any(contact.kind is ContactKind.MAIN for contact in list_contacts(association_id))
    form = AddContactForm(kind=ContactKind.SUBSTITUTE if has_main else ContactKind.MAIN)
    if form.validate_on_submit():
        values = form.values() | {
            "kind": ContactKind(form.kind.data),
            "phone": form.phone.data or "",
            "email": form.email.data or "",
        }
        try:
            actions.add_contact(association_id, **values, by=current_user(), now=clock.now())
        except SecondMainContact as error:
            form.kind.errors = [str(error)]
        else:
            return commit_and_go(_page_of(association_id), _s("Saved."))
    status = 422 if form.errors else 200
    return render(
        "associations/add_contact.html", status=status, form=form, association=get_association(association_id)
    )


@views.post("/contacts/<uuid:contact_id>/invite")
@allow(Role.COORDINATOR)
def invite_contact(contact_id):
    now, contact = clock.now(), get_contact(contact_id)
    language = settings().default_language or profile().default_language
    user, token = actions.invite_contact(contact, language=language, by=current_user(), now=now)
    tell_of_link(user, token, url_for("associations.show_contacts"), now=now)
    return commit_and_go(_page_of(contact.association_id), _s("A sign-in link is on its way by e-mail."))


@views.route("/contacts/<uuid:contact_id>/end", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def end_contact(contact_id):
    contact: ContactPerson = get_contact(contact_id)
    form = Form()
    if form.validate_on_submit():
        actions.end_contact(contact, by=current_user(), now=clock.now())
        return commit_and_go(_page_of(contact.association_id), _s("Ended. The person is signed out everywhere."))
    return render("associations/end_contact.html", contact=contact, form=form)

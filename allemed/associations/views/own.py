"""What a contact person sees of who answers for their association."""

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations import actions, notices
from allemed.associations.actions import AddressIsTaken
from allemed.associations.forms import KIND_LABELS, AddSubstituteForm, EditOwnContactForm, HandOverForm
from allemed.associations.models import ContactPerson
from allemed.associations.queries import find_contact_of, get_association, list_contacts
from allemed.associations.rules import ContactKind
from allemed.associations.views.blueprint import views
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell_of_link
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go


def _own_contact() -> ContactPerson:
    return find_contact_of(current_user()) or abort(404)


def _back(message: str):
    return commit_and_go(url_for("associations.show_contacts"), message)


def _tell_coordinators(contact: ContactPerson) -> None:
    address = url_for("associations.show_association", association_id=contact.association_id)
    notices.tell_coordinators_of_contact(contact, address, now=clock.now())


@views.get("/our-contacts")
@allow(Role.ASSOCIATION)
def show_contacts():
    user = current_user()
    return render(
        "associations/show_contacts.html", association=get_association(user.association_id), own=find_contact_of(user),
        contacts=list_contacts(user.association_id), kinds=KIND_LABELS, form=Form(),
    )  # fmt: skip


@views.post("/our-contacts/confirm")
@allow(Role.ASSOCIATION)
def confirm_contact():
    actions.confirm_contact(_own_contact(), by=current_user(), now=clock.now())
    return _back(_s("Thank you. Now we know that we reach you."))


@views.route("/our-contacts/edit", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def edit_own_contact():
    contact = _own_contact()
    form = EditOwnContactForm(obj=contact)
    if form.validate_on_submit():
        email, phone = form.email.data, form.phone.data or ""
        try:
            changed = actions.edit_contact(contact, email=email, phone=phone, by=current_user(), now=clock.now())
        except AddressIsTaken as error:
            form.email.errors = [str(error)]
        else:
            if "email" in changed:  # whoever opens that mailbox signs in from now on
                _tell_coordinators(contact)
            return _back(_s("Saved."))
    return render("associations/edit_own_contact.html", status=422 if form.errors else 200, form=form, contact=contact)


@views.route("/our-contacts/new", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def add_substitute():
    form, now, user = AddSubstituteForm(), clock.now(), current_user()
    if form.validate_on_submit():
        contact = actions.add_contact(
            user.association_id, kind=ContactKind.SUBSTITUTE, name=form.name.data, email=form.email.data or "",
            phone=form.phone.data or "", by=user, now=now,
        )  # fmt: skip
        _tell_coordinators(contact)
        return _back(_s("Saved. The coordinator sends the sign-in link."))
    return render("associations/add_substitute.html", status=422 if form.errors else 200, form=form)


@views.route("/our-contacts/hand-over", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def hand_over():
    """The next contact in one flow: name, mail, date. Leaving today, this very device is signed out."""
    contact, form, now = _own_contact(), HandOverForm(leaves_on=clock.today(settings().zone)), clock.now()
    if form.validate_on_submit():
        today = clock.today(settings().zone)
        try:
            follower, user, token = actions.hand_over(
                contact, name=form.name.data, email=form.email.data, leaves_on=form.leaves_on.data, today=today,
                language=current_user().language, by=current_user(), now=now,
            )  # fmt: skip
        except AddressIsTaken as error:
            db.session.rollback()
            form.email.errors = [str(error)]
        else:
            tell_of_link(user, token, url_for("associations.show_contacts"), now=now)
            _tell_coordinators(follower)
            if contact.ended_at:
                return commit_and_go(url_for("accounts.show_signed_out"))
            return _back(_s("Handed over. A sign-in link is on its way by e-mail."))
    return render("associations/hand_over.html", status=422 if form.errors else 200, form=form, contact=contact)

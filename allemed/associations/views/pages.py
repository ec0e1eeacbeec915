"""The coordinator's list of associations, and the page of each one."""

from flask import request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations import actions, queries
from allemed.associations.actions import NumberIsTaken, StaysAnAssociation
from allemed.associations.forms import FILTER_LABELS, KIND_LABELS, REGISTER_LABELS, AssociationForm, EditAssociationForm
from allemed.associations.queries import ListFilter, get_association, list_contacts, list_signed_in
from allemed.associations.rules import picture_of
from allemed.associations.views.blueprint import views
from allemed.forms import Form
from allemed.htmx import page_asked_for, render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.vocabulary import BORROW_LABELS

PER_PAGE = 40


def _list_context() -> dict:
    """The list as the address asks for it: `q` words, `only` a filter, `page` how far it is unfolded."""
    words = request.args.get("q", "")[:80].strip()
    only = request.args.get("only", "")
    only = ListFilter(only) if only in list(ListFilter) else ListFilter.ALL
    page = page_asked_for()
    rows = queries.list_associations(current_user(), words=words, only=only)
    asked = {"q": words or None, "only": only if only is not ListFilter.ALL else None}
    return {
        "rows": rows[: page * PER_PAGE], "total": len(rows), "words": words, "only": only, "asked": asked, "page": page,
        "filters": FILTER_LABELS, "picture_of": picture_of, "register": REGISTER_LABELS,
    }  # fmt: skip


@views.get("/associations")
@allow(Role.COORDINATOR)
def list_associations():
    return render("associations/list_associations.html", "associations/_association_list.html", **_list_context())


@views.get("/associations/<uuid:association_id>")
@allow(Role.COORDINATOR)
def show_association(association_id):
    contacts = list_contacts(association_id)
    return render(
        "associations/show_association.html", association=get_association(association_id), contacts=contacts,
        signed_in=list_signed_in(contacts), kinds=KIND_LABELS, things=BORROW_LABELS, form=Form(), **_list_context(),
    )  # fmt: skip


@views.route("/associations/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_association():
    form = AssociationForm()
    if form.validate_on_submit():
        try:
            association = actions.add_association(form.values(), by=current_user(), now=clock.now())
        except NumberIsTaken as error:
            form.organisation_number.errors = [str(error)]
        else:
            address = url_for("associations.show_association", association_id=association.id)
            return commit_and_go(address, _s("Saved."))
    return render("associations/edit_association.html", status=422 if form.errors else 200, form=form, association=None)


@views.route("/associations/<uuid:association_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_association(association_id):
    association = get_association(association_id)
    form = EditAssociationForm(obj=association)
    if form.validate_on_submit():
        try:
            version = form.version.data
            actions.edit_association(association, form.values(), version=version, by=current_user(), now=clock.now())
        except NumberIsTaken as error:
            form.organisation_number.errors = [str(error)]
        except StaysAnAssociation as error:
            form.kind.errors = [str(error)]
        else:
            return commit_and_go(url_for("associations.show_association", association_id=association_id), _s("Saved."))
    return render(
        "associations/edit_association.html",
        status=422 if form.errors else 200,
        form=form,
        association=association,
    )


@views.post("/associations/<uuid:association_id>/approve")
@allow(Role.COORDINATOR)
def approve_association(association_id):
    return _approval(association_id, True, _s("Approved. Families can see its open spots."))


@views.post("/associations/<uuid:association_id>/unapprove")
@allow(Role.COORDINATOR)
def unapprove_association(association_id):
    return _approval(association_id, False, _s("Not approved any more. Its spots are hidden from families."))


def _approval(association_id, is_approved: bool, message: str):
    actions.set_approval(get_association(association_id), is_approved, by=current_user(), now=clock.now())
    return commit_and_go(url_for("associations.show_association", association_id=association_id), message)

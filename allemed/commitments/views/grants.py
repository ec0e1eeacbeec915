"""A grant of an association: entered, and corrected."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.associations.queries import get_association
from allemed.associations.rules import AssociationKind
from allemed.commitments import actions, forms, notices, queries
from allemed.commitments.actions import GrantExists, NoAssociation
from allemed.commitments.models import GrantScheme
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.countries import profile
from allemed.htmx import render
from allemed.locales import _s


def _address_of(association_id: UUID) -> str:
    return url_for("commitments.show_for_association", association_id=association_id)


def _chosen(schemes: list[GrantScheme]) -> GrantScheme | None:
    """The scheme asked for in the address, if it is valid today; the only one there is."""
    wanted = request.args.get("scheme", "")
    found = next((one for one in schemes if str(one.id) == wanted), None)
    return found or (schemes[0] if len(schemes) == 1 else None)


@views.route("/associations/<uuid:association_id>/grants/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_grant(association_id: UUID):
    association, today, now = get_association(association_id), clock.today(settings().zone), clock.now()
    if association.kind != AssociationKind.ASSOCIATION:
        raise NoAssociation
    schemes = queries.list_schemes(valid_on=today)
    scheme = _chosen(schemes)
    if scheme is None:
        return render("commitments/choose_scheme.html", association=association, schemes=schemes)
    form = forms.GrantForm(data={"year": today.year, "decided_on": today})
    if form.validate_on_submit():
        try:
            grant = actions.add_grant(association, scheme, form.grant_values(), by=current_user(), now=now)
        except GrantExists as error:
            form.year.errors = [str(error)]
        else:
            notices.tell_association_of_grant(grant, by=current_user(), now=now)
            said = (
                _s("Saved. The association is asked to say yes.")
                if actions.list_unagreed(grant)
                else _s("Saved. The association said yes to the same promises before, so they go on.")
            )
            return once.commit_and_go(_address_of(association_id), said)
    return _show(form, association=association, scheme=scheme, several=len(schemes) > 1)


@views.route("/grants/<uuid:grant_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_grant(grant_id: UUID):
    grant = queries.get_grant(grant_id)
    form = forms.GrantForm(data=forms.grant_data(grant))
    if form.validate_on_submit():
        values, version = form.grant_values(), form.version.data
        try:
            actions.change_grant(grant, values, version=version, by=current_user(), now=clock.now())
        except GrantExists as error:
            form.year.errors = [str(error)]
        else:
            return once.commit_and_go(_address_of(grant.association_id), _s("Saved. The dates are counted again."))
    return _show(
        form, association=grant.association, scheme=grant.scheme, grant=grant, leading=queries.list_leading(grant)
    )


def _show(form: forms.GrantForm, **shown):
    page = "commitments/edit_grant.html" if "grant" in shown else "commitments/add_grant.html"
    return render(page, status=422 if form.errors else 200, form=form, currency=profile().currency_sign, **shown)

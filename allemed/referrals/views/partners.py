"""The coordinator's registry of partners: who may send families on."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.config import settings
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.referrals import actions, forms, queries
from allemed.referrals.rules import PartnerKind, term_start
from allemed.referrals.views.blueprint import told_of, views

# icon and family of colours
KINDS = {
    PartnerKind.SCHOOL: ("chalkboard-teacher", "ball"),
    PartnerKind.WELFARE_OFFICE: ("buildings", "mind"),
    PartnerKind.REFUGEE_SERVICE: ("key", "nature"),
    PartnerKind.HEALTH_CENTRE: ("baby", "water"),
    PartnerKind.CHILD_WELFARE: ("shield-check", "mind"),
    PartnerKind.ADULT_LEARNING: ("book-open", "craft"),
    PartnerKind.VOLUNTEER_CENTRE: ("hand-heart", "family"),
    PartnerKind.OTHER: ("handshake", "family"),
}


def icon_of(code: str) -> tuple[str, str]:
    """Of a kind of the municipality's own: the one of other services."""
    return KINDS[PartnerKind(code) if code in set(PartnerKind) else PartnerKind.OTHER]


def page_of(partner_id: UUID) -> str:
    return url_for("referrals.show_partner", partner_id=partner_id)


def _list_context() -> dict:
    zone = settings().zone
    term_from = clock.start_of(term_start(clock.today(zone)), zone)
    rows = queries.list_partners(current_user(), term_from=term_from)
    return {"rows": rows, "kinds": forms.PARTNER_LABELS, "pictures": KINDS}


@views.get("/partners")
@allow(Role.COORDINATOR)
def list_partners():
    return render("referrals/list_partners.html", **_list_context())


@views.get("/partners/<uuid:partner_id>")
@allow(Role.COORDINATOR)
def show_partner(partner_id):
    context = _list_context()
    row = next(row for row in context["rows"] if row.partner.id == partner_id)
    message = queries.find_term_message(partner_id)
    return render(
        "referrals/show_partner.html", row=row, partner=row.partner, person_kinds=forms.PERSON_LABELS,
        signed_in=queries.list_signed_in(row.people), school=queries.find_place(row.partner.place_id),
        message=message, told=told_of(message), progress_labels=forms.PROGRESS_LABELS, **context,
    )  # fmt: skip


@views.route("/partners/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_partner():
    form = forms.PartnerForm(data={"owner_id": current_user().id})
    if form.validate_on_submit():
        partner = actions.add_partner(**form.values(), by=current_user(), now=clock.now())
        return commit_and_go(page_of(partner.id), _s("Saved."))
    return _partner_page(form, None)


@views.route("/partners/<uuid:partner_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_partner(partner_id):
    partner = queries.get_partner(partner_id)
    form = forms.EditPartnerForm(obj=partner)
    if form.validate_on_submit():
        version = form.version.data
        actions.edit_partner(partner, **form.values(), version=version, by=current_user(), now=clock.now())
        return commit_and_go(page_of(partner_id), _s("Saved."))
    return _partner_page(form, partner)


def _partner_page(form, partner):
    icons = {one.value: icon_of(one.value)[0] for one in form.kind.choices}
    status = 422 if form.errors else 200
    return render("referrals/edit_partner.html", status=status, form=form, partner=partner, icons=icons)


@views.route("/partners/<uuid:partner_id>/close", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def close_partner(partner_id):
    partner, form = queries.get_partner(partner_id), Form()
    if form.validate_on_submit():
        actions.close_partner(partner, by=current_user(), now=clock.now())
        return commit_and_go(page_of(partner_id), _s("Closed. Everybody in it is signed out."))
    return render("referrals/close_partner.html", partner=partner, form=form)


@views.post("/partners/<uuid:partner_id>/reopen")
@allow(Role.COORDINATOR)
def reopen_partner(partner_id):
    actions.reopen_partner(queries.get_partner(partner_id), by=current_user(), now=clock.now())
    return commit_and_go(page_of(partner_id), _s("Open again. Now add somebody who may send families on."))

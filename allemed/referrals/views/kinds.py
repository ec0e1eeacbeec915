"""The coordinator's kinds of partner: what the form of each asks, and what is said before."""

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.referrals import actions, forms, queries
from allemed.referrals.rules import HAND_OVER, PartnerKind
from allemed.referrals.views.blueprint import views
from allemed.referrals.views.partners import icon_of

NEW = "new"


@views.get("/partners/kinds")
@allow(Role.COORDINATOR)
def list_kinds():
    return render(
        "referrals/list_kinds.html", kinds=queries.list_kinds(), labels=forms.PARTNER_LABELS,
        field_labels=forms.FIELD_LABELS, icon_of=icon_of,
    )  # fmt: skip


@views.route("/partners/kinds/<code>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_kind(code: str):
    """One of ours, one of the municipality's, or a new one ("new")."""
    kind = queries.find_kind(code)
    if kind is None and code != NEW:
        abort(404)
    usual = HAND_OVER[PartnerKind.OTHER]
    form = forms.KindForm(data=vars(kind) if kind else {"fields": usual})
    if kind is None:
        del form.version, form.is_active
    elif kind.built_in:
        form.is_of_ours()
    if form.validate_on_submit():
        said = form.values() | {"by": current_user(), "now": clock.now()}
        if kind:
            actions.edit_kind(code, **said, version=form.version.data)
        else:
            actions.add_kind(**said)
        return commit_and_go(url_for("referrals.list_kinds"), _s("Saved."))
    status = 422 if form.errors else 200
    return render("referrals/edit_kind.html", status=status, form=form, kind=kind, labels=forms.PARTNER_LABELS)


@views.post("/partners/kinds/<code>/remove")
@allow(Role.COORDINATOR)
def remove_kind(code: str):
    kind = None if code in set(PartnerKind) else queries.find_local_kind(code)
    if kind is None:
        abort(404)
    actions.remove_kind(kind, by=current_user(), now=clock.now())
    return commit_and_go(url_for("referrals.list_kinds"), _s("Removed."))

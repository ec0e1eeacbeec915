"""The public side: "I want this" on one page, from a visitor or from a family that is signed in, and the thanks."""

from uuid import UUID

from flask import request, session, url_for

from allemed import clock, once
from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.families.queries import get_child, list_children_of
from allemed.htmx import redirect_to, render
from allemed.kept_pages import may_be_kept
from allemed.limits import PUBLIC_POST, limiter
from allemed.qr_codes import qr_code
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import read_return_code
from allemed.referrals.views.blueprint import views
from allemed.referrals.views.steps import show_first_step

CODE = "return_code"  # kept for the thanks page until the browser is closed; nowhere else in clear


@views.get("/activities/<uuid:activity_id>/interest")
@allow(PUBLIC)
def show_interest(activity_id):
    """One question a page; with `?all=1` the same questions on one page, for those who help."""
    activity = queries.find_activity(activity_id)
    public, family = _interest_forms()
    if family or request.args.get("all"):
        return _interest_page(activity, public, family)
    return show_first_step(activity, public)


@views.post("/activities/<uuid:activity_id>/interest")
@allow(PUBLIC)
@limiter.limit(PUBLIC_POST)
def express_interest(activity_id):
    activity, now = queries.find_activity(activity_id), clock.now()
    public, family = _interest_forms()
    form = family or public
    if not form.validate():
        return _interest_page(activity, public, family, status=422)
    thanks = url_for("referrals.show_thanks", activity_id=activity_id)
    if family:
        child = get_child(UUID(family.child_id.data))
        referral = actions.add_interest_of_family(activity, child, by=current_user(), now=now)
    elif public.is_from_a_machine():
        return redirect_to(thanks)
    else:
        referral = actions.add_interest(activity, **public.values(), now=now)
        session[CODE] = actions.give_return_code(referral)
    notices.tell_coordinators_of_interest(referral, now=now)
    return once.commit_and_go(thanks)


@views.get("/interest/without-network")
@allow(PUBLIC)
def show_offline_interest():
    """The same questions for a phone without network; the same page for every activity, without a token."""
    return may_be_kept(render("referrals/show_offline_interest.html", form=forms.InterestForm(meta={"csrf": False})))


def _interest_forms() -> tuple:
    """The form for a visitor, or for a family the choice of its child (the other one is None)."""
    user = current_user()
    if user is None or user.role != Role.FAMILY:
        return forms.InterestForm(), None
    form = forms.FamilyInterestForm()
    form.offer(list_children_of(user.family_id))
    return None, form


def _interest_page(activity, public, family, status=200):
    return render(
        "referrals/show_interest.html", status=status, activity=activity, kind=kind_of(activity.kind), form=family or public,
        is_family=family is not None, year=clock.today(settings().zone).year,
    )  # fmt: skip


@views.get("/activities/<uuid:activity_id>/interest/thanks")
@allow(PUBLIC)
def show_thanks(activity_id):
    """With the code that this browser was just given, as a picture for another phone's camera and in signs."""
    user, code = current_user(), read_return_code(session.get(CODE, ""))
    address = url_for("referrals.show_return", code=code) if code else ""
    return render(
        "referrals/show_thanks.html", activity=queries.find_activity(activity_id), code=code, address=address,
        picture=qr_code(settings().base_url.rstrip("/") + address) if code else None,
        is_family=user is not None and user.role == Role.FAMILY,
    )  # fmt: skip


@views.get("/call-us")
@allow(PUBLIC)
def show_call():
    """A plain page for whoever had better talk than write: nothing is sent or kept."""
    return render("referrals/show_call.html")

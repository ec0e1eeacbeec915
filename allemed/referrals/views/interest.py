"""The public side: "I want this", from a visitor or from a family that is signed in."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.families.queries import get_child, list_children_of
from allemed.htmx import redirect_to, render
from allemed.limits import PUBLIC_POST, limiter
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import is_reference_code, reference_code
from allemed.referrals.views.blueprint import views


@views.get("/activities/<uuid:activity_id>/interest")
@allow(PUBLIC)
def show_interest(activity_id):
    return _interest_page(queries.find_activity(activity_id), *_interest_forms())


@views.post("/activities/<uuid:activity_id>/interest")
@allow(PUBLIC)
@limiter.limit(PUBLIC_POST)
def express_interest(activity_id):
    activity, now = queries.find_activity(activity_id), clock.now()
    public, family = _interest_forms()
    form = family or public
    if not form.validate():
        return _interest_page(activity, public, family, status=422)
    if family:
        child = get_child(UUID(family.child_id.data))
        referral = actions.add_interest_of_family(activity, child, by=current_user(), now=now)
    elif public.is_from_a_machine():
        return redirect_to(url_for("referrals.show_thanks", activity_id=activity_id))
    else:
        referral = actions.add_interest(activity, **public.values(), now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    return once.commit_and_go(
        url_for("referrals.show_thanks", activity_id=activity_id, code=reference_code(referral.id))
    )


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
    code = request.args.get("code", "")
    return render(
        "referrals/show_thanks.html", activity=queries.find_activity(activity_id), code=code if is_reference_code(code) else "",
    )  # fmt: skip


@views.get("/call-us")
@allow(PUBLIC)
def show_call():
    """A plain page for whoever had better talk than write: nothing is sent or kept."""
    return render("referrals/show_call.html")

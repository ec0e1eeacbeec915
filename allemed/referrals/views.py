"""Partners send families on, visitors and families say "I want this", the coordinator answers."""

from uuid import UUID

from flask import Blueprint, request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import PUBLIC, Role, allow
from allemed.audit.actions import record, record_read
from allemed.catalogue.rules import KINDS, kind_of
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child, list_children_of
from allemed.htmx import redirect_to, render
from allemed.limits import PARTNER_POST, PUBLIC_POST, limiter
from allemed.locales import _s
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import ReferralState, is_reference_code, reference_code

views = Blueprint("referrals", __name__)
PICTURES = {code: (kind.icon, kind.family) for code, kind in KINDS.items()}


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


@views.get("/referrals")
@allow(Role.PARTNER)
@logs_reads
def list_referrals():
    user = current_user()
    rows = queries.list_referrals_of(user)
    answer = render(
        "referrals/list_referrals.html", rows=rows, partner=queries.find_partner(user.partner_id),
        progress_labels=forms.PROGRESS_LABELS, code_of=reference_code,
    )  # fmt: skip
    record("read_list", by=user, now=clock.now())
    db.session.commit()
    return answer


def _sender() -> str:
    return f"partner {current_user().id}"


@views.route("/referrals/new", methods=["GET", "POST"])
@allow(Role.PARTNER)
@limiter.limit(PARTNER_POST, key_func=_sender, methods=["POST"])
def add_referral():
    """Before anything is written: the question that is only asked aloud. Posted: what the form holds."""
    if request.method == "GET":
        return render("referrals/start_referral.html")
    form, user, now = forms.AddReferralForm(), current_user(), clock.now()
    if not form.validate():
        return _referral_page(form, status=422)
    referral = actions.add_referral(**form.values(), by=user, now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    said = _s("Sent. The coordinator calls the family within five working days.")
    return once.commit_and_go(url_for("referrals.list_referrals"), said)


@views.get("/referrals/form")
@allow(Role.PARTNER)
def show_referral_form():
    return _referral_page(forms.AddReferralForm(data=_known_of(current_user())))


def _referral_page(form, status=200):
    return render("referrals/record_referral.html", status=status, form=form, pictures=PICTURES)


def _known_of(user) -> dict:
    partner = queries.find_partner(user.partner_id)
    return {"school_id": partner.place_id if partner else None}


@views.get("/interest")
@allow(Role.COORDINATOR)
@logs_reads
def list_interest():
    wanted = request.args.get("state", "")
    state = ReferralState(wanted) if wanted in set(ReferralState) else ReferralState.NEW
    answer = render(
        "referrals/list_interest.html", rows=queries.list_interest(state), state=state, counts=queries.count_interest(),
        states=forms.STATE_LABELS, sources=forms.SOURCE_LABELS, year=clock.today(settings().zone).year, code_of=reference_code,
    )  # fmt: skip
    record("read_list", by=current_user(), now=clock.now())
    db.session.commit()
    return answer


@views.get("/interest/<uuid:referral_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_referral(referral_id):
    referral = queries.get_referral(referral_id)
    child = get_child(referral.child_id) if referral.child_id else None
    answer = render(
        "referrals/show_referral.html", referral=referral, child=child, activity=queries.find_activity(referral.activity_id),
        code=reference_code(referral.id), sources=forms.SOURCE_LABELS, states=forms.STATE_LABELS,
        partner_labels=forms.PARTNER_LABELS, year=clock.today(settings().zone).year,
    )  # fmt: skip
    record_read(referral, by=current_user(), now=clock.now(), family_id=child.family_id if child else None)
    db.session.commit()
    return answer


@views.post("/interest/<uuid:referral_id>/contacted")
@allow(Role.COORDINATOR)
def mark_contacted(referral_id):
    actions.mark_contacted(queries.get_referral(referral_id), by=current_user(), now=clock.now())
    return once.commit_and_go(
        url_for("referrals.show_referral", referral_id=referral_id), _s("Noted: you are in contact.")
    )


@views.post("/interest/<uuid:referral_id>/close")
@allow(Role.COORDINATOR)
def close_referral(referral_id):
    actions.close_referral(queries.get_referral(referral_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("referrals.list_interest"), _s("Done."))

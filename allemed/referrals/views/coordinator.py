"""The coordinator's side: who asks for contact, and the answer."""

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record, record_read
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child, register_child_part
from allemed.htmx import render
from allemed.locales import _s
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import ReferralState
from allemed.referrals.views.blueprint import answer_by, views


@views.get("/interest")
@allow(Role.COORDINATOR)
@logs_reads
def list_interest():
    wanted = request.args.get("state", "")
    state = ReferralState(wanted) if wanted in set(ReferralState) else ReferralState.NEW
    answer = render(
        "referrals/list_interest.html", rows=queries.list_interest(state), state=state, counts=queries.count_interest(),
        states=forms.STATE_LABELS, sources=forms.SOURCE_LABELS, year=clock.today(settings().zone).year,
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
        sources=forms.SOURCE_LABELS, states=forms.STATE_LABELS,
        wish_place=queries.find_place(referral.wish_place_id), school=queries.find_place(referral.school_id), part_labels=forms.PART_LABELS,
        partner_labels=forms.PARTNER_LABELS, answer_by=answer_by(referral), today=clock.today(settings().zone), year=clock.today(settings().zone).year,
    )  # fmt: skip
    record_read(referral, by=current_user(), now=clock.now(), family_id=child.family_id if child else None)
    db.session.commit()
    return answer


@views.post("/interest/<uuid:referral_id>/answer")
@allow(Role.COORDINATOR)
def answer_partner(referral_id):
    """The partner hears that it has been read; the day is what was promised, the call comes later."""
    referral, now = queries.get_referral(referral_id), clock.now()
    if actions.answer_partner(referral, by=current_user(), now=now):
        notices.tell_partner_of_progress(referral, now=now)
    back = (
        "/today"
        if request.form.get("back") == "/today"
        else url_for("referrals.show_referral", referral_id=referral_id)
    )
    return once.commit_and_go(back, _s("Said: received."))


@views.post("/interest/<uuid:referral_id>/contacted")
@allow(Role.COORDINATOR)
def mark_contacted(referral_id):
    referral, now = queries.get_referral(referral_id), clock.now()
    is_first = referral.contacted_at is None
    actions.mark_contacted(referral, by=current_user(), now=now)
    if is_first:
        notices.tell_partner_of_progress(referral, now=now)
    return once.commit_and_go(
        url_for("referrals.show_referral", referral_id=referral_id), _s("Noted: you are in contact.")
    )


@views.post("/interest/<uuid:referral_id>/plan-seen")
@allow(Role.COORDINATOR)
def see_to_plan(referral_id):
    """One tap on the card of a plan that ends."""
    actions.see_to_plan(queries.get_referral(referral_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("home.show_today"), _s("Done."))


@views.post("/interest/<uuid:referral_id>/close")
@allow(Role.COORDINATOR)
def close_referral(referral_id):
    actions.close_referral(queries.get_referral(referral_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("referrals.list_interest"), _s("Done."))


@register_child_part
def _plan_of_child(child, *, now) -> dict:
    return {"plan_until": queries.find_plan(child.id, clock.local(now, settings().zone).date())}

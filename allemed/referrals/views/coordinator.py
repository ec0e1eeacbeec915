"""The coordinator's side: who asks for contact, and the answer."""

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record, record_read
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_child
from allemed.htmx import render
from allemed.locales import _s
from allemed.referrals import actions, forms, queries
from allemed.referrals.rules import ReferralState
from allemed.referrals.views.blueprint import views


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
        wish_place=queries.find_place(referral.wish_place_id), part_labels=forms.PART_LABELS,
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

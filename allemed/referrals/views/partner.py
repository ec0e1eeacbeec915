"""The partner's side: a school or an office sends a family on, and hears three words about it."""

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads, sender_account
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.htmx import render
from allemed.limits import PARTNER_POST, limiter
from allemed.locales import _s
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import PartnerKind
from allemed.referrals.views.blueprint import PICTURES, answer_by, said_in_time, told_of, views


@views.get("/referrals")
@allow(Role.PARTNER)
@logs_reads
def list_referrals():
    user = current_user()
    message = queries.find_term_message(user.partner_id)
    answer = render(
        "referrals/list_referrals.html", rows=queries.list_referrals_of(user), answer_by=answer_by,
        partner=queries.find_partner(user.partner_id), progress_labels=forms.PROGRESS_LABELS,
        today=clock.today(settings().zone), message=message, told=told_of(message), promises=settings(),
    )  # fmt: skip
    record("read_list", by=user, now=clock.now())
    db.session.commit()
    return answer


@views.route("/referrals/new", methods=["GET", "POST"])
@allow(Role.PARTNER)
@limiter.limit(PARTNER_POST, key_func=sender_account, methods=["POST"])
def add_referral():
    """Before anything is written: the question that is only asked aloud. Posted: what the form holds."""
    if request.method == "GET":
        partner = queries.find_partner(current_user().partner_id)
        return render("referrals/start_referral.html", partner=partner)
    form, user, now = forms.AddReferralForm(), current_user(), clock.now()
    if not form.validate():
        return _referral_page(form, status=422)
    referral = actions.add_referral(**_said(form, user), by=user, now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    said = said_in_time(_s("Sent. The coordinator calls the family within five working days."))
    return once.commit_and_go(url_for("referrals.list_referrals"), said)


def _said(form, user) -> dict:
    """Only a school says that leisure is part of a plan."""
    partner = queries.find_partner(user.partner_id)
    is_school = partner is not None and partner.kind == PartnerKind.SCHOOL
    return form.values() | ({} if is_school else {"plan_until": None})


@views.get("/referrals/form")
@allow(Role.PARTNER)
def show_referral_form():
    return _referral_page(forms.AddReferralForm(data=_known_of(current_user())))


def _referral_page(form, status=200):
    partner = queries.find_partner(current_user().partner_id)
    is_school = partner is not None and partner.kind == PartnerKind.SCHOOL
    return render("referrals/record_referral.html", status=status, form=form, pictures=PICTURES, is_school=is_school)


def _known_of(user) -> dict:
    partner = queries.find_partner(user.partner_id)
    return {"school_id": partner.place_id if partner else None}

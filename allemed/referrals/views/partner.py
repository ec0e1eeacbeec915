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
    partner = queries.find_partner(current_user().partner_id)
    kind = queries.kind_of_partner(partner)
    if request.method == "GET":
        return render("referrals/start_referral.html", partner=partner, kind=kind)
    form, user, now = forms.AddReferralForm(), current_user(), clock.now()
    forms.ask_only(form, kind.fields)
    if not form.validate():
        return _referral_page(form, status=422)
    referral = actions.add_referral(**form.values(), by=user, now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    said = said_in_time(_s("Sent. The coordinator calls the family within five working days."))
    return once.commit_and_go(url_for("referrals.list_referrals"), said)


@views.get("/referrals/form")
@allow(Role.PARTNER)
def show_referral_form():
    partner = queries.find_partner(current_user().partner_id)
    form = forms.AddReferralForm(data={"school_id": partner.place_id if partner else None})
    forms.ask_only(form, queries.kind_of_partner(partner).fields)
    return _referral_page(form)


def _referral_page(form, status=200):
    return render("referrals/record_referral.html", status=status, form=form, pictures=PICTURES)

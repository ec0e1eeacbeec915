"""The coordinator's pages: erasing a family, which takes two people, and how long everything is kept."""

from uuid import UUID

from flask import Blueprint, g, url_for

from allemed import clock, database, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.accounts.queries import list_users
from allemed.accounts.rules import SignInMethod
from allemed.audit.actions import record_read
from allemed.config import settings
from allemed.database import db
from allemed.families.queries import get_family, register_family_part
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s
from allemed.privacy import actions, forms, notices, queries
from allemed.privacy.rules import is_fresh, may_confirm
from allemed.referrals.queries import get_referral

views = Blueprint("privacy", __name__)
PROVING = (SignInMethod.PASSKEY, SignInMethod.DEMO)


@views.get("/families/<uuid:family_id>/erase")
@allow(Role.COORDINATOR)
@logs_reads
def show_erasure(family_id: UUID):
    """Ask, wait, or confirm: the page knows who has asked and how new this sign-in is."""
    family, request, now = get_family(family_id), queries.find_request(family_id), clock.now()
    page = render(
        "privacy/show_erasure.html", family=family, erasure=request, form=Form(formdata=None),
        may_confirm=request is not None and may_confirm(request.asked_by_id, current_user().id),
        is_alone=len(list_users(Role.COORDINATOR)) < 2, is_fresh=has_proven_now(now), here=url_for("privacy.show_erasure", family_id=family_id), is_demo=settings().demo,
    )  # fmt: skip
    record_read(family, by=current_user(), now=now, family_id=family_id)
    db.session.commit()
    return page


def has_proven_now(now) -> bool:
    """Has whoever is signed in here proven who they are within the last ten minutes (OWASP ASVS 5.0 7.5.3)?"""
    return g.device.method in PROVING and is_fresh(g.device.created_at, now)


@views.post("/families/<uuid:family_id>/erase")
@allow(Role.COORDINATOR)
def ask_for_erasure(family_id: UUID):
    """The first of two."""
    now, by = clock.now(), current_user()
    if request := actions.ask_for_erasure(get_family(family_id), by=by, now=now):
        notices.tell_coordinators_of_request(request, by=by, now=now)
    return once.commit_and_go(
        url_for("privacy.show_erasure", family_id=family_id), _s("Asked. Another coordinator has to confirm.")
    )


@views.post("/families/<uuid:family_id>/erase/take-back")
@allow(Role.COORDINATOR)
def take_back_request(family_id: UUID):
    """The family stays."""
    actions.take_back_request(family_id, by=current_user(), now=clock.now())
    return once.commit_and_go(
        url_for("families.show_family", family_id=family_id), _s("Taken back. Nothing was erased.")
    )


@views.post("/families/<uuid:family_id>/erase/confirm")
@allow(Role.COORDINATOR)
def confirm_erasure(family_id: UUID):
    """The second of two, freshly signed in. From here on every address of the family answers 404."""
    if g.device.method not in PROVING:
        raise actions.SignInAgain
    now = clock.now()
    actions.confirm_erasure(family_id, signed_in_at=g.device.created_at, by=current_user(), now=now)
    answer = once.commit_and_go(url_for("families.list_families"), _s("Everything about the family is erased."))
    database.wipe_traces()
    return answer


@views.route("/interest/<uuid:referral_id>/erase", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def erase_referral(referral_id: UUID):
    """Interest that goes at once: the family said on the phone that nothing may be kept."""
    referral, now, form = get_referral(referral_id), clock.now(), Form()
    if form.validate_on_submit():
        actions.erase_referral(referral, by=current_user(), now=now)
        answer = once.commit_and_go(url_for("referrals.list_interest"), _s("Erased."))
        database.wipe_traces()
        return answer
    page = render("privacy/erase_referral.html", status=422 if form.errors else 200, referral=referral, form=form)
    record_read(referral, by=current_user(), now=now, family_id=None)
    db.session.commit()
    return page


@views.get("/retention")
@allow(Role.COORDINATOR)
def show_retention():
    """What is kept for how long, and which erasures wait. Names no family."""
    return render(
        "privacy/show_retention.html", months=queries.months_kept(), due=queries.count_due(clock.now()),
        labels=forms.KEPT_LABELS, texts=forms.KEPT_TEXTS, erasures=queries.list_requests(),
    )  # fmt: skip


@register_family_part
def _part_of_family(family, *, now) -> dict:
    return {"erasure": queries.find_request(family.id)}

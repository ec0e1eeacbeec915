"""What an association sees of its promises, says yes to, and sends."""

from datetime import date
from uuid import UUID

from flask import abort, request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, notices, queries
from allemed.commitments.forms import EVIDENCE_LABELS
from allemed.commitments.models import Commitment
from allemed.commitments.rules import (
    CERTIFICATE_CODE,
    OPEN_STATUSES,
    REPORT_CODE,
    Evidence,
    ways_to_send,
)
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.countries import profile
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s, ngettext_s

WAY_FORMS = {
    Evidence.STATEMENT: forms.StatementForm,
    Evidence.DOCUMENT: forms.LinkForm,
    Evidence.REPORT: forms.ReportForm,
}
FIX_PAGES = {  # where an association makes green what the system sees red
    "C03": "associations.show_contacts",
    "C06": "catalogue.list_own_activities",
    "C11": "catalogue.list_own_activities",
    "C13": "home.show_our_association",
}


def _today() -> date:
    return clock.today(settings().zone)


@views.get("/our-commitments")
@allow(Role.ASSOCIATION)
def list_own():
    summary = queries.summarise(current_user().association_id, _today())
    return render("commitments/list_own.html", summary=summary)


@views.route("/our-grants/<uuid:grant_id>/agree", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def agree(grant_id: UUID):
    grant, user = queries.get_grant(grant_id), current_user()
    form = forms.AgreeForm(data={"name": user.name})
    if form.validate_on_submit():
        actions.agree(grant, form.name.data, by=user, now=clock.now())
        return once.commit_and_go(url_for("commitments.list_own"), _s("Thank you. These are your promises now."))
    return render(
        "commitments/agree.html", status=422 if form.is_submitted() else 200, form=form, grant=grant,
        promised=actions.list_unagreed(grant) or grant.commitments, is_agreed=not actions.list_unagreed(grant),
    )  # fmt: skip


@views.get("/our-commitments/<uuid:commitment_id>")
@allow(Role.ASSOCIATION)
def show_commitment(commitment_id: UUID):
    commitment = queries.get_commitment(commitment_id)
    way = _way(commitment, request.args.get("way"))
    return _show(commitment, _form(commitment, way) if way else None, way)


@views.post("/our-commitments/<uuid:commitment_id>/deliver")
@allow(Role.ASSOCIATION)
def deliver(commitment_id: UUID):
    commitment, user, now = queries.get_commitment(commitment_id), current_user(), clock.now()
    way = _way(commitment, request.form.get("way")) or abort(422)
    if request.files or (commitment.code == CERTIFICATE_CODE and set(request.form) - forms.CertificateForm.FIELDS):
        abort(422)  # nothing but a date and two numbers is ever taken
    form = _form(commitment, way)
    if not form.validate_on_submit():
        return _show(commitment, form, way, status=422)
    delivery = actions.deliver(commitment, form.sent(), by=user, now=now)
    notices.tell_coordinators_of_delivery(delivery, by=user, now=now)
    message = _s("Thank you. It is sent, and the coordinator looks at it.")
    return once.commit_and_go(url_for("commitments.list_own"), message)


def _way(commitment: Commitment, wanted: str | None) -> Evidence | None:
    """The way asked for if this promise knows it, else its first; None where nothing is sent."""
    ways = ways_to_send(commitment.code, commitment.evidence)
    return next((way for way in ways if way == wanted), ways[0] if ways else None)


def _form(commitment: Commitment, way: Evidence) -> Form:
    today = _today()
    data = {"way": way, "stated_on": today}
    if commitment.code == CERTIFICATE_CODE:
        form = forms.CertificateForm(data=data | {"stated_on": None}, today=today)
        form.checked_count.label.text = forms.certificate_words()["checked"]
        return form
    if way == Evidence.STATEMENT:
        data["stated_by"] = current_user().name
    if way == Evidence.DOCUMENT:
        del data["stated_on"]
    if commitment.code == REPORT_CODE:
        data["report"] = _report_beginning(commitment)
    return WAY_FORMS[way](data=data, today=today)


def _report_beginning(commitment: Commitment) -> str:
    """What the system knows already: how many children began in the year. Shown to be changed."""
    year = commitment.grant.year
    count = queries.count_started(commitment.association_id, date(year, 1, 1), date(year, 12, 31))
    if not count:
        return ""
    return ngettext_s(
        "%(num)s child began with us through ALLEMED.", "%(num)s children began with us through ALLEMED.", count
    )


def _show(commitment: Commitment, form: Form | None, way: Evidence | None, status: int = 200):
    today = _today()
    verdict = queries.judge([commitment], today).get(commitment.id)
    promise = queries.promise_of(commitment, verdict, queries.find_returned(commitment), today)
    ways = ways_to_send(commitment.code, commitment.evidence)
    can_send = bool(form) and commitment.status in OPEN_STATUSES and not (verdict and verdict.kept)
    return render(
        "commitments/show_commitment.html", status=status, promise=promise, one=commitment, form=form, way=way, ways=ways,
        can_send=can_send, evidence_labels=EVIDENCE_LABELS, level_hints=forms.LEVEL_HINTS,
        fix_url=url_for(FIX_PAGES[commitment.code]) if commitment.code in FIX_PAGES and verdict else None, is_certificate=commitment.code == CERTIFICATE_CODE,
        certificate=forms.certificate_words(), is_in_norway=profile().code == "NO",
    )  # fmt: skip

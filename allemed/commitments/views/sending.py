"""One promise as its association sees it, and what is sent on it: five minutes on a phone."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import abort, request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, notices, queries
from allemed.commitments.models import Commitment
from allemed.commitments.rules import (
    CERTIFICATE_CODE,
    OPEN_STATUSES,
    REPORT_CODE,
    CommitmentStatus,
    Evidence,
    ReportFacts,
    Verdict,
    ways_to_send,
)
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s, _sl

WAY_FORMS = {
    Evidence.STATEMENT: forms.StatementForm,
    Evidence.DOCUMENT: forms.LinkForm,
    Evidence.REPORT: forms.ReportForm,
}
_GROUPS = "catalogue.list_own_activities"
FIX_PAGES = {  # where an association makes green what the system sees red
    "C03": "associations.show_contacts",
    "C06": _GROUPS,
    "C08": _GROUPS,
    "C09": "support.list_own_applications",
    "C10": _GROUPS,
    "C11": _GROUPS,
    "C12": _GROUPS,
    "C13": "home.show_our_association",
    "C14": "home.show_our_association",
    "C16": "home.show_our_association",
    "C17": _GROUPS,
    "C18": "home.show_our_association",
}
TRAINING_CARDS = {  # three minutes on how it is done (B6)
    "C05": "safety",
    "C07": "money",
    "C09": "money",
    "C14": "new_child",
    "C15": "interpreter",
    "C18": "two_missed",
}
REPORT_HINTS = {"C15": _sl("Write the date, how many came and in which languages. No names.")}


def _today() -> date:
    return clock.today(settings().zone)


@views.get("/our-commitments/<uuid:commitment_id>")
@allow(Role.ASSOCIATION)
def show_commitment(commitment_id: UUID):
    commitment = queries.get_commitment(commitment_id)
    way, facts = _way(commitment, request.args.get("way")), _report_facts(commitment)
    return _show(commitment, _form(commitment, way, facts) if way else None, way, facts)


@views.post("/our-commitments/<uuid:commitment_id>/deliver")
@allow(Role.ASSOCIATION)
def deliver(commitment_id: UUID):
    commitment, user, now = queries.get_commitment(commitment_id), current_user(), clock.now()
    way = _way(commitment, request.form.get("way")) or abort(422)
    if request.files or (commitment.code == CERTIFICATE_CODE and set(request.form) - forms.CertificateForm.FIELDS):
        abort(422)  # nothing but a date and two numbers is ever taken
    facts = _report_facts(commitment)
    form = _form(commitment, way, facts)
    if not form.validate_on_submit():
        return _show(commitment, form, way, facts, status=422)
    sent = replace(form.sent(), figures=facts.told()) if facts else form.sent()
    delivery = actions.deliver(commitment, sent, by=user, now=now)
    notices.tell_coordinators_of_delivery(delivery, by=user, now=now)
    message = _s("Thank you. It is sent, and the coordinator looks at it.")
    return once.commit_and_go(url_for("commitments.list_own"), message)


@views.post("/our-commitments/<uuid:commitment_id>/new-leader")
@allow(Role.ASSOCIATION)
def note_new_leader(commitment_id: UUID):
    commitment, form = queries.get_commitment(commitment_id), forms.NewLeaderForm(today=_today())
    if not form.validate_on_submit():
        return _show(commitment, None, None, None, status=422, new_leader=form)
    begins_on, by = form.begins_on.data, current_user()
    actions.note_new_leader(commitment, begins_on, version=form.version.data, by=by, now=clock.now())
    address = url_for("commitments.show_commitment", commitment_id=commitment.id)
    return once.commit_and_go(
        address, _s("Noted. Look at the %(name)s before that day.", name=forms.certificate_words()["name"])
    )


def _way(commitment: Commitment, wanted: str | None) -> Evidence | None:
    """The way asked for if this promise knows it, else its first; None where nothing is sent."""
    ways = ways_to_send(commitment.code, commitment.evidence)
    return next((way for way in ways if way == wanted), ways[0] if ways else None)


def _report_facts(commitment: Commitment) -> ReportFacts | None:
    """What the year's report is filled in with; None for every other promise."""
    if commitment.code != REPORT_CODE:
        return None
    return queries.facts_for_report(commitment.association_id, queries.year_reported(commitment), _today())


def _form(commitment: Commitment, way: Evidence, facts: ReportFacts | None) -> Form:
    """Filled in with what is known: what came back to be completed, else what the system counted."""
    today, returned = _today(), queries.find_returned(commitment)
    if commitment.code == CERTIFICATE_CODE:
        form = forms.CertificateForm(data={"way": way}, today=today)
        form.checked_count.label.text = forms.certificate_words()["checked"]
        return form
    data = {"way": way, "stated_by": current_user().name, "stated_on": today}
    if way == Evidence.DOCUMENT:
        data["stated_on"] = None
    if returned and returned.evidence == way:
        data |= {"report": returned.report, "link": returned.link, "hindered": returned.hindered}
        data["stated_on"] = returned.stated_on if way == Evidence.DOCUMENT else today
    elif facts:
        data |= {"report": forms.report_beginning(facts), "hindered": facts.hindered}
    if facts and way == Evidence.REPORT:
        return forms.YearReportForm(data=data, today=today)
    return WAY_FORMS[way](data=data, today=today)


def _show(
    commitment: Commitment,
    form: Form | None,
    way: Evidence | None,
    facts: ReportFacts | None,
    status: int = 200,
    new_leader: Form | None = None,
):
    today = _today()
    verdict = queries.judge([commitment], today).get(commitment.id)
    promise = queries.promise_of(commitment, verdict, queries.find_returned(commitment), today)
    ways = ways_to_send(commitment.code, commitment.evidence)
    is_certificate = commitment.code == CERTIFICATE_CODE
    if is_certificate and commitment.status == CommitmentStatus.ACCEPTED and new_leader is None:
        new_leader = forms.NewLeaderForm(formdata=None, data={"version": commitment.version}, today=today)
    can_send = bool(form) and commitment.status in OPEN_STATUSES and not (verdict and verdict.kept)
    return render(
        "commitments/show_commitment.html", status=status, promise=promise, one=commitment, form=form, way=way, ways=ways,
        can_send=can_send, evidence_labels=forms.EVIDENCE_LABELS, level_hints=forms.LEVEL_HINTS, facts=facts,
        fix_url=_fix_url(commitment.code, verdict), training_card=TRAINING_CARDS.get(commitment.code), following=queries.find_following(commitment), leading=queries.find_leading(commitment), report_hint=REPORT_HINTS.get(commitment.code),
        is_certificate=is_certificate, new_leader=new_leader, certificate=forms.certificate_words(),
    )  # fmt: skip


def _fix_url(code: str, verdict: Verdict | None) -> str | None:
    is_ours = verdict is not None and code in FIX_PAGES and (verdict.kept is False or verdict.open_since)
    return url_for(FIX_PAGES[code]) if is_ours else None

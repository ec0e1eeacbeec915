"""One commitment on the coordinator's desk: what was sent, what the system sees, and what is decided."""

from uuid import UUID

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, notices, queries
from allemed.commitments.models import Commitment
from allemed.commitments.rules import COORDINATOR, CommitmentStatus, moves_from
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.forms import Form, mark_ids
from allemed.htmx import render
from allemed.locales import _s

OLD_STATEMENT_DAYS = 365  # a check of certificates longer ago than this is pointed out


@views.get("/commitments/<uuid:commitment_id>")
@allow(Role.COORDINATOR)
def follow_commitment(commitment_id: UUID):
    return _show(queries.get_commitment(commitment_id))


def _show(commitment: Commitment, status: int = 200, **shown: Form):
    """The page; `shown` are forms that came back with mistakes."""
    today = clock.today(settings().zone)
    verdict = queries.judge([commitment], today).get(commitment.id)
    waiting = next((one for one in commitment.deliveries if one.reviewed_at is None), None)
    start = {"formdata": None, "data": {"version": commitment.version}}
    every = {
        "return_form": _return_form(waiting, formdata=None),
        "exempt_form": forms.ExemptForm(today=today, **start),
        "aside_form": forms.SetAsideForm(**start),
        "version_form": forms.VersionForm(**start),
        "accept_form": Form(formdata=None),
    }
    for name, form in every.items():
        mark_ids(form, name.removesuffix("_form"))
    old = bool(waiting and waiting.stated_on and (today - waiting.stated_on).days > OLD_STATEMENT_DAYS)
    return render(
        "commitments/follow_commitment.html", status=status, one=commitment, waiting=waiting, is_old=old,
        promise=queries.promise_of(commitment, verdict, queries.find_returned(commitment), today),
        moves={move.to for move in moves_from(commitment.status, COORDINATOR)}, S=CommitmentStatus,
        evidence_labels=forms.EVIDENCE_LABELS, following=queries.find_following(commitment), leading=queries.find_leading(commitment), certificate=forms.certificate_words(), **(every | shown),
    )  # fmt: skip


def _return_form(delivery, **options) -> Form:
    counts = delivery is not None and delivery.checked_count is not None
    return forms.ReturnCertificatesForm(**options) if counts else forms.ReturnForm(**options)


def _back(commitment: Commitment, message: str):
    address = url_for("commitments.show_for_association", association_id=commitment.association_id)
    return once.commit_and_go(address, message)


@views.post("/deliveries/<uuid:delivery_id>/review")
@allow(Role.COORDINATOR)
def review_delivery(delivery_id: UUID):
    delivery, user, now = queries.get_delivery(delivery_id), current_user(), clock.now()
    commitment = queries.get_commitment(delivery.commitment_id)
    if request.form.get("decision") == "accept":
        actions.accept_delivery(delivery, by=user, now=now)
        return _back(commitment, _s("Accepted. The next date follows from the rule."))
    form = _return_form(delivery)
    if not form.validate_on_submit():
        return _show(commitment, status=422, return_form=form)
    actions.return_delivery(delivery, form.answer.data, by=user, now=now)
    notices.tell_association_of_return(commitment, by=user, now=now)
    return _back(commitment, _s("Sent back with your sentence."))


@views.post("/commitments/<uuid:commitment_id>/seen")
@allow(Role.COORDINATOR)
def confirm_seen(commitment_id: UUID):
    commitment, form = queries.get_commitment(commitment_id), forms.VersionForm()
    if not form.validate_on_submit():
        return _show(commitment, status=422)
    actions.confirm_seen(commitment, version=form.version.data, by=current_user(), now=clock.now())
    return _back(commitment, _s("Noted as kept. The next date follows from the rule."))


@views.post("/commitments/<uuid:commitment_id>/exempt")
@allow(Role.COORDINATOR)
def exempt(commitment_id: UUID):
    commitment = queries.get_commitment(commitment_id)
    form = forms.ExemptForm(today=clock.today(settings().zone))
    if not form.validate_on_submit():
        return _show(commitment, status=422, exempt_form=form)
    actions.exempt(commitment, form.until.data, version=form.version.data, by=current_user(), now=clock.now())
    return _back(commitment, _s("Noted. Nobody is reminded until then."))


@views.post("/commitments/<uuid:commitment_id>/not-relevant")
@allow(Role.COORDINATOR)
def set_aside(commitment_id: UUID):
    commitment, form = queries.get_commitment(commitment_id), forms.SetAsideForm()
    if not form.validate_on_submit():
        return _show(commitment, status=422, aside_form=form)
    actions.set_aside(commitment, form.reason.data, version=form.version.data, by=current_user(), now=clock.now())
    return _back(commitment, _s("Noted with the reason. The association reads it."))


@views.post("/commitments/<uuid:commitment_id>/take-up")
@allow(Role.COORDINATOR)
def take_up(commitment_id: UUID):
    commitment, form = queries.get_commitment(commitment_id), forms.VersionForm()
    if not form.validate_on_submit():
        return _show(commitment, status=422)
    actions.take_up(commitment, version=form.version.data, by=current_user(), now=clock.now())
    return _back(commitment, _s("Asked for again."))

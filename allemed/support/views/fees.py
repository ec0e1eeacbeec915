"""Help with the fee: the municipality's schemes, applications without a family in them, and the association's own."""

from decimal import Decimal
from uuid import UUID

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record_read
from allemed.config import settings
from allemed.database import db
from allemed.forms import mark_ids
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go
from allemed.placements.models import Placement
from allemed.placements.queries import get_placement, list_shared
from allemed.support import actions, notices, queries
from allemed.support.forms import AnswerForm, ApplicationForm, SchemeForm, SendForm, words
from allemed.support.models import FeeApplication
from allemed.support.queries.fees import show
from allemed.support.rules import Applicant, ApplicationState, Period, is_valid_on, period_from
from allemed.support.rules.starters import STARTERS
from allemed.support.views.blueprint import page_about, page_of, today, views


@views.get("/fee-help")
@allow(Role.COORDINATOR)
def list_fee_schemes():
    """The schemes of the municipality, those that can be applied to first."""
    day = today()
    rows = [(one, is_valid_on(one.valid_from, one.valid_until, day)) for one in queries.list_schemes()]
    return render("support/list_fee_schemes.html", rows=sorted(rows, key=lambda row: not row[1]), words=words)


@views.post("/fee-help/starters")
@allow(Role.COORDINATOR)
def add_starters():
    """The usual schemes of the country, to be changed into one's own. Only into an empty list."""
    if not queries.list_schemes():
        for values in STARTERS[settings().country]:
            actions.add_scheme(**values, by=current_user(), now=clock.now())
    return commit_and_go(url_for("support.list_fee_schemes"), _s("Here they are. Change what is different with you."))


@views.route("/fee-help/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_fee_scheme():
    form = SchemeForm()
    if form.validate_on_submit():
        actions.add_scheme(**form.values(), by=current_user(), now=clock.now())
        return commit_and_go(url_for("support.list_fee_schemes"), _s("Saved."))
    return render("support/edit_fee_scheme.html", status=422 if form.errors else 200, form=form, scheme=None)


@views.route("/fee-help/<uuid:fee_scheme_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_fee_scheme(fee_scheme_id: UUID):
    scheme = queries.get_scheme(fee_scheme_id)
    form = SchemeForm(obj=scheme)
    if form.validate_on_submit():
        version = form.version.data
        actions.edit_scheme(scheme, **form.values(), version=version, by=current_user(), now=clock.now())
        return commit_and_go(url_for("support.list_fee_schemes"), _s("Saved."))
    return render("support/edit_fee_scheme.html", status=422 if form.errors else 200, form=form, scheme=scheme)


@views.get("/placements/<uuid:placement_id>/fee")
@allow(Role.COORDINATOR)
@logs_reads
def show_fee(placement_id: UUID):
    return _fee_page(get_placement(placement_id))


def _fee_page(placement: Placement, form: ApplicationForm | None = None, status: int = 200):
    schemes = queries.list_schemes(today())
    applied = [one for one in schemes if Applicant.MUNICIPALITY in one.applicants]
    return page_about(
        placement, "show_fee", status=status, schemes=schemes, words=words,
        applications=queries.list_applications_of(placement.id),
        form=form or _new_form(applied, placement.activity.cost_per_half_year),
    )  # fmt: skip


def _new_form(schemes, cost: Decimal | None, children=()) -> ApplicationForm:
    """Filled with the first scheme, what the group costs (at most what the scheme gives), and this half-year."""
    first = schemes[0] if schemes else None
    amounts = [one for one in (cost, first.amount if first else None) if one]
    from_on, until_on = period_from(today(), first.period if first else Period.HALF_YEAR)
    form = ApplicationForm(
        formdata=None, scheme_id=first.id if first else None, amount=min(amounts) if amounts else None,
        from_on=from_on, until_on=until_on,
    )  # fmt: skip
    form.offer(schemes, children)
    return form


@views.post("/placements/<uuid:placement_id>/fee/applications")
@allow(Role.COORDINATOR)
def draft_application(placement_id: UUID):
    placement, form = get_placement(placement_id), ApplicationForm()
    form.offer(queries.list_schemes(today()))
    if not form.validate_on_submit():
        return _fee_page(placement, form, 422)
    application = _draft(form, placement)
    return commit_and_go(url_for("support.show_application", application_id=application.id))


def _draft(form: ApplicationForm, placement: Placement) -> FeeApplication:
    scheme = queries.get_scheme(form.scheme_id.data) if form.scheme_id.data else None
    return actions.draft_application(
        placement, scheme, amount=form.amount.data, from_on=form.from_on.data, until_on=form.until_on.data,
        by=current_user(), now=clock.now(),
    )  # fmt: skip


@views.get("/our-fee-help")
@allow(Role.ASSOCIATION)
@logs_reads
def list_own_applications():
    """What an association applies for. The list names no child; only the form's choice does, as the family agreed."""
    return _own_page()


def _own_page(form: ApplicationForm | None = None, status: int = 200):
    user = current_user()
    children = _children_of(user)
    schemes = queries.list_schemes(today(), Applicant.ASSOCIATION)
    form = form or _new_form(schemes, None, [(str(one.id), name) for one, name in children])
    page = render(
        "support/list_own_applications.html", status=status, applications=queries.list_own_applications(user),
        form=form, children=children, schemes=schemes, words=words,
    )  # fmt: skip
    for placement, _name in children:
        record_read(placement, by=user, now=clock.now(), family_id=placement.child.family_id)
    db.session.commit()
    return page


def _children_of(user) -> list[tuple[Placement, str]]:
    """Those whose first name the family lets this association know."""
    placements = queries.list_children_to_apply_for(user)
    shared = list_shared(placements, clock.now())
    named = [(one, shared[one.id].first_name) for one in placements]
    return [(one, f"{name} · {one.activity.name}") for one, name in named if name]


@views.post("/our-fee-help")
@allow(Role.ASSOCIATION)
@logs_reads
def draft_own_application():
    """For a child of its own groups; nothing of the child goes into it."""
    user, form = current_user(), ApplicationForm()
    children = {one.id: one for one, _name in _children_of(user)}
    form.offer(queries.list_schemes(today(), Applicant.ASSOCIATION), [(one, str(one)) for one in children])
    if not form.validate_on_submit():
        form.offer(
            queries.list_schemes(today(), Applicant.ASSOCIATION), [(str(o.id), n) for o, n in _children_of(user)]
        )
        return _own_page(form, 422)
    placement = children.get(form.placement_id.data) or abort(404)
    application = _draft(form, placement)
    notices.tell_coordinator_of_answer(placement, "show_fee", by=user, now=clock.now())
    return commit_and_go(url_for("support.show_application", application_id=application.id))


@views.get("/fee-applications/<uuid:application_id>")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def show_application(application_id: UUID):
    """A page to print or copy: a reference, an amount, a group, a period. Nobody is named."""
    return _application_page(queries.get_application(application_id))


def _application_page(application: FeeApplication, answer: AnswerForm | None = None, status: int = 200):
    is_coordinator = current_user().role == Role.COORDINATOR
    if answer is None:
        answer = AnswerForm(formdata=None, version=application.version)
        answer.prefill(application.amount, application.until_on)
    return render(
        "support/show_application.html", status=status, one=show(application), answer=mark_ids(answer, "answer"),
        send=mark_ids(SendForm(formdata=None, version=application.version), "send"), words=words,
        granted=application.granted, granted_until=application.granted_until, states=ApplicationState,
        back=_back_of(application), is_coordinator=is_coordinator, today=today(),
        applicant=settings().municipality_name if not application.is_by_association else "",
    )  # fmt: skip


def _back_of(application: FeeApplication) -> str:
    if current_user().role == Role.COORDINATOR:
        return page_of("show_fee", application.placement)
    return url_for("support.list_own_applications")


def _page_of(application: FeeApplication) -> str:
    return url_for("support.show_application", application_id=application.id)


@views.post("/fee-applications/<uuid:application_id>/send")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def send_application(application_id: UUID):
    """It has gone out."""
    application, form = queries.get_application(application_id), SendForm()
    if form.validate_on_submit():
        actions.send_application(
            application, on=today(), version=form.version.data, by=current_user(), now=clock.now()
        )  # fmt: skip
    return commit_and_go(_page_of(application), _s("Noted."))


@views.post("/fee-applications/<uuid:application_id>/answer")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def answer_application(application_id: UUID):
    """Yes with amount and last day, or no."""
    application, by, now, form = queries.get_application(application_id), current_user(), clock.now(), AnswerForm()
    if not form.validate_on_submit():
        return _application_page(application, form, 422)
    actions.answer_application(
        application, is_yes=form.answer.data == "yes", granted=form.granted.data, until=form.until.data, on=today(),
        version=form.version.data, by=by, now=now,
    )  # fmt: skip
    if by.role == Role.ASSOCIATION:
        notices.tell_coordinator_of_answer(application.placement, "show_fee", by=by, now=now)
    return commit_and_go(_back_of(application), _s("Noted."))


@views.post("/fee-applications/<uuid:application_id>/drop")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def drop_application(application_id: UUID):
    application = queries.get_application(application_id)
    back = _back_of(application)
    actions.drop_application(application, by=current_user(), now=clock.now())
    return commit_and_go(back, _s("Noted."))

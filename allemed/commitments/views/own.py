"""What an association sees of its promises, and says yes to."""

from datetime import date
from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s


def _today() -> date:
    return clock.today(settings().zone)


@views.get("/our-commitments")
@allow(Role.ASSOCIATION)
def list_own():
    today = _today()
    summary = queries.summarise(current_user().association_id, today)
    median = queries.median_kept(today) if summary.asked_count else None
    grants = queries.list_grants(current_user().association_id)
    return render("commitments/list_own.html", summary=summary, median=median, grants=grants)


@views.route("/our-grants/<uuid:grant_id>/agree", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def agree(grant_id: UUID):
    grant, user = queries.get_grant(grant_id), current_user()
    form = forms.AgreeForm(data={"name": user.name})
    if form.validate_on_submit():
        actions.agree(grant, form.name.data, by=user, now=clock.now())
        return once.commit_and_go(url_for("commitments.list_own"), _s("Thank you. These are your promises now."))
    asked = actions.list_unagreed(grant)
    return render(
        "commitments/agree.html", status=422 if form.is_submitted() else 200, form=form, grant=grant,
        promised=asked or grant.commitments, is_agreed=not asked,
        said_for_earlier=any(one.agreed_at and one.agreed_at < grant.created_at for one in grant.commitments),
        leading=queries.list_leading(grant), said_before=sum(one.agreed_at is not None for one in grant.commitments),
    )  # fmt: skip

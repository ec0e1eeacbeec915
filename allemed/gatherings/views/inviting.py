"""Inviting by sector, and noting who came."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.config import settings
from allemed.gatherings import actions, notices, queries
from allemed.gatherings.forms.planning import CameForm, InviteForm, InviteOneForm
from allemed.gatherings.rules import Sector
from allemed.gatherings.rules.figures import never_invited
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import words
from allemed.gatherings.views.invited import link_of
from allemed.htmx import render
from allemed.locales import _s, ngettext_s
from allemed.once import commit_and_go
from allemed.qr_codes import qr_code


@views.route("/gatherings/<uuid:own_gathering_id>/invite", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def invite(own_gathering_id: UUID):
    """All associations, all partners: each once, told at once."""
    gathering, form, by, now = queries.events.get_gathering(own_gathering_id), InviteForm(), current_user(), clock.now()
    if form.validate_on_submit():
        whom = form.whom.data
        made = actions.planning.invite_network(gathering, by=by, now=now) if "network" in whom else []
        made += actions.planning.invite(
            gathering, associations=queries.events.list_reachable_associations() if "associations" in whom else (),
            partners=queries.events.list_active_partners() if "partners" in whom else (), by=by, now=now,
        )  # fmt: skip
        notices.tell_invited(made, by=by, now=now)
        said = ngettext_s("%(num)s is invited now.", "%(num)s are invited now.", len(made))
        return commit_and_go(url_for("gatherings.invite", own_gathering_id=own_gathering_id), said)
    return _page(gathering, form, InviteOneForm(formdata=None))


def _page(gathering, form, one):
    invited = queries.events.list_invitations(gathering.id)
    status = 422 if form.errors or one.errors else 200
    return render(
        "gatherings/invite.html", status=status, gathering=gathering, form=form, one=one, invited=invited,
        reached=queries.events.list_reached(invited), forgotten=never_invited(invitation.sector for invitation in invited), link_of=link_of, **words(),
    )  # fmt: skip


@views.post("/gatherings/<uuid:own_gathering_id>/invite/one")
@allow(Role.COORDINATOR)
def invite_one(own_gathering_id: UUID):
    """Somebody without a sign-in; the link is passed on by hand."""
    gathering, one = queries.events.get_gathering(own_gathering_id), InviteOneForm()
    if not one.validate():
        return _page(gathering, InviteForm(formdata=None), one)
    sector = Sector(one.sector.data)
    actions.planning.invite_by_name(gathering, sector, one.name.data, by=current_user(), now=clock.now())
    return commit_and_go(url_for("gatherings.invite", own_gathering_id=own_gathering_id) + "#invited", _s("Saved."))


@views.get("/invitations/<uuid:invitation_id>/sheet")
@allow(Role.COORDINATOR)
def show_invitation_sheet(invitation_id: UUID):
    """For whoever does not sign in: on paper with a code, or opened in the coordinator's own mail. No address is kept."""
    invitation = queries.events.get_invitation(invitation_id)
    address = settings().base_url.rstrip("/") + link_of(invitation)
    return render(
        "gatherings/show_invitation_sheet.html", invitation=invitation, gathering=invitation.gathering,
        address=address, code=qr_code(address), **words(),
    )  # fmt: skip


@views.post("/invitations/<uuid:invitation_id>/take-back")
@allow(Role.COORDINATOR)
def take_invitation_back(invitation_id: UUID):
    invitation = queries.events.get_invitation(invitation_id)
    back = url_for("gatherings.invite", own_gathering_id=invitation.gathering_id)
    actions.planning.take_invitation_back(invitation, by=current_user(), now=clock.now())
    return commit_and_go(back, _s("Taken back."))


@views.route("/gatherings/<uuid:own_gathering_id>/who-came", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def note_who_came(own_gathering_id: UUID):
    """Ticks for those who were invited, and a count of people for each sector: so that missing ones are seen."""
    gathering = queries.events.get_gathering(own_gathering_id)
    invited = queries.events.list_invitations(own_gathering_id)
    known = {f"people_{sector}": gathering.people.get(str(sector)) for sector in Sector}
    form = CameForm(data={"came": [str(one.id) for one in invited if one.came]} | known)
    form.came.choices = [(str(one.id), queries.events.name_of(one)) for one in invited]
    if form.validate_on_submit():
        people = {sector: form[f"people_{sector}"].data or 0 for sector in Sector}
        came = {UUID(one) for one in form.came.data}
        actions.planning.note_who_came(gathering, came, people, by=current_user(), now=clock.now())
        return commit_and_go(url_for("gatherings.show_gathering", gathering_id=own_gathering_id), _s("Saved."))
    return render(
        "gatherings/note_who_came.html", status=422 if form.errors else 200, gathering=gathering, form=form,
        invited=invited, all_sectors=list(Sector), **words(),
    )  # fmt: skip

"""The register of the network (GK2): who is in it, the next meeting, what was decided and who does what."""

from uuid import UUID

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.forms import mark_ids
from allemed.gatherings import actions, queries
from allemed.gatherings.actions.network import IsMember
from allemed.gatherings.forms.network import DecisionForm, MemberForm, PersonForm
from allemed.gatherings.models import NetworkMember
from allemed.gatherings.rules import GatheringKind
from allemed.gatherings.rules.figures import never_invited
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import show, today, words
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go


@views.get("/network")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def list_network():
    """For the coordinator and for those who are in it; anybody else reads that it is there, and nothing of it."""
    user = current_user()
    members, is_ours = queries.network.list_members(user), user.role == Role.COORDINATOR
    sees = is_ours or bool(members)
    meeting = queries.network.next_meeting(today()) if sees else None
    return render(
        "gatherings/list_network.html", members=members, sees=sees, own=queries.network.find_own(user), meeting=meeting,
        waiting=queries.network.list_waiting_items() if sees else [],
        decisions=queries.network.list_decisions() if sees else [],
        agreed=queries.network.list_open_actions() if sees else [],
        past=queries.network.list_past_members() if is_ours else [],
        forgotten=never_invited(one.sector for one in members) if is_ours and members else [],
        kind=GatheringKind.NETWORK, **words(),
    )  # fmt: skip


@views.route("/network/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_member():
    user, form = current_user(), MemberForm.of(current_user())
    if form.validate_on_submit():
        try:
            actions.network.add_member(form.columns(), today=today(), by=user, now=clock.now())
        except IsMember as error:
            form.organisation.errors = [str(error)]
        else:
            return commit_and_go(url_for("gatherings.list_network"), _s("In the network now."))
    return render("gatherings/add_member.html", status=422 if form.errors else 200, form=form)


@views.route("/network/<uuid:own_member_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def edit_member(own_member_id: UUID):
    """An organisation says itself who comes; the coordinator for all."""
    member = queries.network.get_member(own_member_id)
    form = PersonForm(obj=member)
    if form.validate_on_submit():
        actions.network.edit_member(
            member, form.columns(), version=form.version.data, today=today(), by=current_user(), now=clock.now()
        )
        return _back()
    return render("gatherings/edit_member.html", status=422 if form.errors else 200, form=form, member=member)


def _back(message: str = ""):
    return commit_and_go(url_for("gatherings.list_network"), message or _s("Saved."))


@views.post("/network/<uuid:own_member_id>/person-left")
@allow(Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)
def let_person_go(own_member_id: UUID):
    member = queries.network.get_member(own_member_id)
    actions.network.let_person_go(member, by=current_user(), now=clock.now())
    return _back(_s("The name is gone."))


@views.post("/network/<uuid:own_member_id>/leave")
@allow(Role.COORDINATOR)
def leave_network(own_member_id: UUID):
    member: NetworkMember = queries.network.get_member(own_member_id)
    actions.network.leave_network(member, today=today(), by=current_user(), now=clock.now())
    return _back(_s("No longer in the network. The name is gone."))


@views.post("/gatherings/<uuid:own_gathering_id>/agenda/<uuid:agenda_item_id>/decision")
@allow(Role.COORDINATOR)
def write_decision(own_gathering_id: UUID, agenda_item_id: UUID):
    """What was decided about a point; it was talked about then."""
    gathering, form = queries.events.get_gathering(own_gathering_id), DecisionForm()
    item = next((one for one in queries.events.list_agenda(gathering) if one.id == agenda_item_id), None) or abort(404)
    if not form.validate():
        return show(gathering, 422, decision_form=mark_ids(form, f"decision-{item.id}"), decided=item.id)
    actions.planning.write_decision(item, gathering, form.decision.data or "")
    return commit_and_go(url_for("gatherings.show_gathering", gathering_id=gathering.id) + "#agenda", _s("Saved."))

"""What was agreed: the list of whoever answers for it, and the whole record of each."""

from uuid import UUID

from flask import request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.config import settings
from allemed.gatherings import actions, queries
from allemed.gatherings.actions.agreeing import NamesSomebody
from allemed.gatherings.forms.agreeing import ActionForm, owner_value
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import words
from allemed.htmx import render
from allemed.locales import _s
from allemed.once import commit_and_go


@views.get("/agreed")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def list_actions():
    """Open ones, or with `?done` those that are finished."""
    is_open = "done" not in request.args
    found = queries.agreed.list_actions(current_user(), is_open=is_open)
    return render("gatherings/list_actions.html", agreed=found, is_open=is_open, **words())


@views.route("/agreed/<uuid:action_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def edit_action(action_id: UUID):
    action, user = queries.agreed.get_action(action_id), current_user()
    chosen = {"owner": owner_value(action), "needs_help": action.need_id is not None}
    form = ActionForm.of(user, action.gathering, obj=action, data=chosen)
    if form.validate_on_submit():
        values = form.columns(user, settings().municipality_name)
        if user.association_id:  # what it answers for stays with whom it was agreed
            values = {name: value for name, value in values.items() if not name.startswith("owner_association")}
        try:
            actions.agreeing.edit_action(
                action, values, version=form.version.data, needs_help=form.needs_help.data, by=user, now=clock.now()
            )
        except NamesSomebody as error:
            form.title.errors = [str(error)]
        else:
            return commit_and_go(url_for("gatherings.list_actions"), _s("Saved."))
    return render(
        "gatherings/edit_action.html", status=422 if form.errors else 200, action=action, form=form,
        is_ours=user.role == Role.COORDINATOR, **words(),
    )  # fmt: skip

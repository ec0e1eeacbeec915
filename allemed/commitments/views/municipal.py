"""What the municipality decides itself: commitments of its own, in editions, and its goals."""

from uuid import UUID

from flask import url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.commitments import actions, forms, queries
from allemed.commitments.rules import Evidence, Level
from allemed.commitments.views.blueprint import views
from allemed.config import settings
from allemed.htmx import render
from allemed.locales import _s


@views.get("/own-promises")
@allow(Role.COORDINATOR)
def list_own_lines():
    return render(
        "commitments/list_own_lines.html", lines=queries.list_own_lines(), text_in_language=forms.text_in_language
    )


@views.route("/own-promises/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_own_line():
    form = forms.OwnLineForm(data={"level": Level.EXPECTATION, "evidence": [Evidence.STATEMENT], "due": "D+30 yearly"})
    if form.validate_on_submit():
        actions.add_own_line(form.own_values(), by=current_user(), now=clock.now())
        return once.commit_and_go(
            url_for("commitments.list_own_lines"), _s("Saved. Choose it in a scheme, or in a scheme's new version.")
        )
    return render(
        "commitments/add_own_line.html", status=422 if form.is_submitted() else 200, form=form,
        level_hints=forms.LEVEL_HINTS,
    )  # fmt: skip


@views.route("/own-promises/<uuid:own_line_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_own_line(own_line_id: UUID):
    line = queries.get_own_line(own_line_id)
    editions = queries.list_editions(line.code)
    form = forms.OwnLineForm(data=forms.own_line_data(editions[0]))
    if form.validate_on_submit():
        actions.change_own_line(line, form.own_values(), by=current_user(), now=clock.now())
        return once.commit_and_go(
            url_for("commitments.list_own_lines"), _s("Saved. Promises made earlier stay as they are.")
        )
    return render(
        "commitments/edit_own_line.html", status=422 if form.is_submitted() else 200, form=form, line=editions[0],
        earlier=editions[1:], level_hints=forms.LEVEL_HINTS, text=forms.text_in_language(editions[0].texts),
        text_in_language=forms.text_in_language,
    )  # fmt: skip


@views.get("/goals")
@allow(Role.COORDINATOR)
def list_goals():
    today = clock.today(settings().zone)
    return render("commitments/list_goals.html", goals=queries.list_goals(), today=today)


@views.route("/goals/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def add_goal():
    form = forms.GoalForm(data={"starts_on": clock.today(settings().zone).replace(month=1, day=1)})
    if form.validate_on_submit():
        actions.add_goal(form.goal_values(), by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("commitments.list_goals"), _s("Saved."))
    return render("commitments/add_goal.html", status=422 if form.is_submitted() else 200, form=form)


@views.route("/goals/<uuid:goal_id>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_goal(goal_id: UUID):
    goal = queries.get_goal(goal_id)
    form = forms.GoalForm(data=forms.goal_data(goal))
    if form.validate_on_submit():
        actions.change_goal(goal, form.goal_values(), version=form.version.data, by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("commitments.list_goals"), _s("Saved."))
    return render("commitments/edit_goal.html", status=422 if form.is_submitted() else 200, form=form, goal=goal)

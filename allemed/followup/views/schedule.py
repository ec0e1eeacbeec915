"""The municipality's own schedule."""

from flask import url_for

from allemed import clock, once
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.followup import actions, forms, queries
from allemed.followup.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _s, ngettext_s


@views.route("/schedule", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_schedule():
    schedule = queries.current_schedule()
    form = forms.schedule_form(schedule, actions.schedule_version(queries.list_steps()))
    if form.validate_on_submit():
        lines = forms.values_of(form, schedule)
        changed = actions.change_schedule(lines, version=form.version.data, by=current_user(), now=clock.now())
        said = ngettext_s("Saved: %(num)s line changed.", "Saved: %(num)s lines changed.", changed)
        return once.commit_and_go(url_for("followup.edit_schedule"), said if changed else _s("Nothing was changed."))
    status, lines = 422 if form.errors else 200, forms.lines_of(form, schedule)
    return render("followup/edit_schedule.html", status=status, form=form, lines=lines)

"""The themes of a dugnad: ours, and the municipality's own words for them."""

from flask import abort, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.gatherings import actions, queries
from allemed.gatherings.forms.agreeing import ThemeForm
from allemed.gatherings.rules.themes import LANGUAGES, Theme
from allemed.gatherings.views.blueprint import views
from allemed.htmx import render
from allemed.locales import LANGUAGES as KNOWN
from allemed.locales import _s, language
from allemed.once import commit_and_go

NEW = "new"


@views.get("/gatherings/themes")
@allow(Role.COORDINATOR)
def list_themes():
    return render("gatherings/list_themes.html", themes=queries.events.list_themes(), code=language().code)


@views.route("/gatherings/themes/<code>", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_theme(code: str):
    """A theme of ours, one of the municipality's, or a new one ("new")."""
    theme = next((one for one in queries.events.list_themes() if one.code == code), None)
    if theme is None and code != NEW:
        abort(404)
    form = ThemeForm(data=_values(theme))
    if form.validate_on_submit():
        titles = {one: form[f"title_{one}"].data for one in LANGUAGES}
        questions = {one: form[f"question_{one}"].data for one in LANGUAGES}
        if not any(titles.values()):
            form.title_nb.errors = [_s("Write a title in one language at least.")]
        else:
            key = theme.code if theme else actions.themes.new_code()
            actions.themes.write_theme(
                key, titles, questions, form.is_hidden.data, by=current_user(), now=clock.now()
            )  # fmt: skip
            return commit_and_go(url_for("gatherings.list_themes"), _s("Saved."))
    return render(
        "gatherings/edit_theme.html", status=422 if form.errors else 200, form=form, theme=theme, code=language().code,
        written_in=[(one, KNOWN[one].name if one in KNOWN else one) for one in LANGUAGES],
    )  # fmt: skip


def _values(theme: Theme | None) -> dict:
    if theme is None:
        return {}
    values = {f"title_{one}": theme.titles.get(one, "") for one in LANGUAGES}
    values |= {f"question_{one}": theme.questions.get(one, "") for one in LANGUAGES}
    return values | {"is_hidden": theme.is_hidden}

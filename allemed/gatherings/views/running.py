"""A dugnad, run from one screen or a projector: one step a page, with its card, its time and what is written down."""

from uuid import UUID

from flask import request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import Role
from allemed.config import settings
from allemed.gatherings import actions, queries
from allemed.gatherings.actions.agreeing import EnoughAgreed
from allemed.gatherings.forms.agreeing import GapForm, IdeaForm, KeywordsForm, NextForm, ShortActionForm
from allemed.gatherings.forms.words import PART_WORDS
from allemed.gatherings.models import Gathering
from allemed.gatherings.rules import Sheet
from allemed.gatherings.rules.sheets import Part, Step, clock_times, steps_of
from allemed.gatherings.views.blueprint import views
from allemed.gatherings.views.events import show, words
from allemed.htmx import render
from allemed.locales import _s, language
from allemed.once import commit_and_go


def _steps(gathering: Gathering) -> list[Step]:
    return steps_of(gathering.sheet or Sheet.CLUB, bool(queries.agreed.list_from_before(gathering)))


def _address(gathering: Gathering, part: Part) -> str:
    number = next((at for at, step in enumerate(_steps(gathering), start=1) if step.part is part), 1)
    return url_for("gatherings.run_dugnad", own_gathering_id=gathering.id, step=number)


@views.get("/gatherings/<uuid:own_gathering_id>/run")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def run_dugnad(own_gathering_id: UUID):
    """`?step=` says which; next and back are links."""
    return _page(queries.events.get_gathering(own_gathering_id), request.args.get("step", 1, type=int) or 1)


def _page(gathering: Gathering, number: int, form=None):
    steps = _steps(gathering)
    number = min(max(number, 1), len(steps))
    step, code = steps[number - 1], language().code
    title, lines = PART_WORDS[step.part]
    chosen = [one for one in queries.events.list_themes() if one.code in gathering.themes]
    return render(
        "gatherings/run_dugnad.html", status=422 if form and form.errors else 200, gathering=gathering, step=step,
        part=step.part.value, number=number, steps=steps, titles=[PART_WORDS[one.part][0] for one in steps], title=title,
        lines=lines, times=clock_times(steps, gathering.starts), code=code,
        themes=chosen or queries.events.list_themes()[:2], form=form or _form(gathering, step.part),
        **_shown(gathering, step.part), **words(),
    )  # fmt: skip


def _form(gathering: Gathering, part: Part):
    """What is written down in this step; None if nothing is."""
    user = current_user()
    if part is Part.STORIES:
        known = dict(zip(("one", "two", "three"), gathering.keywords, strict=False))
        return KeywordsForm(formdata=None, data=known)
    if part is Part.ROLL_CALL:
        return GapForm(formdata=None, obj=gathering)
    if part is Part.IDEAS:
        return IdeaForm.of(_offered(gathering), formdata=None)
    if part is Part.FIRST_STEPS:
        return ShortActionForm.of(user, gathering, formdata=None)
    return NextForm(formdata=None, obj=gathering) if part is Part.SAY_ALOUD else None


def _offered(gathering: Gathering):
    themes = [one for one in queries.events.list_themes() if not one.is_hidden]
    return [one for one in themes if one.code in gathering.themes] or themes


def _shown(gathering: Gathering, part: Part) -> dict:
    """What a step shows of its own."""
    if part is Part.ROLL_CALL:
        now = clock.now()
        since = now.replace(year=now.year - 1, day=min(now.day, 28))
        return {
            "figures": queries.figures.group_figures(gathering.association_id),
            "welcomed": queries.figures.count_welcomed(gathering.association_id, since),
            "schools": [] if gathering.association_id else queries.figures.by_school(),
        }
    if part is Part.IDEAS:
        return {"ideas": queries.events.list_ideas(gathering.id)}
    if part is Part.SAID_AND_DONE:
        return {"before": queries.agreed.list_from_before(gathering)}
    if part in (Part.FIRST_STEPS, Part.SAY_ALOUD):
        best = queries.events.list_ideas(gathering.id)[:3]
        return {"agreed": queries.agreed.list_of_gathering(gathering.id), "best": best}
    return {}


@views.post("/gatherings/<uuid:own_gathering_id>/keywords")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def write_keywords(own_gathering_id: UUID):
    gathering, form = queries.events.get_gathering(own_gathering_id), KeywordsForm()
    if not form.validate():
        return _page(gathering, _number(gathering, Part.STORIES), form)
    actions.agreeing.write_down(gathering, keywords=[form.one.data, form.two.data, form.three.data])
    return commit_and_go(_address(gathering, Part.STORIES), _s("Saved."))


def _number(gathering: Gathering, part: Part) -> int:
    return next((at for at, step in enumerate(_steps(gathering), start=1) if step.part is part), 1)


@views.post("/gatherings/<uuid:own_gathering_id>/gap")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def write_gap(own_gathering_id: UUID):
    gathering, form = queries.events.get_gathering(own_gathering_id), GapForm()
    if not form.validate():
        return _page(gathering, _number(gathering, Part.ROLL_CALL), form)
    actions.agreeing.write_down(gathering, gap=form.gap.data)
    return commit_and_go(_address(gathering, Part.ROLL_CALL), _s("Saved."))


@views.post("/gatherings/<uuid:own_gathering_id>/ideas")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def add_idea(own_gathering_id: UUID):
    gathering = queries.events.get_gathering(own_gathering_id)
    form = IdeaForm.of(_offered(gathering))
    if not form.validate():
        return _page(gathering, _number(gathering, Part.IDEAS), form)
    actions.agreeing.add_idea(gathering, form.theme.data, form.words.data, now=clock.now())
    return commit_and_go(_address(gathering, Part.IDEAS) + "#ideas")


@views.post("/gatherings/<uuid:own_gathering_id>/ideas/<uuid:idea_id>/dot")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def give_dot(own_gathering_id: UUID, idea_id: UUID):
    gathering = queries.events.get_gathering(own_gathering_id)
    actions.agreeing.give_dot(queries.events.get_idea(idea_id))
    return commit_and_go(_address(gathering, Part.IDEAS) + "#ideas")


@views.post("/gatherings/<uuid:own_gathering_id>/actions")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def add_action(own_gathering_id: UUID):
    """Who does what until when. The rest of the record is filled in afterwards."""
    gathering, user = queries.events.get_gathering(own_gathering_id), current_user()
    form = ShortActionForm.of(user, gathering)
    if form.validate():
        try:
            values = form.columns(user, settings().municipality_name)
            actions.agreeing.add_action(gathering, values, by=user, now=clock.now())
        except EnoughAgreed as error:
            form.title.errors = [str(error)]
        else:
            return commit_and_go(_back(gathering), _s("Agreed."))
    if gathering.sheet:
        return _page(gathering, _number(gathering, Part.FIRST_STEPS), form)
    return show(gathering, 422, action_form=form)


def _back(gathering: Gathering) -> str:
    if gathering.sheet:
        return _address(gathering, Part.FIRST_STEPS)
    return url_for("gatherings.show_gathering", gathering_id=gathering.id) + "#agreed"


@views.post("/gatherings/<uuid:own_gathering_id>/end")
@allow(Role.COORDINATOR, Role.ASSOCIATION)
def end_dugnad(own_gathering_id: UUID):
    """It was held, and this is the day on which one looks back."""
    gathering, form = queries.events.get_gathering(own_gathering_id), NextForm()
    fine = form.validate()
    if fine and form.next_on.data and form.next_on.data <= gathering.held_on:
        form.next_on.errors, fine = [_s("Choose a day after this one.")], False
    if not fine:
        return _page(gathering, _number(gathering, Part.SAY_ALOUD), form)
    actions.planning.end_gathering(gathering, form.next_on.data, by=current_user(), now=clock.now())
    address = url_for("gatherings.show_gathering", gathering_id=gathering.id)
    return commit_and_go(address, _s("Thank you for today!"))

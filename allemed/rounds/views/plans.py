"""A round: asking for one, how far it is, what it proposes, and asking the families that a person ticked."""

from uuid import UUID

from flask import abort, request, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.htmx import page_asked_for, redirect_to, render
from allemed.locales import _s, ngettext_s
from allemed.placements.notices import tell_family_of_proposal
from allemed.rounds import queries
from allemed.rounds.actions import deciding, planning
from allemed.rounds.forms import LIST_LABELS, PROBLEM_LABELS, STAGE_LABELS, SendForm
from allemed.rounds.rules.problem import gap
from allemed.rounds.rules.stages import UNDER_WAY, Stage
from allemed.rounds.views.blueprint import views
from allemed.rounds.views.cards import cards_of


@views.get("/rounds")
@allow(Role.COORDINATOR)
def list_rounds():
    """Who waits, what is open, and the rounds so far."""
    seats = queries.list_seats()
    return render(
        "rounds/list_rounds.html", rounds=queries.list_rounds(current_user()), waiting=queries.count_waiting(),
        groups=len(seats), seats=sum(spot.free for spot in seats), stages=STAGE_LABELS, under_way=UNDER_WAY,
    )  # fmt: skip


@views.post("/rounds")
@allow(Role.COORDINATOR)
def start_round():
    """Ask for a plan; the worker makes it."""
    plan = planning.start_round(by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.show_round", round_id=plan.id))


@views.get("/rounds/<uuid:round_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_round(round_id: UUID):
    """How far it is; then what it proposes. `?list=` chooses which lines, `?page=` the next forty."""
    plan = queries.get_round(round_id)
    if plan.stage in UNDER_WAY or plan.stage == Stage.FAILED:
        return render("rounds/show_progress.html", **_progress(plan))
    which = request.args.get("list", "open")
    which = which if which in queries.LISTS else "open"
    number, counts = page_asked_for(), queries.count_lines(plan.id)
    lines = queries.list_lines(plan.id, which, page=number)
    page = render(
        "rounds/show_round.html", plan=plan, which=which, lists=LIST_LABELS, counts=counts, cards=cards_of(plan, lines),
        page=number, size=queries.PAGE, changed=queries.find_changes(plan), gap=gap(plan.score or 0, plan.bound or 0),
        placed=counts["open"] + counts["sent"], problems=PROBLEM_LABELS, form=SendForm(),
        year=clock.today(settings().zone).year,
    )  # fmt: skip
    record("read_list", by=current_user(), now=clock.now(), subject=plan)
    db.session.commit()
    return page


def _progress(plan) -> dict:
    return {
        "plan": plan, "label": STAGE_LABELS[plan.stage], "is_failed": plan.stage == Stage.FAILED,
        "gap": gap(plan.score, plan.bound) if plan.score and plan.bound else None, "steps": list(UNDER_WAY_IN_ORDER),
        "at": UNDER_WAY_IN_ORDER.index(plan.stage) if plan.stage in UNDER_WAY_IN_ORDER else 0,
    }  # fmt: skip


UNDER_WAY_IN_ORDER = (Stage.WAITING, Stage.STATING, Stage.PLACING, Stage.FITTING)


@views.get("/rounds/<uuid:round_id>/progress")
@allow(Role.COORDINATOR)
def show_progress(round_id: UUID):
    """The part of the page that is asked for each second; on to the plan when it is there."""
    plan = queries.get_round(round_id)
    if plan.stage not in UNDER_WAY:
        return redirect_to(url_for("rounds.show_round", round_id=plan.id))
    return render("rounds/show_progress.html", fragment="rounds/_progress.html", **_progress(plan))


@views.post("/rounds/<uuid:round_id>/stop")
@allow(Role.COORDINATOR)
def stop_round(round_id: UUID):
    """The best plan so far will do."""
    planning.stop_round(queries.get_round(round_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.show_round", round_id=round_id))


@views.post("/rounds/<uuid:round_id>/delete")
@allow(Role.COORDINATOR)
def delete_round(round_id: UUID):
    """Throw the plan away; what families were asked stays."""
    planning.delete_round(queries.get_round(round_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("rounds.list_rounds"), _s("The plan is gone."))


@views.post("/rounds/<uuid:round_id>/send")
@allow(Role.COORDINATOR)
def send_lines(round_id: UUID):
    """Yes to the ticked ones: each family is asked, one by one."""
    form, by, now = SendForm(), current_user(), clock.now()
    if not form.validate_on_submit():
        abort(422)
    back = url_for("rounds.show_round", round_id=round_id)
    lines = queries.list_lines_by_id(round_id, form.chosen())
    if not lines:
        return once.commit_and_go(back, _s("Tick the children you say yes to first."), "warn")
    sent = deciding.propose_lines(lines, by=by, now=now)
    for placement in sent.placements:
        tell_family_of_proposal(placement, by=by, now=now)
    said = ngettext_s("%(num)s family is asked now.", "%(num)s families are asked now.", len(sent.placements))
    if sent.refused:
        said += " " + ngettext_s(
            "%(num)s could not be: see below.", "%(num)s could not be: see below.", len(sent.refused)
        )
    return once.commit_and_go(back, said, "warn" if sent.refused else "success")

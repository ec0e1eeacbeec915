"""Who waited and need not any longer, as cards of the coordinator's day."""

from flask import url_for

from allemed import clock
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s
from allemed.placements.models import Placement
from allemed.rounds.models import OpenWish, WishAnswer


def _child(waiting: OpenWish | Placement, window: Window) -> str:
    return f"{waiting.child.first_name}, {window.today.year - waiting.child.birth_year}"


def _room(answer: WishAnswer, window: Window) -> Task:
    answered = clock.local(answer.answered_at, window.zone).date()
    return Task(
        TodayItem(TodayKind.WAITING, answered), "hand-heart", _s("%(club)s has room", club=answer.association.name),
        _s("Open"), url_for("rounds.list_waiting"), about=_child(answer.wish, window), since=days_ago(answered),
        waits=True,
    )  # fmt: skip


def _opening(wish: OpenWish, window: Window) -> Task:
    return Task(
        TodayItem(TodayKind.WAITING, window.today), "confetti", _s("A place fits a child that waits"), _s("Look"),
        url_for("matching.list_matches", child_id=wish.child_id), about=_child(wish, window),
        since=days_ago(wish.since_on),
    )  # fmt: skip


def _turn(placement: Placement, window: Window) -> Task:
    since = clock.local(placement.state_since, window.zone).date()
    return Task(
        TodayItem(TodayKind.WAITING, window.today), "confetti", _s("A place in the group the child waits for"), _s("Open"),
        url_for("placements.show_placement", placement_id=placement.id), about=_child(placement, window),
        why=placement.activity.name, since=days_ago(since), waits=True,
    )  # fmt: skip


MAKERS["wish_answers"] = _room
MAKERS["openings"] = _opening
MAKERS["waiting_lists"] = _turn

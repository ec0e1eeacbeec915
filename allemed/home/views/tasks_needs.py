"""Needs and notes as cards of the coordinator's day."""

from datetime import date, datetime

from flask import url_for

from allemed import clock
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s
from allemed.needs.forms import KIND_ICONS, KIND_LABELS
from allemed.needs.models import Need, SolutionNote
from allemed.needs.rules import NeedStatus


def day_of(moment: datetime, window: Window) -> date:
    return clock.local(moment, window.zone).date()


def _need(need: Need, window: Window) -> Task:
    asked = day_of(need.created_at, window)
    is_new = need.status is NeedStatus.NEW
    return Task(
        TodayItem(TodayKind.NEED, asked if is_new else window.today), KIND_ICONS[need.kind],
        _s("%(club)s needs something", club=need.association.name), _s("Answer") if is_new else _s("Open"),
        url_for("needs.show_need", need_id=need.id), about=str(KIND_LABELS[need.kind]), why=need.words,
        since=days_ago(asked), waits=is_new,
    )  # fmt: skip


def _note(note: SolutionNote, window: Window) -> Task:
    written = day_of(note.created_at, window)
    return Task(
        TodayItem(TodayKind.NOTE, written), "puzzle-piece", _s("A note waits to be read"), _s("Read it"),
        url_for("needs.publish_note", note_id=note.id), about=str(KIND_LABELS[note.kind]), since=days_ago(written),
    )  # fmt: skip


MAKERS["needs"] = _need
MAKERS["notes"] = _note

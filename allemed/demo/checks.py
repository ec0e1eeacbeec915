"""Check-ins of the demo's placements, by the default schedule; some are due today."""

from datetime import timedelta

from allemed.demo.rows import Rows
from allemed.followup.models import CheckIn
from allemed.followup.rules import DEFAULT_SCHEDULE, Anchor, CheckInKind, Face, plan_check_ins
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState

S = PlacementState
ANCHORS = {step.code: step.anchor for step in DEFAULT_SCHEDULE}
ASKED = (S.BOOKED, S.HELD, S.TRIAL, S.ACTIVE)


def build(rows: Rows) -> None:
    due_today = 0
    for placement in rows.of(Placement):
        if placement["state"] not in ASKED:
            continue
        anchors = _anchors(placement)
        for planned in plan_check_ins(anchors):
            if planned.kind == CheckInKind.BEFORE_FIRST_SESSION and placement["state"] != S.BOOKED:
                continue  # whether they can come is past
            due_on = planned.due_on
            if due_today < 8 and placement["state"] == S.ACTIVE and due_on < rows.today and rows.chance(0.15):
                due_on, due_today = rows.today, due_today + 1
            is_open = due_on >= rows.today - timedelta(days=1)
            rows.add(
                CheckIn, placement_id=placement["id"], code=planned.code, audience=planned.audience,
                anchor_on=anchors[ANCHORS[planned.code]], due_on=due_on, attempts=0, told_at=None, answered_at=None,
                closed_at=None if is_open else rows.ago((rows.today - due_on).days - 1), closed_by=None,
                face=None if is_open else rows.random.choices(list(Face), (6, 2, 1))[0],
                is_something_missing=None if is_open else rows.chance(0.1), said=[], note=None, version=1,
            )  # fmt: skip


def _anchors(placement: dict) -> dict:
    first, started = placement["first_session_at"], placement["started_at"]
    return {
        Anchor.FIRST_SESSION: first.date() if first else None,
        Anchor.STARTED: started.date() if started else None,
        Anchor.SEASON_END: placement["season_ends_on"],
        Anchor.FUND_END: placement["fund_ends_on"],
    }

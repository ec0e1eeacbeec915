"""What was done for a child, and who stayed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.database import db
from allemed.placements.rules import LightColour, PlacementState
from allemed.support import actions
from allemed.support.models import Intervention
from allemed.support.queries import list_done, list_stays
from allemed.support.rules import InterventionKind
from tests.factories.placements import make_family_user, make_placement
from tests.support.conftest import NOW, TODAY

S, C = PlacementState, LightColour

pytestmark = pytest.mark.usefixtures("session", "tuesday")


def test_what_was_done_is_noted_in_one_tap_with_time_and_money_if_one_likes(placement, coordinator, visit, post):
    visit("support.show_done", as_=coordinator, placement_id=placement.id)
    for _twice in range(2):
        post("support.note_done", as_=coordinator, status=303, placement_id=placement.id, data={"kind": "call_before"})
    data = {"kind": "call_before", "minutes": "15", "money": ""}
    post("support.note_effort", as_=coordinator, status=303, placement_id=placement.id, data=data)
    assert [one.minutes for one in db.session.scalars(select(Intervention))] == [15]
    page = visit("support.show_done", as_=coordinator, placement_id=placement.id)
    assert "15 minutes" in page.text
    record = visit("home.show_our_record", as_=make_family_user(placement.child))
    assert "A call before the first time" in record.text
    post("support.take_back_note", as_=coordinator, status=303, placement_id=placement.id, data={"kind": "call_before"})
    assert list_done(placement.id) == {}


def test_who_stayed_is_read_from_what_happened_and_small_numbers_are_not_shown(coordinator, activity, visit):
    for number in range(12):
        began = NOW - timedelta(days=150)
        ended = began + timedelta(days=30) if number % 2 else None
        one = make_placement(activity=activity, state=S.ENDED if ended else S.ACTIVE, started_at=began, ended_at=ended)
        if number < 6:
            actions.note(one, InterventionKind.BUDDY, by=coordinator, now=NOW)
    stays = list_stays(TODAY)
    assert (len(stays), sum(one.stayed for one in stays)) == (12, 6)
    page = visit("support.show_comparison", as_=coordinator)
    assert not page("table"), "three that stayed could be somebody"

"""The last spot, wanted by two hundred families at once: real threads, each with a connection of its own."""

import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from allemed.accounts.models import User
from allemed.catalogue.actions import NoSpotLeft
from allemed.catalogue.models import Spot
from allemed.database import db
from allemed.families.models import Agreement
from allemed.placements import actions
from allemed.placements.models import Placement, PlacementMove
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user, make_placement, make_yes

FAMILIES = 200
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def rivals(session):
    """One spot, and two hundred children to whose families it is proposed: (placement, user) each."""
    activity, coordinator = make_activity(free=1), make_user()
    pairs = []
    for _number in range(FAMILIES):
        child = make_child()
        pairs.append((make_placement(child, activity, by=coordinator).id, make_family_user(child).id))
    found = activity.id, pairs
    session.commit()  # and nothing read after it: a transaction of this thread would hold the others up
    return found


def say_yes_in_own_context(app, placement_id, user_id, start, answers):
    """What one family's request does: its own context, session and transaction."""
    with app.app_context():
        start.wait()
        began = time.monotonic()
        try:
            placement, user = db.session.get_one(Placement, placement_id), db.session.get_one(User, user_id)
            actions.say_yes(placement, make_yes(), version=1, by=user, now=NOW)
            db.session.commit()
            answers.append(("yes", placement_id, time.monotonic() - began))
        except NoSpotLeft:
            db.session.rollback()
            answers.append(("somebody was faster", placement_id, time.monotonic() - began))
        except Exception as error:  # an unclear answer, counted by its name
            db.session.rollback()
            answers.append((f"{type(error).__name__}: {error}"[:200], placement_id, time.monotonic() - began))


def test_of_two_hundred_yeses_to_one_spot_one_wins_and_the_others_get_a_clear_answer(app, session, rivals):
    activity_id, pairs = rivals
    answers, start = [], threading.Event()
    threads = [
        threading.Thread(target=say_yes_in_own_context, args=(app, placement, user, start, answers))
        for placement, user in pairs
    ]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    start.set()
    for thread in threads:
        thread.join(timeout=60)
    assert Counter(answer for answer, *_rest in answers) == {"yes": 1, "somebody was faster": FAMILIES - 1}
    assert time.monotonic() - began < 20
    session.expire_all()
    assert session.scalar(select(Spot.free).where(Spot.activity_id == activity_id)) == 0
    (winner,) = [placement for answer, placement, _seconds in answers if answer == "yes"]
    states = dict(session.execute(select(Placement.state, func.count()).group_by(Placement.state)).all())
    assert states == {PlacementState.ASKED: 1, PlacementState.PROPOSED: FAMILIES - 1}
    assert set(session.scalars(select(Agreement.placement_id))) == {winner}
    assert set(session.scalars(select(PlacementMove.placement_id))) == {winner}


def test_the_same_family_tapping_twice_takes_one_seat(app, session):
    activity = make_activity(free=5)
    placement = make_placement(activity=activity)
    user_id, placement_id, activity_id = make_family_user(placement.child).id, placement.id, activity.id
    session.commit()
    answers, start = [], threading.Event()
    threads = [
        threading.Thread(target=say_yes_in_own_context, args=(app, placement_id, user_id, start, answers))
        for _tap in range(8)
    ]
    for thread in threads:
        thread.start()
    start.set()
    for thread in threads:
        thread.join(timeout=60)
    assert len([answer for answer, *_rest in answers if answer == "yes"]) == 1
    session.expire_all()
    assert session.scalar(select(Spot.free).where(Spot.activity_id == activity_id)) == 4

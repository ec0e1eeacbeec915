"""The coordinator's round and the waiting list, through their pages; and what associations may see of a wish."""

import json
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.demo import round_bench
from allemed.home.queries import Window, find_today
from allemed.matching.actions import note_companion
from allemed.placements.models import Placement
from allemed.privacy.actions import erase_family
from allemed.rounds.actions import deciding, planning, waiting
from allemed.rounds.models import OpenWish, Round, RoundLine
from allemed.rounds.queries import find_changes
from allemed.rounds.rules.stages import Stage
from allemed.rounds.worker import start_waiting
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner
from tests.factories.families import make_guardian
from tests.factories.placements import make_placement
from tests.factories.rounds import group_of, line_of, make_open_wish, make_round, make_waiting_child

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WEDNESDAY = [(2, time(17, 0), time(18, 0))]


@pytest.fixture(autouse=True)
def _tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


def test_nothing_is_sent_before_a_person_says_yes_to_each(visit, post, coordinator):
    amir, sara = make_waiting_child("Amir"), make_waiting_child("Sara")
    make_activity(free=2)
    plan = make_round(coordinator)
    page = visit("rounds.show_round", as_=coordinator, round_id=plan.id)
    assert len(page("[data-line]")) == 2 and not page("input[name=lines]:checked")
    assert not db.session.scalars(select(Placement)).all()

    post("rounds.send_lines", as_=coordinator, round_id=plan.id, status=303, data={})
    assert not db.session.scalars(select(Placement)).all()
    post("rounds.send_lines", as_=coordinator, round_id=plan.id, status=303, data={"lines": [line_of(plan, amir).id]})
    assert [one.child_id for one in db.session.scalars(select(Placement))] == [amir.id]
    assert line_of(plan, sara).placement_id is None
    one = {"only": ["", line_of(plan, sara).id], "lines": [line_of(plan, amir).id]}
    post("rounds.send_lines", as_=coordinator, round_id=plan.id, status=303, data=one)
    assert line_of(plan, sara).placement_id
    assert db.session.scalar(select(AuditEntry).where(AuditEntry.action == "read_list"))


def test_a_spot_that_was_taken_meanwhile_stops_only_its_own_child(post, visit, coordinator):
    amir, sara = make_waiting_child("Amir"), make_waiting_child("Sara", times=["2:evening"])
    make_activity(free=1)
    gone = make_activity(free=1, sessions=WEDNESDAY)
    plan = make_round(coordinator)
    assert group_of(plan, sara) == gone.id
    gone.spot.free = 0
    lines = [line_of(plan, child).id for child in (amir, sara)]
    post("rounds.send_lines", as_=coordinator, round_id=plan.id, status=303, data={"lines": lines})
    assert line_of(plan, amir).placement_id and not line_of(plan, sara).placement_id
    assert line_of(plan, sara).problem == "taken"
    assert "taken" in visit("rounds.show_round", as_=coordinator, round_id=plan.id).text


def test_who_loses_the_seat_is_said_before_and_moved_with_it(visit, post, coordinator):
    amir, sara = make_waiting_child("Amir"), make_waiting_child("Sara", kinds=["choir"])
    near = make_activity(free=1)
    plan = make_round(coordinator)
    holder, other = (amir, sara) if group_of(plan, amir) == near.id else (sara, amir)
    line = line_of(plan, other)
    page = visit("rounds.show_line", as_=coordinator, round_line_id=line.id)
    assert f"{holder.first_name} loses the place" in page.text
    post("rounds.move_line", as_=coordinator, round_line_id=line.id, status=303,
         data={"to": near.id, "version": line.version})  # fmt: skip
    assert group_of(plan, other) == near.id and group_of(plan, holder) is None
    assert line_of(plan, holder).is_by_hand and not db.session.scalars(select(Placement)).all()


def test_limits_hold_and_the_one_in_the_way_is_said(visit, coordinator):
    make_waiting_child("Amir", times=["2:evening"])
    make_activity()  # on Tuesdays
    plan = make_round(coordinator)
    page = visit("rounds.show_round", as_=coordinator, round_id=plan.id, list="without")
    assert plan.placed == 0 and "No group meets on a day the family can" in page.text


def test_two_who_wish_it_are_planned_into_one_group(coordinator):
    amir, sara, others = (
        make_waiting_child("Amir"),
        make_waiting_child("Sara"),
        [make_waiting_child() for _ in range(2)],
    )
    note_companion(amir, sara, by=coordinator, now=NOW)
    make_activity(free=2)
    make_activity(free=2, cost_per_half_year=2000)
    plan = make_round(coordinator)
    assert plan.placed == 4 and group_of(plan, amir) == group_of(plan, sara)
    assert {group_of(plan, child) for child in others} != {group_of(plan, amir)}


def test_a_round_older_than_the_data_says_so(visit, coordinator):
    amir, group = make_waiting_child("Amir"), make_activity(free=3)
    plan = make_round(coordinator)
    assert not find_changes(plan)
    deciding.propose_lines([line_of(plan, amir)], by=coordinator, now=NOW)
    assert not find_changes(plan)  # what it has sent itself is no news
    make_waiting_child("Sara")
    group.spot.free = 1
    changed = find_changes(plan)
    assert (changed.more_children, changed.fewer_children, changed.spots) == (1, 0, True)
    assert "have changed since this plan" in visit("rounds.show_round", as_=coordinator, round_id=plan.id).text


def test_a_planning_that_died_is_taken_up_again_and_one_runs_at_a_time(post, coordinator, monkeypatch):
    started = []
    monkeypatch.setattr("subprocess.Popen", lambda command: started.append(command[-1]))
    monkeypatch.setattr("allemed.rounds.worker._started", [])
    post("rounds.start_round", as_=coordinator, status=303)
    post("rounds.start_round", as_=coordinator, status=409)
    plan = db.session.scalars(select(Round)).one()
    for seconds, times in ((0, 1), (30, 1), (planning.NO_SIGN.total_seconds() + 1, 2)):
        monkeypatch.setattr("allemed.rounds.worker._started", [])
        start_waiting(datetime.fromtimestamp(NOW.timestamp() + seconds, UTC))
        assert started == [str(plan.id)] * times
    assert db.session.get(Round, plan.id).stage is Stage.STATING


def test_an_association_sees_a_wish_without_the_child(visit, post, coordinator):
    child = make_waiting_child("Fatima")
    make_guardian(child.family, first_name="Amina")
    wish = make_open_wish(child, coordinator)
    club = make_group_owner()
    make_activity(association=club, free=None)
    coach = make_user(Role.ASSOCIATION, association_id=club.id)
    assert not visit("home.show_our_wishes", as_=coach)("[data-wish]")
    post("rounds.answer_wish", as_=coach, wish_id=wish.id, status=404, data={"answer": "room"})

    post("rounds.ask_associations", as_=coordinator, wish_id=wish.id, status=303)
    page = visit("home.show_our_wishes", as_=coach)
    assert "9–10" in page.text and "<bdi" not in page.text and "Tue" in page.text and len(page("[data-wish]")) == 1
    whole = page.response.get_data(as_text=True)
    assert not any(word in whole for word in ("Fatima", "Amina", str(child.id), str(child.family_id)))
    post("rounds.answer_wish", as_=coach, wish_id=wish.id, status=303, data={"answer": "room"})
    assert not visit("home.show_our_wishes", as_=coach)("[data-wish]")
    assert "has room" in visit("home.show_today", as_=coordinator).text
    other = make_group_owner()
    make_activity(association=other, free=None)
    stranger = make_user(Role.ASSOCIATION, association_id=other.id)
    assert visit("home.show_our_wishes", as_=stranger)("[data-wish]")
    other.is_approved = False  # nobody of the municipality stands for it any more
    assert not visit("home.show_our_wishes", as_=stranger)("[data-wish]")
    post("rounds.answer_wish", as_=stranger, wish_id=wish.id, status=404, data={"answer": "room"})


def test_who_waits_is_told_of_when_a_spot_opens_and_leaves_the_list_when_placed(coordinator):
    child = make_waiting_child()
    wish = make_open_wish(child, coordinator)
    assert waiting.notice_openings(NOW) == 0 and wish.fits_at is None
    group = make_activity()
    assert waiting.notice_openings(NOW) == 1 and wish.fits_at == NOW
    window = Window(NOW, NOW.date(), "Europe/Oslo", NOW, 30)
    assert find_today(coordinator, window).rows["openings"] == [wish]
    make_placement(child, group)
    waiting.notice_openings(NOW)
    assert wish.closed_at == NOW and find_today(coordinator, window).rows["openings"] == []


def test_an_erased_family_leaves_no_line_no_wish_and_no_pair(coordinator):
    child, friend = make_waiting_child("Amir"), make_waiting_child("Sara")
    note_companion(child, friend, by=coordinator, now=NOW)
    make_open_wish(child, coordinator)
    make_activity()
    make_round(coordinator)
    db.session.commit()
    erase_family(child.family_id, by=None, now=NOW)
    assert [line.child_id for line in db.session.scalars(select(RoundLine))] == [friend.id]
    assert not db.session.scalars(select(OpenWish)).all()
    assert planning.forget_rounds(datetime(2027, 2, 1, tzinfo=UTC)) == 1
    assert not db.session.scalars(select(Round.id)).all()


def test_what_the_bench_writes_can_be_checked_by_another_solver(tmp_path):
    result, problem, solved = round_bench.measure(60, 15, 5)
    round_bench.write(tmp_path / "round.json", problem, solved, result)
    told = json.loads((tmp_path / "round.json").read_text())
    plan, children = told["plan"], told["children"]
    assert all(group in children[child] for child, group in plan.items())
    assert all(list(plan.values()).count(group) <= seats for group, seats in told["groups"].items())
    together = sum(one in plan and plan[one] == plan.get(other) for one, other in told["together"])
    fits = [children[child][group] for child, group in plan.items()]
    assert told["result"]["score"] == sum(fits) + told["together_counts"] * together
    assert told["result"]["worst"] == min(fits) and told["result"]["placed"] == len(plan)
    assert set(told["result"]) >= {"seconds", "peak_mib", "placed", "score", "bound", "gap"}

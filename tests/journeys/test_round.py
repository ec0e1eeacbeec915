"""A round of 200 children: planned while one watches, changed by hand, and sent, child by child."""

import re
from datetime import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.placements.models import Placement
from allemed.rounds import worker
from allemed.rounds.actions import planning
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_group_owner
from tests.factories.rounds import make_waiting_child
from tests.journeys.conftest import phones, running

KINDS = ("football", "choir", "dance", "scouts", "chess")


def _fill() -> None:
    """200 children, of whom five can on Sundays only; the first two want the same single seat."""
    make_user(Role.COORDINATOR, name="Kari Nordbø", email="kari@example.org")
    club = make_group_owner(name="Fjordvik IL")
    make_activity(club, name="The small group", kind="art", free=1, sessions=[(1, time(18), time(19))])
    for number in range(45):
        make_activity(
            club, name=f"Group {number:02}", kind=KINDS[number % 5], free=5, birth_year_from=2015, birth_year_to=2019,
            sessions=[(number % 5, time(17, 30), time(18, 30))],
        )  # fmt: skip
    for name in ("Aaron", "Abir"):
        make_waiting_child(name, kinds=["art", "football"], times=["1:evening", "0:evening"])
    for number in range(198):
        days = [f"{(number + step) % 5}:evening" for step in range(2)] if number < 193 else ["6:weekend"]
        make_waiting_child(f"Child {number:03}", kinds=[KINDS[number % 5], KINDS[(number + 1) % 5]], times=days)


@pytest.fixture
def town(tmp_path):
    with running(tmp_path, _fill, default_language="en") as town:
        yield town


def test_a_round_is_planned_changed_by_hand_and_sent(town, chromium):
    with phones(chromium, town.address) as take:
        page = take(viewport={"width": 1280, "height": 900}, is_mobile=False)
        assert page.request.post("/demo/sign-in", form={"as": "coordinator"}).ok
        page.goto("/rounds")
        page.get_by_role("button", name="Plan a round").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("A round is being planned")
        _let_the_worker_plan(town)
        expect(page.get_by_role("heading", level=1)).to_have_text("Plan for 200 children")
        stats = page.locator(".stats")
        expect(stats).to_contain_text("195")
        expect(page.get_by_role("link", name="Without a place 5")).to_be_visible()
        assert _count_placements(town) == 0

        holder = page.locator("[data-line]", has=page.locator(".where", has_text="The small group"))
        expect(holder).to_have_count(1)
        has, wants = ("Aaron", "Abir") if "Aaron" in holder.inner_text() else ("Abir", "Aaron")
        page.get_by_role("link", name=re.compile(f"^{wants}, ")).click()
        seat = page.locator(".seat-choice", has_text="The small group")
        expect(seat).to_contain_text(f"{has} loses the place and gets Group")
        seat.get_by_role("button", name="Move here").click()
        expect(page.locator(".seat-choice.is-here")).to_contain_text("The small group")
        assert _count_placements(town) == 0

        page.get_by_role("link", name="The plan").click()
        for name in ("Aaron", "Abir"):
            page.get_by_role("checkbox", name=f"Yes to {name}").check()
        page.get_by_role("button", name=re.compile("Yes to the ticked ones")).click()
        expect(page.locator("#main").get_by_text("2 families are asked now.")).to_be_visible()
        page.locator("[data-line]").first.get_by_role("button", name="Propose").click()
        expect(page.locator("#main").get_by_text("1 family is asked now.")).to_be_visible()
        assert _count_placements(town) == 3
        page.get_by_role("link", name=re.compile("^Families asked")).click()
        expect(page.locator("[data-line]", has_text=wants).locator(".where")).to_contain_text("The small group")


def _let_the_worker_plan(town) -> None:
    """What the worker's own process does."""
    with town.app.app_context():
        round_id = planning.claim_next(clock.now())
        db.session.commit()
        worker.plan(round_id)
        db.session.remove()


def _count_placements(town) -> int:
    with town.app.app_context():
        number = db.session.scalar(select(func.count(Placement.id)))
        db.session.remove()
    return number

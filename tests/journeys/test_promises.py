"""A club keeps its promises by what it does: they turn red and green by themselves, with the reason; and a report."""

from datetime import date, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.attendance.actions import tap as tick
from allemed.attendance.models import AttendanceRoutine
from allemed.catalogue.models import Place
from allemed.database import db
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_grant, make_scheme
from tests.factories.families import make_child
from tests.factories.placements import make_placement
from tests.journeys.conftest import sign_in
from tests.journeys.small_town import CLUB, GROUP, THURSDAY, WALL, it_is, work
from tests.journeys.steps import open_place, pick, sees, tap

TRIAL, SPOTS, ANSWERS, ABSENCE, REPORT = (
    "Free trial before", "Open spots updated", "Answer the coordinator", "After two missed sessions", "Short report",
)  # fmt: skip


@pytest.fixture
def club(town):
    """A club with promises, one group, two children who came on the last Thursdays, and three answers in time."""
    it_is("2026-09-07 08:30")
    with town.app.app_context():
        boss = db.session.query(User).filter_by(role=Role.COORDINATOR).one()
        association = db.session.query(Association).filter_by(name=CLUB).one()
        contact, now = make_association_user(association, name="Ola"), clock.now()
        make_grant(association, make_scheme("C06", "C11", "C13", "C18", "C20", by=boss), agreed_by=contact,
                   decided_on=now.date() - timedelta(days=20), season_starts_on=date(2026, 8, 15))  # fmt: skip
        wall = db.session.query(Place).filter_by(name=WALL).one()
        weekly = [(THURSDAY, time(18), time(19))]
        group = make_activity(association, name=GROUP, place_id=wall.id, trial_times=0, free=4, sessions=weekly)
        here = {"asked_at": now - timedelta(days=40), "answered_at": now - timedelta(days=39),
                "first_session_at": now - timedelta(days=38), "started_at": now - timedelta(days=31)}  # fmt: skip
        for name in ("Amir", "Noor"):
            child = make_placement(make_child(first_name=name), group, PlacementState.ACTIVE, by=boss, **here)
            for days in (4, 11, 18):
                tick(child, now.date() - timedelta(days=days), is_present=True, by=contact, now=now)
        make_placement(make_child(first_name="Lea"), group, PlacementState.PAUSED, by=boss, **here)
        db.session.add(AttendanceRoutine(association_id=association.id, agreed_at=now, alerts_at=now, version=1))
        db.session.commit()
    return town


def ask_club(town, name: str) -> None:
    """The coordinator asks for a place for one child more."""
    with town.app.app_context():
        group = db.session.query(Placement).join(Placement.activity).first().activity
        child = make_child(first_name=name, birth_year=group.birth_year_from)
        make_placement(child, group, PlacementState.ASKED)
        db.session.commit()


def promise_stands(page: Page, text: str, standing: str, *why: str) -> None:
    """On the club's list the promise stands so, and its page says why."""
    page.goto("/our-commitments")
    page.locator("main .rows").get_by_role("link", name=text).first.tap()
    expect(page.locator("main .tag").first).to_have_text(standing)
    sees(page, *why)


def tap_thursday(page: Page, day: str, missing: str) -> None:
    """After the session the coach taps who was there."""
    it_is(f"{day} 20:00")
    sign_in(page, "association")
    open_place(page, "Our groups")
    group = page.locator("main").get_by_role("link", name="Change", exact=True).first.get_attribute("href")
    page.goto(group.replace("/edit", f"/sessions/{day}"))
    for child in page.locator("li.there").all():
        child.locator(".there-no" if missing in child.inner_text() else ".there-yes").tap()
        expect(child.locator("[aria-pressed=true]")).to_have_count(1)


def welcome(page: Page) -> None:
    """The club says welcome to all who wait."""
    page.goto("/our-association")
    for left in reversed(range(page.locator("[data-request]").count())):
        tap(page.locator("[data-request]").first, "Welcome!")
        expect(page.locator("[data-request]")).to_have_count(left)


def test_promises_turn_red_and_green_by_what_people_do_and_a_report_takes_five_minutes(club, town_phone):
    coach, coordinator = town_phone(), town_phone()

    it_is("2026-09-07 09:00")  # a trial is missing; three answers came in time; the spots were confirmed today
    sign_in(coach, "association")
    promise_stands(coach, TRIAL, "Late", f"{GROUP}: a child can try 0 times. Make it 3.")
    tap(coach, "Do it now", "link")
    tap(coach, "Change", "link")
    pick(coach, "trial_times", "3")
    tap(coach, "Save")
    sees(coach, "Saved.")
    promise_stands(coach, TRIAL, "Kept", "three times or more")
    promise_stands(coach, SPOTS, "Kept", "confirmed lately")
    promise_stands(coach, ANSWERS, "Kept", "3 of 3 questions")
    promise_stands(coach, ABSENCE, "Later", "No child was away twice")

    tap_thursday(coach, "2026-09-10", missing="Amir")
    ask_club(club, "Sara")
    tap_thursday(coach, "2026-09-17", missing="Amir")
    work(club)
    promise_stands(
        coach, ABSENCE, "Soon", f"{GROUP}: a child was away twice in a row. Ask how it goes by 24 September 2026."
    )

    it_is("2026-09-26 10:00")  # nobody asked, and a question of the coordinator lies unanswered
    work(club)
    sign_in(coach, "association")
    promise_stands(coach, ABSENCE, "Late", "Ask how it goes by 24 September 2026.")
    assert "Amir" not in coach.content()
    promise_stands(coach, ANSWERS, "Soon", "3 of 4 questions")
    sign_in(coordinator, "coordinator")
    coordinator.goto(coach.url.replace("/our-commitments/", "/commitments/"))
    coordinator.locator("summary", has_text="What this is counted from").tap()
    tap(coordinator.locator(".reason-bad"), "Open", "link")
    sees(coordinator, "Sara")

    coach.goto("/our-association")
    tap(coach, "Call and ask", "link")
    coach.locator("button[name=said][value=fine]").tap()
    sees(coach, "So good to hear!")
    promise_stands(coach, ABSENCE, "Kept", "Asked within seven days: 0")
    welcome(coach)
    promise_stands(coach, ANSWERS, "Soon", "3 of 4 questions")
    ask_club(club, "Tim")
    welcome(coach)
    promise_stands(coach, ANSWERS, "Kept", "4 of 5 questions")

    it_is("2026-10-12 10:00")  # five weeks after the spots were confirmed
    sign_in(coach, "association")
    promise_stands(coach, SPOTS, "Soon", f"{GROUP}: the open spots were confirmed 35 days ago.")
    open_place(coach, "Our groups")
    tap(coach, "Still right")
    sees(coach, "Confirmed today")
    promise_stands(coach, SPOTS, "Kept", "confirmed lately")

    it_is("2026-12-20 10:00")  # the year's report: read, one tap, send
    sign_in(coach, "association")
    promise_stands(coach, REPORT, "Later", "2026 is filled in already", "Children who began with you in 2026", "1–4")
    assert "open spots in ALLEMED" in coach.locator("textarea").input_value()
    pick(coach, "hindered", "nothing")
    tap(coach, "Send")
    sees(coach, "It is sent, and the coordinator looks at it.")
    sign_in(coordinator, "coordinator")
    coordinator.goto("/commitments?show=waiting")
    coordinator.locator("main").get_by_role("link", name=CLUB).first.tap()
    coordinator.locator("main .rows").get_by_role("link", name=REPORT).first.tap()
    sees(coordinator, "open spots in ALLEMED", "1–4")
    tap(coordinator, "Accept")
    sees(coordinator, "Accepted. The next date follows from the rule.")
    promise_stands(coach, REPORT, "Kept", "Accepted")

"""A coach applies for a grant on a phone, with and without JavaScript; the coordinator awards it; promises are asked."""

import pytest
from playwright.sync_api import Page, expect

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.commitments.models import Grant
from allemed.database import db
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_scheme
from tests.journeys.conftest import axe_findings, sign_in
from tests.journeys.small_town import CLUB, GROUP, it_is
from tests.journeys.steps import pick, sees, sees_nothing_of, tap

DESK = {"viewport": {"width": 1280, "height": 900}}
CARD = "section[aria-labelledby=calls] a"


@pytest.fixture
def club(town):
    """A club with a contact person and one group, and a scheme that asks for two promises."""
    it_is("2026-09-07 09:00")
    with town.app.app_context():
        boss = db.session.query(User).filter_by(role=Role.COORDINATOR).one()
        association = db.session.query(Association).filter_by(name=CLUB).one()
        make_association_user(association, name="Ola")
        make_activity(association, name=GROUP)
        make_scheme("C01", "C11", by=boss, name="Tilskot til aktivitet")
        db.session.commit()
    return town


def make_call(desk: Page) -> None:
    """The coordinator makes the first call, from today to Friday evening."""
    sign_in(desk, "coordinator")
    desk.goto("/more")
    desk.get_by_role("link", name="Calls for grants").tap()
    tap(desk, "New call", "link")
    desk.locator("[name=closes_on]").fill("2026-09-11")
    desk.locator("[name=about]").fill("Utstyr som barn kan låne.")
    desk.locator("[name=total]").fill("100 000")
    desk.locator("[name=most]").fill("40 000")
    desk.locator("[name=complaint]").fill("Skriv til kommunen innan tre veker.")
    assert not axe_findings(desk)
    tap(desk, "Save")
    sees(desk, "Nobody has applied yet", "Have not applied")


def open_call(page: Page) -> None:
    """The card on the club's own page, what is promised with the money, and then the form."""
    page.goto("/our-association")
    page.locator(CARD).first.tap()
    sees(page, "What you promise if you get it", "Utstyr som barn kan låne.")
    expect(page.locator(".promise-lines > li")).to_have_count(2)


def test_a_coach_applies_with_a_thumb_and_nothing_is_lost_on_the_way(club, town_phone):
    make_call(town_phone(**DESK))
    it_is("2026-09-09 21:10")
    page = town_phone()
    sign_in(page, "association")
    open_call(page)
    assert not axe_findings(page)
    tap(page, "Apply", "link")
    page.locator("[name=amount]").fill("kr 35 000,-")
    page.locator("[name=purpose]").fill("Tau og sko til utlån.")
    pick(page, "groups", page.locator("[name=groups]").first.get_attribute("value"))
    page.locator("[name=children_count]").fill("24")
    page.locator("[name=applicant_name]").focus()
    expect(page.locator("#draft-state")).to_contain_text("Kept as a draft at 21:10")
    assert not axe_findings(page)
    page.goto("/our-association")  # the phone was put away
    sees(page, "Your draft waits")
    page.locator(CARD).first.tap()
    tap(page, "Go on writing", "link")
    expect(page.locator("[name=purpose]")).to_have_value("Tau og sko til utlån.")
    expect(page.locator("[name=children_count]")).to_have_value("24")
    expect(page.locator("[name=groups]").first).to_be_checked()
    tap(page, "Send the application")
    sees(page, "Sent. The municipality has it.", "35,000", GROUP)
    page.go_back()  # to the form of the draft: what is changed in it now is no draft any more
    page.locator("[name=children_count]").fill("30")
    page.locator("[name=applicant_name]").focus()
    page.goto("/our-association")
    expect(page.locator(CARD)).to_have_count(0)


def test_without_javascript_it_is_mended_sent_awarded_promised_and_answered(club, town_phone):
    desk = town_phone(**DESK)
    make_call(desk)
    it_is("2026-09-11 23:50")
    coach = town_phone(javascript=False)
    sign_in(coach, "association")
    open_call(coach)
    tap(coach, "Apply", "link")
    coach.locator("[name=purpose]").fill("Ein trenar til.")
    tap(coach, "Keep as a draft")
    sees(coach, "Your draft waits here")
    tap(coach, "Go on writing", "link")
    coach.locator("[name=amount]").fill("omtrent 30 000")
    coach.locator("[name=children_count]").fill("12")
    tap(coach, "Send the application")
    sees(coach, "Write one amount with digits", "What is right is kept as a draft.")
    coach.locator("[name=amount]").fill("30.000")
    tap(coach, "Send the application")
    sees(coach, "Sent. The municipality has it.")
    application = coach.url

    it_is("2026-09-12 00:00")
    coach.goto(application)
    sees(coach, "The call has closed. You are told when there is an answer.")
    decide(desk)
    coach.goto(application)
    sees_nothing_of(coach, "22,000", "Trenaren gjekk føre.")
    send_all(desk)
    coach.goto(application)
    sees(coach, "You receive", "22,000", "Trenaren gjekk føre.", "If you do not agree", "innan tre veker")
    tap(coach, "Read the promises and say yes", "link")
    tap(coach, "Yes, we promise this")
    sees(coach, "Our promises")
    with club.app.app_context():
        grant = db.session.query(Grant).one()
        assert (int(grant.amount), all(one.agreed_at for one in grant.commitments)) == (22_000, True)


def decide(desk: Page) -> None:
    """From the card of the day to a decision, in the words of people."""
    sign_in(desk, "coordinator")
    desk.goto("/today")
    sees(desk, "1 application waits for an answer")
    desk.locator("a[href^='/grant-calls/']").first.tap()
    sees(desk, "30,000", "100,000", CLUB)
    assert not axe_findings(desk)
    tap(desk, "Decide the first one", "link")
    sees(desk, "What we know", "No grant of an earlier year stands here.")
    assert not axe_findings(desk)
    pick(desk, "outcome", "award")
    desk.locator("[name=amount]").fill("22 000")
    desk.locator("[name=reason]").fill("Trenaren gjekk føre.")
    desk.locator("[name=decided_by]").fill("Utval for kultur")
    tap(desk, "Note the decision")
    sees(desk, "1 answer is ready to be sent")


def send_all(desk: Page) -> None:
    desk.goto("/grant-calls")
    desk.locator("main .list-row a").first.tap()
    tap(desk, "Look and send all", "link")
    sees(desk, "Send these answers?", "22,000")
    tap(desk, "Yes, send them")
    sees(desk, "22,000", "Awarded")
    expect(desk.locator("main")).not_to_contain_text("ready to be sent")

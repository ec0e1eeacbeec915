"""From the family's yes to an active child and a kept promise."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.small_town import (
    CHILD,
    CLUB,
    CLUB_EMAIL,
    MOTHER,
    OWN_WORDS,
    PHONE_NUMBER,
    SCHOOL,
    WALL,
    links_mailed_to,
)
from tests.journeys.steps.hands import open_place, pick, sees, sees_nothing_of, tap
from tests.journeys.steps.until_yes import open_association

NOT_TOLD = (MOTHER, "91 23 45 67", PHONE_NUMBER, SCHOOL, OWN_WORDS, "العربية", "Arabic")


def say_yes(page: Page) -> None:
    """The mother opens the proposal, sees what the club would be told, shares one thing more, and says yes."""
    card = page.locator("[data-proposal]")
    expect(card).to_contain_text(CLUB)
    card.locator("a").first.tap()
    expect(page.locator(".told")).to_contain_text(CHILD)
    expect(page.locator(".told")).to_contain_text("2016")
    sees(page, CLUB, WALL)
    expect(page.locator("#yes input[type=checkbox]:checked")).to_have_count(0)
    pick(page, "has_interpreter", "y")
    pick(page, "child_wants", "y")
    page.locator("#yes button[type=submit], #yes button:not([type])").last.tap()
    expect(page.locator("main [data-state]")).to_have_attribute("data-state", "asked")
    expect(page.locator("#standing .alert-good")).to_be_visible()


def welcome_child(page: Page, town) -> None:
    """The club is told without a name, and sees what the mother allowed and nothing else; then it says welcome."""
    assert len(links_mailed_to(town, CLUB_EMAIL, "/requests/")) == 1
    page.goto("/our-association")
    card = page.locator("[data-request]")
    expect(card).to_contain_text(f"{CHILD}, 10")
    sees_nothing_of(page, *NOT_TOLD)
    tap(card, "See more", "link")
    sees(page, f"{CHILD} would like to come", "born 2016", "An interpreter helps at the first meeting.")
    sees(page, "Through Kari Nordbø")
    sees_nothing_of(page, *NOT_TOLD)
    tap(page, "Welcome! We have a place")
    sees(page, "You said welcome")


def book_first_session(page: Page) -> None:
    """The day stands there already; who meets whom and who goes along is said."""
    open_place(page, "Today")
    card = page.locator("article.task", has_text=f"{CLUB} says welcome")
    tap(card, "Book the first time", "link")
    expect(page.locator("[name=day]").first).to_have_value("2026-09-10")
    expect(page.locator("[name=starts]").first).to_have_value(re.compile("18:00"))
    page.get_by_label("Who meets them there?").fill("Ola")
    pick(page, "comes_along", "coordinator_and_guardian")
    tap(page, "Book the first session")
    sees(page, "Booked. The family and the club are told.", "Ola meets them.")


def solve_lights(page: Page) -> None:
    """Equipment, transport and fee turn green, each with a word."""
    for kind, note in (("equipment", "Lånesko ligg klare"), ("transport", "Går saman"), ("fee", "Fritidskortet")):
        page.locator(f"#light-{kind} > summary").tap()
        pick(page.locator(f"#light-{kind}"), "colour", "green")
        page.locator(f"#light-{kind} [name=note]").fill(note)
        tap(page.locator(f"#light-{kind}"), "Save")
        expect(page.locator(f"#light-{kind} > summary")).to_contain_text(note)
    expect(page.locator(".light-card.light-green")).to_have_count(3)


def see_first_day(page: Page) -> None:
    """The mother finds the card of the first day: when, where, who, what to bring. It names no child."""
    page.goto("/our-page")
    card = page.locator("[data-first-day]")
    expect(card).to_contain_text("Ola")
    card.locator("a").last.tap()
    expect(page.locator(".day-when")).to_contain_text(re.compile("18|١٨"))
    sees(page, WALL, "Ola", "Kari Nordbø")
    sees_nothing_of(page, CHILD)


def answer(page: Page, face: str, *, missing: bool | None = None) -> None:
    """A face on the mother's own page, and whether something is missing."""
    page.goto("/our-page")
    page.locator(f"[data-check-in] button[name=face][value={face}]").first.tap()
    expect(page.locator(f"button.face-{face}[aria-pressed]")).to_have_attribute("aria-pressed", "true")
    if missing is not None:
        page.locator(f"button[name=missing][value={'yes' if missing else 'no'}]").tap()
        expect(page.locator(".flash")).to_be_visible()


def note_first_session(page: Page) -> None:
    """Today asks whether it happened; then the trial begins, as no light is red."""
    card = page.locator("article.task", has_text="Did the first time happen?")
    expect(card).to_contain_text(CHILD)
    tap(card, "Note it", "link")
    tap(page, "The child was there")
    sees(page, "Was there. How does it go on?")
    tap(page, "The trial begins")
    sees(page, "On trial. Is it right?")


def answer_as_club(page: Page) -> None:
    """The club is asked too, and answers with a face."""
    page.goto("/our-association")
    page.locator("[data-check-in] button[name=face][value=good]").first.tap()
    expect(page.locator("button.face-good[aria-pressed]")).to_have_attribute("aria-pressed", "true")


def close_answer(page: Page, note: str) -> None:
    """Today says what the mother answered; the coordinator calls her and closes it."""
    open_place(page, "Today")
    card = page.locator("[data-kind=check_in] article.task", has_text="They answer: So-so")
    expect(card).to_contain_text(CHILD)
    tap(card, "Call the family", "link")
    sees(page, "So-so", "91 23 45 67")
    pick(page, "missing", "no")
    page.locator("[name=note]").fill(note)
    tap(page, "Done")
    expect(page.locator("h1")).to_contain_text("Today")
    expect(page.locator("article.task", has_text="They answer")).to_have_count(0)


def call_after_two_weeks(page: Page) -> None:
    """Two weeks on, Today lists the question; the coordinator calls, closes it with a face, and the child is active."""
    card = page.locator("[data-kind=check_in] article.task", has_text="How is it going?").first
    expect(card).to_contain_text(CHILD)
    tap(card, "Call the family", "link")
    sees(page, "After two weeks", "Does your child know somebody there?")
    pick(page, "face", "good")
    pick(page, "missing", "no")
    tap(page, "Done")
    expect(page.locator("[data-kind=check_in] article.task", has_text="Call the family")).to_have_count(0)
    page.goto("/placements")
    page.locator("main").get_by_role("link", name=CHILD).first.tap()
    tap(page, "Active")
    sees(page, "Takes part")


def see_kept_promises(page: Page) -> None:
    """What happened is what is kept: the question was answered in time, the open spot was confirmed lately."""
    open_association(page)
    tap(page, "Promises on inclusion", "link")
    kept = page.locator("section[aria-labelledby=kept]")
    for text in ("Answer the coordinator within 5 working days", "Open spots updated every 30 days"):
        expect(kept).to_contain_text(text)
    kept.get_by_role("link", name=re.compile("Answer the coordinator")).tap()
    sees(page, "1 of 1 question was answered within five working days.")

"""The main loop once more, on phones whose browsers run no script at all."""

from functools import partial

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.small_town import RIVAL, it_is


def test_the_loop_needs_no_script(town, town_phone):
    phone = partial(town_phone, javascript=False)
    coordinator, club, mother = phone(), phone(), phone(language="ar")

    it_is("2026-09-07 09:00")
    steps.sign_in_as_coordinator(coordinator)
    steps.open_link_of_mail(club, steps.invite_contact(coordinator, town))
    steps.confirm_contact(club)
    steps.post_spot(club)

    it_is("2026-09-07 09:20")
    steps.open_place(coordinator, "Today")
    steps.start_anew(coordinator)
    steps.record_conversation(coordinator, "climbing")
    steps.find_and_propose(coordinator, "Not known how far it is")
    steps.open_family_link(mother, steps.print_link(coordinator))
    steps.say_yes(mother)
    steps.welcome_child(club, town)
    steps.book_first_session(coordinator)
    steps.see_first_day(mother)

    it_is("2026-09-11 09:00")
    steps.sign_in_as_coordinator(coordinator)
    steps.note_first_session(coordinator)
    steps.answer(mother, "so_so", missing=False)
    steps.close_answer(coordinator, "")


def test_a_visitor_without_script_filters_the_list_and_asks(town_phone):
    it_is("2026-09-07 09:00")
    page = town_phone(javascript=False)
    page.goto("/activities")
    expect(page.locator("article.card")).to_have_count(2)
    page.locator("[popovertarget=filters]").first.tap()
    page.locator("#filters label.number", has_text="10").first.tap()
    page.locator("#filters .sheet-do button").tap()
    expect(page.locator("article.card")).to_have_count(1)
    page.locator("article.card a").first.tap()
    steps.sees(page, RIVAL)
    steps.tap(page, "I want this", "link")
    page.locator("main form button").last.tap()
    expect(page.locator("#error-summary")).to_be_visible()
    page.locator("[name=child_first_name]").fill("Yonas")
    steps.tap(page, "Next")
    page.locator("label.choice", has_text="2016").tap()
    steps.tap(page, "Next")
    page.locator("[name=phone]").fill("91234567")
    steps.tap(page, "Next")
    page.locator("label.choice").first.tap()
    steps.tap(page, "Next")
    page.locator("label.choice").first.tap()
    steps.tap(page, "Next")
    steps.sees(page, "Yonas", "2016")
    steps.tap(page, "Send")
    steps.sees(page, "Thank you! We have got it.")

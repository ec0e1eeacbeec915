"""After each swap the focus is kept where it makes sense, and a screen reader says what changed."""

import re

import pytest
from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement"


@pytest.fixture
def finder(phone) -> Page:
    """The families' list, for somebody with a keyboard."""
    page = phone(is_mobile=False, has_touch=False, service_workers="block")
    page.goto("/activities")
    return page


def said(page: Page, words: str) -> None:
    expect(page.locator("#announce")).to_have_text(re.compile(words))


def press(page: Page, selector: str) -> None:
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def test_a_filter_that_was_chosen_keeps_the_focus(finder):
    chip = finder.locator("a.chip", has_text="Free")
    for _on_and_off in range(2):
        chip.focus()
        before = finder.url
        finder.keyboard.press("Enter")
        finder.wait_for_url(lambda url, before=before: url != before)
        expect(chip).to_be_focused()
        said(finder, "group")


def test_a_picture_of_a_kind_keeps_the_focus(finder):
    words = finder.locator("nav.kinds a").first.inner_text()
    press(finder, "nav.kinds a")
    expect(finder).to_have_url(re.compile("kind="))
    said(finder, "group")
    assert finder.evaluate(f"{FOCUSED}.innerText") == words


def test_the_search_keeps_the_focus(finder):
    finder.locator("#find [name=q]").fill("zzzz")
    finder.keyboard.press("Enter")
    said(finder, "No group found")
    expect(finder.locator("#find [name=q]")).to_be_focused()


def test_the_next_cards_get_the_focus_and_their_number_is_said(finder):
    press(finder, "#more a")
    said(finder, r"^\d+ of \d+")
    assert finder.evaluate(f"{FOCUSED}.id") == "activities-2"
    finder.keyboard.press("Tab")
    assert finder.evaluate(f"!!{FOCUSED}.closest('#activities-2 .card:first-child')")


def test_each_question_is_said_and_a_wrong_answer_leads_to_its_field(finder):
    press(finder, "a.card-link")
    finder.wait_for_load_state()
    press(finder, "a[href$='/interest']")
    finder.wait_for_load_state()
    first = finder.locator("h1").inner_text()
    press(finder, "button[name=go][value=next]")
    expect(finder.locator("#error-summary")).to_be_focused()
    finder.locator("#error-summary a").focus()
    finder.keyboard.press("Enter")
    expect(finder.locator("#child_first_name")).to_be_focused()
    assert finder.locator("#child_first_name").get_attribute("aria-invalid") == "true"
    finder.keyboard.type("Yonas")
    finder.keyboard.press("Enter")
    expect(finder.locator("h1")).not_to_have_text(first)
    said(finder, re.escape(finder.locator("h1").inner_text()))
    assert finder.evaluate(f"!!{FOCUSED}.closest('#step')")

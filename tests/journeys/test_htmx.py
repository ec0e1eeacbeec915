"""Filters swap the list and nothing else; and what a page's policy refuses would be noticed (`test_looks` looks for it)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WATCH_POLICY


@pytest.fixture
def catalogue(phone) -> Page:
    """The families' list, on a page that would forget a mark if it were loaded anew."""
    page = phone()
    page.goto("/activities")
    page.evaluate("() => { window.mark = 'same page' }")
    return page


def is_same_page(page: Page) -> bool:
    return page.evaluate("() => window.mark") == "same page"


def test_a_filter_swaps_only_the_list_and_the_address_follows(catalogue):
    before = catalogue.locator(".count").inner_text()
    header = catalogue.locator("header.top").element_handle()
    catalogue.locator("a.chip", has_text="Free").tap()
    expect(catalogue).to_have_url(re.compile(r"\bfree=1\b"))
    expect(catalogue.locator(".count")).not_to_have_text(before)
    assert is_same_page(catalogue)
    assert header.evaluate("element => element.isConnected")
    expect(catalogue.locator(".pill", has_text="Free").first).to_be_visible()


def test_the_address_opened_anew_shows_what_the_swap_showed(catalogue):
    catalogue.locator("a.chip", has_text="Free").tap()
    expect(catalogue).to_have_url(re.compile(r"\bfree=1\b"))
    swapped = catalogue.locator(".count").inner_text()
    catalogue.reload()
    assert not is_same_page(catalogue)
    expect(catalogue.locator(".count")).to_have_text(swapped)


def test_back_and_forward_lead_through_the_filters(catalogue):
    before = catalogue.locator(".count").inner_text()
    catalogue.locator("a.chip", has_text="Free").tap()
    expect(catalogue.locator(".count")).not_to_have_text(before)
    after = catalogue.locator(".count").inner_text()
    catalogue.go_back()
    expect(catalogue).not_to_have_url(re.compile("free="))
    expect(catalogue.locator(".count")).to_have_text(before)
    catalogue.go_forward()
    expect(catalogue).to_have_url(re.compile("free=1"))
    expect(catalogue.locator(".count")).to_have_text(after)


def test_a_swap_is_said_and_leaves_the_focus_in_the_list(catalogue):
    catalogue.locator("a.chip", has_text="Free").focus()
    catalogue.keyboard.press("Enter")
    expect(catalogue).to_have_url(re.compile("free=1"))
    expect(catalogue.locator("#announce")).to_have_text(re.compile("group"))
    assert catalogue.evaluate("() => document.activeElement.closest('#activity-list') !== null")


def test_words_are_looked_for_without_leaving_the_page(catalogue):
    catalogue.locator("#find [name=q]").fill("zzzz")
    catalogue.locator("#find [name=q]").press("Enter")
    expect(catalogue).to_have_url(re.compile("q=zzzz"))
    expect(catalogue.locator(".count")).to_have_text("No group found")
    assert is_same_page(catalogue)
    catalogue.get_by_role("link", name="Show all groups").tap()
    expect(catalogue.locator("article.card").first).to_be_visible()


def test_the_age_sheet_filters_on_a_phone(catalogue):
    catalogue.locator("[popovertarget=filters]").first.tap()
    catalogue.locator("#filters label.number", has_text=re.compile("^10$")).tap()
    catalogue.locator("#filters .sheet-do button").tap()
    expect(catalogue).to_have_url(re.compile("age=10"))
    expect(catalogue.locator("#filters")).not_to_be_visible()
    expect(catalogue.locator(".chips .chip", has_text="10")).to_be_visible()


def test_a_script_that_slipped_in_would_be_noticed(chromium, server):
    """A script and a handler written into a page do nothing, and the browser says so."""
    page = chromium.new_context(base_url=server).new_page()
    page.add_init_script(WATCH_POLICY)

    def slip_in(route):
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace("</main>", "<script>bad = 1</script><b onclick='bad = 1'>x</b></main>"),
        )

    page.route("**/help", slip_in)
    page.goto("/help")
    page.locator("main b", has_text="x").last.click()
    page.wait_for_function("() => window.refused.length >= 2")
    assert page.evaluate("() => window.bad") is None
    page.context.close()

"""With a keyboard alone: a visitor filters the list, opens a group and asks for it; a family says yes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import _demo, phones, running, sign_in

MOST_TABS = 120
IS_SEEN = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  if (here.matches('.ds-skip-link')) return box.top >= 0 && box.height >= 40;
  const ringed = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return [here, here.nextElementSibling, here.closest('label, .card, .list-row, .search')].some((one) => one && ringed(one));
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until `selector` has the focus; wherever the focus stands on the way, it can be seen."""
    look = f"(wanted) => [({IS_SEEN})(), document.activeElement.matches(wanted), document.activeElement.outerHTML.slice(0, 200)]"
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        is_seen, is_there, here = page.evaluate(look, selector)
        assert is_seen, here
        if is_there:
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not reach {selector}")


def test_the_skip_link_leads_past_the_navigation(phone):
    page = phone(viewport={"width": 1000, "height": 800}, is_mobile=False, has_touch=False)
    page.goto("/activities")
    tab_to(page, ".ds-skip-link")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    tab_to(page, "main a, main button, main input")


def test_a_visitor_filters_opens_and_asks_with_the_keyboard_alone(phone):
    page = phone(is_mobile=False, has_touch=False)
    page.goto("/activities")
    before = page.locator(".count").inner_text()
    tab_to(page, "[popovertarget=filters]")
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    tab_to(page, "#filters input[name=age]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#filters input[name=free]")
    page.keyboard.press("Space")
    tab_to(page, "#filters .sheet-do button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("age=.*free=1|free=1.*age="))
    assert page.locator(".count").inner_text() != before
    tab_to(page, "main .chip")
    page.go_back()
    expect(page.locator(".count")).to_have_text(before)
    tab_to(page, "a.card-link")
    name = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)
    tab_to(page, "a[href$='/interest']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/interest$"))
    _send_the_wish(page)


def _send_the_wish(page: Page) -> None:
    """First empty: the summary has the focus and leads to the field; then one answer after the other."""
    _answer(page, "child_first_name")
    expect(page.locator("#error-summary")).to_be_focused()
    tab_to(page, "#error-summary a[href='#child_first_name']")
    page.keyboard.press("Enter")
    expect(page.locator("#child_first_name")).to_be_focused()
    page.keyboard.type("Yonas")
    _answer(page, "child_first_name")
    _answer(page, "birth_year", "Space")
    tab_to(page, "#phone")
    page.keyboard.type("91234567")
    _answer(page, "phone")
    _answer(page, "channel", "Space")
    _answer(page, "language", "Space")
    expect(page.locator("[data-step=check]")).to_be_visible()
    tab_to(page, "form[action$='/interest'] button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/interest/thanks"))
    expect(page.locator("h1")).to_contain_text("Thank you")


def _answer(page: Page, step: str, key: str | None = None) -> None:
    """Choose with `key` if the question has pictures to choose from, then go on; wait for what comes."""
    part = page.locator(f"[data-step={step}]")
    expect(part).to_be_visible()
    before = part.element_handle()
    if key:
        tab_to(page, f"[name={step}]")
        page.keyboard.press(key)
    tab_to(page, "button[name=go][value=next]")
    page.keyboard.press("Enter")
    page.wait_for_function("part => !part.isConnected", arg=before)
    page.wait_for_function("() => document.activeElement !== document.body")


@pytest.fixture
def keyboard(chromium, tmp_path) -> Iterator[Page]:
    """A mother in a demo municipality of her own, with a keyboard alone."""
    with running(tmp_path, _demo) as town, phones(chromium, town.address) as take:
        yield sign_in(take(is_mobile=False, has_touch=False, service_workers="block"), "family")


def test_a_family_changes_the_language_and_says_yes_with_the_keyboard_alone(keyboard):
    page = keyboard
    page.goto("/our-page")
    tab_to(page, ".language summary")
    page.keyboard.press("Enter")
    tab_to(page, ".language a[hreflang=en]")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    tab_to(page, "main a[href*='/proposals/']")
    page.keyboard.press("Enter")
    expect(page.locator("#yes")).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, "#yes input[type=checkbox]")
    page.keyboard.press("Space")
    if page.locator("#yes [name=child_wants]").count():
        tab_to(page, "#yes [name=child_wants]")
        page.keyboard.press("Space")
    tab_to(page, "#yes button")
    page.keyboard.press("Enter")
    expect(page.locator("h2", has_text="You said yes")).to_be_visible()

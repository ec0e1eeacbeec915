"""A visitor with a keyboard alone: filter the list, open a group, and ask for it."""

import re

from playwright.sync_api import Page, expect

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
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
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
    """First empty: the summary has the focus and leads to each field; then filled in."""
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    tab_to(page, "#error-summary a[href='#child_first_name']")
    page.keyboard.press("Enter")
    expect(page.locator("#child_first_name")).to_be_focused()
    page.keyboard.type("Yonas")
    tab_to(page, "#birth_year")
    page.keyboard.type("2017")
    tab_to(page, "#phone")
    page.keyboard.type("91234567")
    tab_to(page, "[name=channel]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/interest/thanks"))
    expect(page.locator("h1")).to_contain_text("Thank you")
    assert page.locator(".reference").inner_text().strip()

"""A coordinator's first day: everything open is on paper, leads to its page, and is found again by name."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import axe_findings, sign_in


def test_a_coordinator_on_day_one_takes_over_from_the_pack(phone):
    leaving = sign_in(phone(), "coordinator")
    leaving.goto("/more")
    leaving.get_by_role("link", name="Hand-over pack").click()
    expect(leaving.get_by_text("Destroy it after the hand-over")).to_be_visible()
    assert axe_findings(leaving) == []
    leaving.emulate_media(media="print")
    expect(leaving.get_by_role("button", name="Print")).to_be_hidden()
    line = leaving.locator(".pack-lines li", has_text="Club is asked").get_by_role("link").first
    told, address = line.inner_text(), line.get_attribute("href")
    assert address in line.evaluate("one => getComputedStyle(one, '::after').content"), "the address is on the paper"

    new = sign_in(phone(javascript=False), "coordinator2")
    new.goto(address)
    name = told.split(" · ")[0]
    expect(new.locator("main")).to_contain_text(name)
    new.get_by_role("link", name="Search").click()
    new.get_by_role("searchbox").fill(name)
    new.get_by_role("searchbox").press("Enter")
    expect(new.locator("#found a", has_text=re.compile(rf"^{name}, \d+"))).not_to_have_count(0)
    assert name not in new.url

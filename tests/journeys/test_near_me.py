""" "Near me": the phone's place is compared in the page and never leaves it; what is asked for is the nearest place known."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def list_page(phone) -> Page:
    page = phone()
    page.goto("/activities")
    return page


def stand_at(page: Page, latitude: float, longitude: float) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": latitude, "longitude": longitude})


def test_the_nearest_first_and_no_position_in_any_request(list_page):
    name, latitude, longitude = list_page.request.get("/places.json").json()[0]
    stand_at(list_page, latitude + 0.00021, longitude + 0.00021)
    asked: list[str] = []
    list_page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    list_page.get_by_role("button", name="Near me").tap()
    expect(list_page).to_have_url(re.compile("place="))
    expect(list_page.locator("#filter-place")).to_have_value(name)
    expect(list_page.locator(".card-where b").first).to_have_text(re.compile("min on foot|Distance unknown"))
    assert any("place=" in address for address in asked)
    assert not [address for address in asked if str(latitude)[:5] in address or str(longitude)[:4] in address]


def test_somewhere_else_the_list_to_choose_from_opens_and_says_why(list_page):
    stand_at(list_page, 10.0, 10.0)
    list_page.get_by_role("button", name="Near me").tap()
    expect(list_page.locator("#filter-place")).to_be_focused()
    expect(list_page.locator("#filter-place-hint")).to_contain_text("We do not know where you are")


def test_without_a_script_the_place_is_chosen_in_the_sheet(phone):
    page = phone(javascript=False)
    page.goto("/activities")
    assert not page.locator("[data-near]").is_visible()
    page.locator(".chips [popovertarget=filters]").tap()
    page.locator("#filter-place").select_option(index=1)
    page.locator("#filters button[form=find]:not([formaction])").tap()
    expect(page).to_have_url(re.compile("place="))
    expect(page.locator(".chip[aria-current]")).to_have_count(1)

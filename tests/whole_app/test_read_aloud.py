"""What a family meets can be heard: every page of the public layout has a button that reads it aloud."""

import pytest

from tests.factories.families import make_child
from tests.factories.placements import make_family_user
from tests.pages import Page

ON_PAPER = {"/poster"}  # read on a wall


@pytest.mark.parametrize("role", ["anyone", "family"])
def test_every_page_for_families_has_a_button_that_reads_it(app, session, client, browser_of, role):
    browser = client if role == "anyone" else browser_of(make_family_user(make_child()))
    addresses = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments}
    read = set()
    for address in sorted(addresses - ON_PAPER):
        answer = browser.get(address)
        page = Page(answer, address)
        if answer.status_code != 200 or answer.mimetype != "text/html" or not page("body.public"):
            continue
        assert page("[data-listen]"), address
        read.add(address)
    assert {
        "/",
        "/help",
        "/young",
        "/wishes/new",
        "/what-happens",
        "/interest/without-network",
    } <= read or role == "family"
    assert role == "anyone" or {"/our-page", "/our-messages", "/our-page/written", "/push/topics", "/devices"} <= read

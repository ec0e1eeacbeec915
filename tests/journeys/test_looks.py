"""The pages of those who work with families hold at 320 px, axe finds nothing, and the browser refuses nothing on them.

The families' own: test_for_everyone.
"""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WATCH_POLICY, axe_findings, sign_in

PAGES = {
    "association": ("/our-association", "/our-activities", "/our-activities/new", "/our-commitments", "/our-contacts", "/our-wishes", "/more"),
    "coordinator": ("/today", "/families", "/conversations/new", "/placements", "/associations", "/commitments", "/check-ins",
                    "/interest", "/schemes", "/schedule", "/associations/import", "/places", "/places/new", "/wishes", "/more"),
    "partner": ("/referrals", "/referrals/new"),
}  # fmt: skip


def _assert_holds(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer.status == 200, f"{address} answered {answer.status}"
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{address} scrolls sideways by {wider} px"
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, nav a, summary, input:not([type=hidden]), select')]
        .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline')
        .map(e => [e.matches('.card-link') ? e.closest('.card, .list-row') || e : e, e.outerHTML.slice(0, 90)])
        .map(([e, html]) => [e.getBoundingClientRect(), html])
        .filter(([r]) => r.width > 1 && (r.height < 24 || r.width < 24)).map(([, html]) => html)"""
    )
    assert not small, f"{address}: targets under 24 px: {small[:3]}"
    assert axe_findings(page) == [], address
    assert page.evaluate("window.refused") == [], address


@pytest.mark.parametrize("role", PAGES)
def test_pages_of_each_role_hold_at_320_px(phone, role):
    theme = "dark" if role == "coordinator" else "light"
    page = phone(language="nb", theme=theme, viewport={"width": 320, "height": 640})
    page.add_init_script(WATCH_POLICY)
    sign_in(page, role)
    for address in PAGES[role]:
        _assert_holds(page, address)

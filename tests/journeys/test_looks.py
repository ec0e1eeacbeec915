"""The pages of those who work with families hold at 320 px, and axe finds nothing. (The families' own: test_for_everyone.)"""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import axe_findings, sign_in

PUBLIC = ("/", "/activities", "/help", "/privacy", "/accessibility", "/sign-in", "/demo")
PAGES = {
    "family": ("/our-page", "/devices"),
    "association": ("/our-association", "/our-activities", "/our-activities/new", "/our-commitments", "/our-contacts", "/wishes", "/more"),
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


@pytest.mark.parametrize("role", [role for role in PAGES if role != "family"])
def test_pages_of_each_role_hold_at_320_px(phone, role):
    page = sign_in(
        phone(
            language="nb", theme="dark" if role == "coordinator" else "light", viewport={"width": 320, "height": 640}
        ),
        role,
    )
    for address in PAGES[role]:
        _assert_holds(page, address)

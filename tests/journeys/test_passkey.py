"""Staff make their first passkey from a one-time link and sign in with it, in a real browser with a virtual key."""

import pytest

from allemed import clock
from allemed.accounts.actions import create_staff
from tests.journeys.local_site import complaints_of, served


@pytest.fixture
def desk(app, session, chromium):
    """A coordinator's new computer, and the one-time link for it."""
    path = create_staff("Kari Nordbø", "kari@example.org", clock.now())
    session.commit()
    with served(app) as address:
        context = chromium.new_context(
            base_url=address, locale="en", viewport={"width": 360, "height": 740}, service_workers="block"
        )
        page = context.new_page()
        page.complaints = complaints_of(page)
        page.keys = context.new_cdp_session(page)
        page.keys.send("WebAuthn.enable")
        page.key = page.keys.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )["authenticatorId"]
        page.goto(path)
        yield page
        context.close()


def make_first_passkey(page):
    page.click("main form button")
    page.wait_for_url("**/passkeys/new")
    page.click("[data-passkey-go]")
    page.wait_for_url(lambda address: "/passkeys/" not in address)


def sign_out(page):
    page.goto("/devices")
    page.click("form[action$='/sign-out'] button")
    page.wait_for_url("**/signed-out")


def is_signed_in(page) -> bool:
    return page.goto("/devices").status == 200


def test_a_coordinator_makes_a_passkey_and_signs_in_with_it(desk):
    make_first_passkey(desk)
    assert is_signed_in(desk)
    assert desk.locator("#passkeys").count() == 1
    sign_out(desk)
    assert not is_signed_in(desk)
    desk.goto("/sign-in")
    desk.click("[data-passkey-go]")
    desk.wait_for_url(lambda address: "/sign-in" not in address)
    assert is_signed_in(desk)
    assert desk.complaints == []


def test_a_key_that_nobody_unlocked_signs_nobody_in(desk):
    make_first_passkey(desk)
    sign_out(desk)
    desk.keys.send("WebAuthn.setUserVerified", {"authenticatorId": desk.key, "isUserVerified": False})
    desk.goto("/sign-in")
    desk.click("[data-passkey-go]")
    desk.locator("[data-passkey-failed]").wait_for(state="visible")
    assert not is_signed_in(desk)


def test_a_proof_and_its_cookies_caught_on_the_way_are_worthless_later(desk):
    make_first_passkey(desk)
    sign_out(desk)
    desk.goto("/sign-in")
    caught = {}

    def catch(route):
        caught["body"], caught["headers"] = route.request.post_data, route.request.all_headers()
        route.continue_()

    desk.route("**/sign-in/passkey", catch)
    desk.click("[data-passkey-go]")
    desk.wait_for_url(lambda address: "/sign-in" not in address)
    again = desk.request.post(
        "/sign-in/passkey",
        data=caught["body"],
        headers={name: caught["headers"][name] for name in ("cookie", "x-csrftoken", "content-type")},
    )
    assert again.status == 403


def test_the_page_says_so_when_the_key_is_of_another_site(desk):
    make_first_passkey(desk)
    sign_out(desk)
    desk.keys.send("WebAuthn.clearCredentials", {"authenticatorId": desk.key})
    desk.goto("/sign-in")
    desk.click("[data-passkey-go]")
    desk.locator("[data-passkey-failed]").wait_for(state="visible")

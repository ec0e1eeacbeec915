"""Who the coordinator is, with a face and a phone: reachable from every page."""

import base64

import pytest

from allemed.accounts.models import User
from allemed.config import Settings
from allemed.home.views.face import read_picture
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user
from tests.pages import Page

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ABOUT = ["/help", "/privacy", "/accessibility"]


def test_the_coordinators_face_is_on_help_with_the_phone(app, another_app, tmp_path):
    (tmp_path / "kari.png").write_bytes(DOT)
    client = another_app(coordinator_picture=str(tmp_path / "kari.png")).test_client()
    picture = Page(client.get("/help"), "/help").one(".person img.avatar").get("src")
    answer = client.get(picture)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", DOT)
    assert client.get(picture).headers["Cache-Control"].endswith("immutable")


def test_without_a_picture_the_initials_stand_there(visit):
    assert visit("home.show_help").one(".person svg.avatar text").text_content() == "KN"


@pytest.mark.parametrize("content", [b"<svg onload='x'/>", b"GIF89a", b"", b"\xff\xd8\xff" * 400_000])
def test_what_is_no_picture_or_too_large_stops_the_start(tmp_path, content):
    (tmp_path / "face").write_bytes(content)
    with pytest.raises(ValueError, match="coordinator_picture"):
        read_picture(Settings(coordinator_picture=str(tmp_path / "face")))


def _public(visit):
    activity = make_activity()
    yield from (visit(name) for name in ("catalogue.list_activities", "home.show_help", "accounts.show_sign_in"))
    yield visit("pwa.show_offline")
    yield visit("catalogue.show_activity", activity_id=activity.id)
    yield visit("referrals.show_call")


def test_coordinator_privacy_and_accessibility_are_reachable_from_every_page(visit, client):
    mother: User = make_family_user(make_child())
    pages = [*_public(visit), visit("home.show_our_page", as_=mother), visit("home.show_our_record", as_=mother)]
    pages += [Page(client.get(address), address) for address in ("/no-such-page", "/families", "/our-page")]
    for page in pages:
        assert {*ABOUT} <= {link.get("href") for link in page(".foot a")}, page.address


def test_the_privacy_notice_is_one_page_that_can_be_read_aloud(visit):
    page = visit("home.show_privacy")
    button = page.one("[data-listen]")
    read = page.one(f"#{button.get('data-listen')}")
    assert len(read.cssselect("h2")) == len(page("h2")) - len(page("section[aria-labelledby=ask]"))


def test_the_accessibility_statement_says_whom_to_tell_and_where_to_complain(app, another_app):
    other = another_app(accessibility_address="https://uustatus.no/nb/erklaringer/publisert/1")
    page = Page(other.test_client().get("/accessibility", headers={"Accept-Language": "en"}), "/accessibility")
    assert {"https://uustatus.no/nb/erklaringer/publisert/1", "https://www.diskrimineringsnemnda.no/"} <= set(
        page.links
    )
    assert "tel:+4751000000" in page.links and "Last looked at" in page.text

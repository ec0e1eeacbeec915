"""Manifest, worker, offline page, and browsers that want to be told."""

import io
import json
import re
import struct
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.config import ROOT
from allemed.delivery.models import PushSubscription
from allemed.delivery.queries import list_muted
from allemed.delivery.rules import Topic
from allemed.pwa.forms import TOPICS
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.delivery import make_browser, make_subscription
from tests.factories.families import make_family
from tests.pages import token_of


def send(client, address, body):
    return client.post(address, json=body, headers={"X-CSRFToken": token_of(client)})


def subscription_of(browser) -> dict:
    return {"endpoint": browser.endpoint, "keys": browser.keys, "expirationTime": None}


@pytest.mark.parametrize(("language", "direction"), [("nb", "ltr"), ("ar", "rtl")])
def test_the_manifest_names_the_municipality_in_the_readers_language(client, language, direction):
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": language})
    manifest = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == ("ALLEMED Fjordvik", language, direction)
    assert (manifest["id"], manifest["start_url"], manifest["scope"], manifest["display"]) == (
        "/",
        "/",
        "/",
        "standalone",
    )


def test_every_icon_is_there_in_the_size_it_says(client):
    icons = json.loads(client.get("/manifest.webmanifest").text)["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        answer = client.get(icon["src"])
        assert answer.status_code == 200
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", answer.data[16:24])
            assert f"{width}x{height}" == icon["sizes"]


def known_of(answer) -> dict:
    return json.loads(re.match(r"self\.ALLEMED = (\{.*?\});\n", answer.text)[1])


def test_the_worker_is_always_asked_for_anew_and_keeps_public_files_only(client):
    answer = client.get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"
    known = known_of(answer)
    assert all(address.startswith("/static/") for address in known["files"])
    assert known["offline"] == "/offline"
    for address in (*known["files"], known["offline"], known["icon"], known["badge"]):
        assert client.get(address).status_code == 200


def test_the_worker_keeps_every_file_that_the_offline_page_needs(client):
    page = client.get("/offline").text
    needed = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))
    assert needed <= set(known_of(client.get("/sw.js"))["files"])


def test_the_worker_answers_for_pages_forms_that_wait_and_kept_files_only():
    source = (ROOT / "static" / "js" / "sw.js").read_text("utf-8")
    assert source.count("respondWith") == 4


def test_a_new_worker_waits_until_somebody_says_now():
    source = (ROOT / "static" / "js" / "sw.js").read_text("utf-8")
    assert re.findall(r".*skipWaiting.*", source) == ["    update: () => self.skipWaiting(),"]


def test_what_is_kept_for_everybody_holds_no_token_and_no_field_that_remembers(client):
    for address in ("/offline", "/waiting", "/interest/without-network"):
        answer = client.get(address, headers={"Accept-Encoding": ""})
        assert answer.headers["X-Offline"] == "public" and "Set-Cookie" not in answer.headers
        assert not re.search(r"csrf|name=.once|nonce=", answer.text), address


def test_a_token_for_a_form_that_waited_is_fresh_and_stored_nowhere(client):
    answer = client.get("/form-token")
    assert len(answer.json["token"]) > 40
    assert answer.headers["Cache-Control"] == "no-store"


def test_shortcuts_and_pictures_of_the_manifest_are_there(client):
    manifest = json.loads(client.get("/manifest.webmanifest", headers={"Accept-Language": "en"}).text)
    assert [one["name"] for one in manifest["shortcuts"]] == ["Find an activity", "Our page", "Help"]
    shapes = {one["form_factor"] for one in manifest["screenshots"]}
    assert shapes == {"narrow", "wide"}
    for one in manifest["screenshots"]:
        answer = client.get(one["src"])
        width, height = Image.open(io.BytesIO(answer.data)).size
        assert (answer.mimetype, f"{width}x{height}") == (one["type"], one["sizes"])


def test_a_person_chooses_what_to_be_told(visit, post, session):
    user = make_user(Role.FAMILY)
    page = visit("pwa.choose_topics", as_=user)
    ticked = [box.get("value") for box in page("[name=topics][checked]")]
    assert set(ticked) == set(TOPICS[Role.FAMILY])
    post("pwa.choose_topics", as_=user, data={"topics": ["message"]}, status=303)
    assert list_muted(user) == set(TOPICS[Role.FAMILY]) - {Topic.MESSAGE}
    page = visit("pwa.choose_topics", as_=user)
    assert [box.get("value") for box in page("[name=topics][checked]")] == ["message"]


@pytest.mark.parametrize("role", list(TOPICS))
def test_nobody_chooses_what_is_never_told_to_them(post, session, role):
    if TOPICS[role]:
        post("pwa.choose_topics", as_=make_user(role), data={"topics": ["sign_in"]}, status=422)


@pytest.mark.parametrize(
    ("endpoint", "role"),
    [
        ("home.show_our_page", Role.FAMILY),
        ("home.show_our_association", Role.ASSOCIATION),
        ("home.show_today", Role.COORDINATOR),
    ],
)
def test_each_one_s_page_offers_to_tell_them_in_words(app, visit, session, monkeypatch, endpoint, role):
    changed = replace(app.extensions["allemed_settings"], vapid_public_key="BKey")
    monkeypatch.setitem(app.extensions, "allemed_settings", changed)
    owner = {Role.FAMILY: ("family_id", make_family), Role.ASSOCIATION: ("association_id", make_association)}.get(role)
    page = visit(endpoint, as_=make_user(role, **({owner[0]: owner[1]().id} if owner else {})))
    offer = page.one("[data-push]")
    assert offer.get("hidden") is not None and offer.get("data-asks-only") is not None
    assert offer.cssselect("[data-push-later]")


def test_the_kill_switch_serves_a_worker_that_takes_itself_away(app, client, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "allemed_settings", replace(app.extensions["allemed_settings"], service_worker=False)
    )
    answer = client.get("/sw.js")
    assert "unregister" in answer.text
    assert "fetch" not in answer.text


@pytest.mark.parametrize("language", ["nb", "nn", "en", "sv", "ar"])
def test_the_offline_page_is_for_everybody(visit, language):
    page = visit("pwa.show_offline", language=language)
    assert page.response.headers["X-Offline"] == "public"
    assert page("a[href^='tel:']")


def test_a_browser_is_remembered_once(browser_of, session):
    user, browser = make_user(Role.FAMILY, language="ar"), make_browser()
    client = browser_of(user)
    for _ in range(2):
        assert send(client, "/push", subscription_of(browser)).status_code == 204
    row = session.scalars(select(PushSubscription)).one()
    assert (row.user_id, row.endpoint, row.language) == (user.id, browser.endpoint, "ar")
    assert row.device_id is not None


def test_the_address_of_a_browser_does_not_lie_readable_in_the_database(browser_of, session):
    browser = make_browser("https://fcm.googleapis.com/fcm/send/canary-address")
    send(browser_of(make_user(Role.FAMILY)), "/push", subscription_of(browser))
    row = str(session.connection().exec_driver_sql("SELECT * FROM push_subscription").one())
    assert "canary-address" not in row
    assert browser.keys["p256dh"] not in row


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"endpoint": "https://169.254.169.254/x"},
        {"endpoint": "http://127.0.0.1:1/x", "keys": make_browser().keys},
        {"endpoint": "https://fcm.googleapis.com/x", "keys": {"p256dh": "x", "auth": "y"}},
        {"endpoint": "https://fcm.googleapis.com/x", "keys": "p256dh"},
        {"endpoint": ["https://fcm.googleapis.com/x"], "keys": make_browser().keys},
    ],
)
def test_what_is_no_subscription_is_refused(browser_of, session, body):
    assert send(browser_of(make_user(Role.FAMILY)), "/push", body).status_code == 422
    assert session.scalars(select(PushSubscription)).all() == []


def test_a_visitor_cannot_subscribe(client):
    assert send(client, "/push", subscription_of(make_browser())).status_code == 401


def test_a_person_stops_messages_on_this_device(browser_of, session):
    user, browser = make_user(Role.FAMILY), make_browser()
    client = browser_of(user)
    elsewhere = make_subscription(user)
    send(client, "/push", subscription_of(browser))
    assert send(client, "/push/end", {"endpoint": browser.endpoint}).status_code == 204
    living = session.scalars(select(PushSubscription).where(PushSubscription.ended_at.is_(None))).all()
    assert [one.id for one in living] == [elsewhere.id]


def test_nobody_stops_somebody_elses_messages(browser_of, session):
    theirs = make_subscription(make_user(Role.FAMILY), browser := make_browser())
    send(browser_of(make_user(Role.FAMILY)), "/push/end", {"endpoint": browser.endpoint})
    session.refresh(theirs)
    assert theirs.ended_at is None


def test_the_offer_is_hidden_until_the_browser_can(app, visit, monkeypatch, session):
    changed = replace(app.extensions["allemed_settings"], vapid_public_key="BKey")
    monkeypatch.setitem(app.extensions, "allemed_settings", changed)
    page = visit("accounts.list_devices", as_=make_user(Role.FAMILY))
    assert page.one("[data-push]").get("hidden") is not None
    assert page("script[src*='push.js']")


def test_nothing_is_offered_where_no_key_is_set(visit, session):
    assert not visit("accounts.list_devices", as_=make_user(Role.FAMILY))("[data-push]")

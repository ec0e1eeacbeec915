"""While ALLEMED rests: one calm page for everybody but coordinators, in every process at once, and no message."""

import contextvars
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.guard import id_arguments
from allemed.access.rules import Role
from allemed.closing.rules import Step
from allemed.database import db
from allemed.delivery.actions import lease_batch
from allemed.delivery.models import OutboxMessage
from allemed.delivery.worker import run_worker
from allemed.locales import LANGUAGES
from allemed.open_data.actions import refresh_feed
from allemed.resting import begin_rest, end_rest
from tests.conftest import NOW, counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity
from tests.factories.delivery import make_message
from tests.factories.families import make_child
from tests.factories.placements import make_family_user

OPEN = {
    "accounts.ask_for_proof", "accounts.show_link", "accounts.show_sign_in", "accounts.show_signed_out",
    "accounts.sign_in_with_passkey", "accounts.sign_out", "accounts.use_link", "demo.show_demo", "demo.sign_in",
    "home.show_accessibility", "home.show_health", "home.show_privacy", "open_data.show_session_series",
    "pwa.show_form_token", "pwa.show_manifest", "pwa.show_offline", "pwa.show_waiting", "pwa.show_worker",
    "pwa.stop_messages", "pwa.take_report",
}  # fmt: skip


@pytest.fixture
def resting(session, frozen):
    """ALLEMED rests since nine o'clock; one group would be in the list."""
    frozen(NOW)
    activity = make_activity(kind="football", name="Fotball", free=3)
    begin_rest(NOW)
    session.commit()
    return activity


def switch_on() -> None:
    end_rest()
    db.session.commit()


def test_what_is_open_at_rest_is_this_and_no_more(app):
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_open_at_rest", False)}
    assert marked == OPEN


def test_every_other_address_is_closed_to_everybody_but_coordinators(app, resting, browser_of):
    club = make_user(Role.ASSOCIATION, association_id=make_association().id)
    people = (None, club, make_family_user(make_child()), make_user(Role.PARTNER), make_user(Role.GUIDE))
    asked = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN or rule.endpoint == "assets.show_asset" or "GET" not in rule.methods:
            continue
        values = {name: resting.id if name in id_arguments(rule) else "x" for name in rule.arguments}
        plain = {"UUIDConverter": resting.id, "IntegerConverter": 1}
        values |= {name: plain.get(type(kind).__name__, values[name]) for name, kind in rule._converters.items()}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for user in people if asked % 20 == 0 else people[: 1 + asked % 2]:
            answer = browser_of(user).get(address)
            assert (answer.status_code, answer.headers.get("X-Rests")) == (503, "rests"), address
            assert "Fotball" not in answer.text
        asked += 1
    assert asked > 150


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_page_says_in_its_language_that_it_rests_and_whom_to_call(resting, visit, code):
    page = visit("home.show_start", status=503, language=code.replace("_", "-"))
    assert page.one("h1").text_content().strip()
    assert page.one("main a[href^='tel:']").get("href") == "tel:+4751000000"
    assert "Kari Nordbø" in page.text
    assert not page(".places"), "no way leads into what is closed"
    headers = page.response.headers
    assert headers["Retry-After"] == "86400" and headers["Cache-Control"] == "no-store"
    assert "X-Offline" not in headers


def test_it_reads_as_the_language_asks(resting, visit):
    said = {
        code: visit("home.show_start", status=503, language=code).one("h1").text_content()
        for code in ("nb", "ar", "ti")
    }
    assert len(set(said.values())) == 3 and said["nb"] == "ALLEMED hviler her"


def test_switching_off_reaches_a_page_that_another_process_has_kept(app, session, frozen, another_app):
    frozen(NOW)
    make_activity(kind="football", name="Fotball", free=3)
    session.commit()
    other = another_app()
    ask = lambda of: contextvars.Context().run(of.test_client().get, "/")  # noqa: E731
    for one in (app, other):
        assert ask(one).status_code == 200
    begin_rest(NOW)
    session.commit()
    assert [ask(one).status_code for one in (app, other)] == [503, 503]
    switch_on()
    assert [ask(one).status_code for one in (app, other)] == [200, 200]


def test_a_kept_page_costs_no_question_more_and_any_other_page_one(session, frozen, client, browser_of):
    frozen(NOW)
    make_activity(free=1)
    client.get("/")
    with counted_queries() as statements:
        client.get("/")
    assert not [one for one in statements if "rest" in one.split()]
    mother = browser_of(make_family_user(make_child()))
    with counted_queries() as statements:
        mother.get("/our-page")
    assert statements.count("SELECT is_ended FROM rest") == 1
    with counted_queries() as statements:
        client.get("/healthz")
    assert "SELECT is_ended FROM rest" not in statements


def test_the_health_check_the_phones_own_pages_and_peoples_rights_stay_open(resting, client):
    for address in ("/healthz", "/offline", "/waiting", "/sw.js", "/form-token", "/privacy", "/sign-in"):
        assert client.get(address).status_code == 200, address
    assert "unregister" not in client.get("/sw.js").text, "who is told by push is told again afterwards"


def test_a_form_that_waited_is_answered_with_the_rest_and_saves_nothing(resting, post):
    answer = post("referrals.express_interest", activity_id=resting.id, data={"phone": "40000000"})
    assert (answer.status_code, answer.headers["X-Rests"]) == (503, "rests")


def test_a_coordinator_goes_on_and_is_reminded_on_every_page(resting, visit):
    one = make_user()
    for endpoint in ("home.show_today", "families.list_families", "closing.show_closing"):
        assert visit(endpoint, as_=one).one("#rests-now a").get("href") == "/closing/switch-on"
    switch_on()
    assert not visit("home.show_today", as_=one)("#rests-now")


def test_only_coordinators_are_told_anything(resting, session):
    coordinator, mother = make_user(), make_family_user(make_child())
    told, waits, letter = make_message(coordinator), make_message(mother), make_message(mother, user_id=None)
    session.commit()
    assert lease_batch(clock.now(), 10, only_coordinators=True) == [told.id]
    session.rollback()
    switch_on()
    assert set(lease_batch(clock.now(), 10)) == {told.id, waits.id, letter.id}


def test_the_worker_does_only_what_the_law_wants_and_sends_nothing_to_families(app, resting, session, frozen):
    mother = make_family_user(make_child())
    mother.email = "mor@example.org"
    make_message(mother)
    session.commit()
    done = []
    jobs = {name: (lambda now, name=name: done.append(name)) for name in ("erase", "remind")}
    run_worker(app, once=True, daily=(jobs["remind"], jobs["erase"]), at_rest=(jobs["erase"],))
    assert done == ["erase"]
    assert session.scalar(select(OutboxMessage.sent_at)) is None
    switch_on()
    frozen(NOW + timedelta(days=1))
    done.clear()
    run_worker(app, once=True, daily=(jobs["remind"], jobs["erase"]), at_rest=(jobs["erase"],))
    assert done == ["remind", "erase"]
    session.expire_all()
    assert session.scalar(select(OutboxMessage.sent_at)) is not None


def test_the_open_feed_says_that_every_group_is_gone_and_afterwards_that_it_is_there(session, frozen, post, client):
    frozen(NOW)
    one, other = make_user(), make_user()
    make_activity(kind="football", name="Fotball", free=3)
    refresh_feed(NOW)
    session.commit()
    feed = "/open-data/openactive/session-series"
    assert {item["state"] for item in client.get(feed).json["items"]} == {"updated"}
    frozen(NOW + timedelta(minutes=1))
    for step, states in ((Step.SWITCH_OFF, {"deleted"}), (Step.SWITCH_ON, {"updated"})):
        post("closing.ask_for_step", as_=one, status=303, step=step)
        post("closing.confirm_step", as_=other, status=303, step=step)
        refresh_feed(clock.now())
        session.commit()
        answer = client.get(feed)
        assert answer.status_code == 200 and {item["state"] for item in answer.json["items"]} == states
        frozen(clock.now() + timedelta(minutes=1))
    begin_rest(clock.now())
    session.commit()
    for closed in ("/open-data/hsds/services", "/open-data/"):
        assert client.get(closed).status_code == 503


def test_the_worker_on_phones_forgets_what_it_kept_and_says_what_was_not_sent(client, session):
    source = client.get("/sw.js").text
    assert re.search(r"if \(rests\(answer\)\) \{ await forgetKept\(\); return \"rests\"; \}", source)
    words = client.get("/offline", headers={"Accept-Language": "en"}).text
    assert "It has not been sent. Please call us." in words

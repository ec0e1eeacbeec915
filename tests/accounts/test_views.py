"""Signing in and out through the pages."""

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import Device, SignInLink, User
from allemed.accounts.rules import LinkPurpose, SignInMethod
from allemed.audit.models import AuditEntry
from allemed.delivery.models import OutboxMessage
from allemed.limits import limiter
from tests.accounts.links import count_devices, use
from tests.conftest import NOW, counted_queries
from tests.factories.accounts import make_sign_in_link, make_user
from tests.pages import token_of


def test_the_sign_in_page_has_a_way_for_each_group(visit):
    page = visit("accounts.show_sign_in")
    assert page.one("input[name=email]").get("type") == "email"
    assert page("[data-passkey='sign-in'] [data-passkey-go]")
    assert page("#for-families")
    assert not page("input[type=password]")


def test_opening_a_link_fifty_times_uses_nothing_up(client, family):
    token = make_sign_in_link(family)
    for _ in range(50):
        assert client.get(f"/sign-in/link/{token}").status_code == 200
    assert count_devices() == 0
    assert use(client, token).status_code == 303
    assert count_devices() == 1


def test_the_button_signs_in_speaks_the_users_language_and_leads_home(client, family):
    answer = use(client, make_sign_in_link(family))
    assert answer.location == "/"
    assert client.get_cookie("language").value == "ar"
    assert client.get("/devices").status_code == 200


def test_the_page_of_a_link_comes_in_the_language_of_its_user(client, family):
    answer = client.get(f"/sign-in/link/{make_sign_in_link(family)}", headers={"Accept-Language": "en"})
    assert 'lang="ar" dir="rtl"' in answer.text
    assert answer.headers["Content-Language"] == "ar"


def test_who_signs_in_by_mail_keeps_the_language_they_chose_and_is_written_to_in_it(client, session):
    coach = make_user(Role.ASSOCIATION, email="coach@example.org", language="nb")
    token = make_sign_in_link(coach, LinkPurpose.MAIL)
    client.get("/sign-in?lang=nn")
    assert 'lang="nn"' in client.get(f"/sign-in/link/{token}").text
    use(client, token)
    assert client.get_cookie("language").value == "nn"
    assert session.get(User, coach.id).language == "nn"


def test_mails_follow_the_language_that_is_chosen_on_a_page(browser_of, session):
    coach = make_user(Role.ASSOCIATION, email="coach@example.org", language="nb")
    browser_of(coach).get("/devices?lang=nn")
    session.refresh(coach)
    assert coach.language == "nn"


def test_the_address_of_a_link_stays_secret(client, family):
    for address in (make_sign_in_link(family), "invented"):
        headers = client.get(f"/sign-in/link/{address}").headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


def test_a_used_an_expired_and_an_invented_link_look_alike(client, family, frozen):
    frozen(NOW)
    used = make_sign_in_link(family, LinkPurpose.PRINT)
    use(client, used)
    expired = make_sign_in_link(family, LinkPurpose.QR)
    frozen(NOW + timedelta(minutes=10))
    client.delete_cookie("device")
    answers = []
    for token in (used, expired, "invented"):
        for answer in (client.get(f"/sign-in/link/{token}", headers={"Accept-Language": "en"}), use(client, token)):
            answers.append((answer.status_code, re.sub('nonce="[^"]+"', "", answer.text.replace(token, ""))))
    assert len({status for status, _text in answers}) == 1
    assert len({text for _status, text in answers[::2]}) == 1
    assert len({text for _status, text in answers[1::2]}) == 1
    assert count_devices() == 1


def test_a_printed_link_lives_three_days(client, family, frozen):
    frozen(NOW)
    token = make_sign_in_link(family, LinkPurpose.PRINT)
    frozen(NOW + timedelta(hours=72) - timedelta(seconds=1))
    assert client.get(f"/sign-in/link/{token}").status_code == 200
    frozen(NOW + timedelta(hours=72))
    assert client.get(f"/sign-in/link/{token}").status_code == 410


def test_a_hundred_posts_at_once_make_one_session(app, session, family):
    token = make_sign_in_link(family)
    clients = [app.test_client() for _ in range(100)]
    bodies = [{"csrf_token": token_of(client)} for client in clients]
    session.commit()
    answers = []

    def post(client, body):
        answers.append(client.post(f"/sign-in/link/{token}", data=body).status_code)

    threads = [threading.Thread(target=post, args=pair) for pair in zip(clients, bodies, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.expire_all()
    assert sorted(answers) == [303] + [410] * 99
    assert count_devices() == 1


def test_a_link_leads_only_to_a_page_of_ours(client, family):
    assert use(client, make_sign_in_link(family), next="/our-page").location == "/our-page"
    assert use(client, make_sign_in_link(family), next="//evil.example").location == "/"


def test_without_a_token_against_forgery_a_link_is_not_used(client, family):
    token = make_sign_in_link(family)
    assert client.post(f"/sign-in/link/{token}").status_code == 400
    assert use(client, token).status_code == 303


def test_on_https_the_page_without_referrer_still_signs_in(client, family):
    token = make_sign_in_link(family)
    body = {"csrf_token": token_of(client)}
    answer = client.post(f"/sign-in/link/{token}", data=body, base_url="https://localhost")
    assert answer.status_code == 303


def test_a_cookie_planted_before_signing_in_is_worthless_after(client, family):
    client.set_cookie("device", "planted")
    with client.session_transaction() as stored:
        stored["visitor"] = "planted"
    use(client, make_sign_in_link(family))
    assert client.get_cookie("device").value != "planted"
    with client.session_transaction() as stored:
        assert stored.get("visitor") != "planted"


def test_whoever_was_signed_in_here_before_is_signed_out(client, family):
    use(client, make_sign_in_link(family))
    old = client.get_cookie("device").value
    use(client, make_sign_in_link(make_user(Role.FAMILY)))
    client.set_cookie("device", old)
    assert client.get("/devices").status_code == 401


def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(client, family):
    (cookie,) = [
        c for c in use(client, make_sign_in_link(family)).headers.getlist("Set-Cookie") if c.startswith("device=")
    ]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("email", ["trainer@example.org", "nobody@example.org", "kari@example.org"])
def test_asking_for_a_link_gives_the_same_answer_to_everybody(client, session, email):
    make_user(Role.ASSOCIATION, email="trainer@example.org")
    make_user(Role.COORDINATOR, email="kari@example.org")
    answer = client.post("/sign-in", data={"csrf_token": token_of(client), "email": email})
    assert (answer.status_code, answer.location) == (303, "/sign-in/sent")
    assert len(session.scalars(select(OutboxMessage)).all()) == (email == "trainer@example.org")


def test_a_known_address_costs_hardly_more_work_than_an_unknown_one(client, session):
    """Mails go out later: the answer's time tells nobody who is known."""
    make_user(Role.ASSOCIATION, email="trainer@example.org")
    statements = {}
    for name in ("nobody", "trainer"):
        body = {"csrf_token": token_of(client), "email": f"{name}@example.org"}
        with counted_queries() as statements[name]:
            client.post("/sign-in", data=body)
    assert 0 < len(statements["trainer"]) - len(statements["nobody"]) <= 4


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@example.org", "a" * 250 + "@example.org"])
def test_what_is_no_address_is_said_to_be_none(post, email):
    answer = post("accounts.send_link", data={"email": email}, status=422)
    assert 'id="error-summary"' in answer.text


def test_too_many_tries_are_refused(client, session, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    for address in ("/sign-in", "/sign-in/link/x", "/sign-in/passkey", "/sign-in/passkey/options"):
        body = {"csrf_token": token_of(client)}
        answers = [client.post(address, data=body).status_code for _ in range(11)]
        assert answers[-1] == 429, address
        assert 429 not in answers[:10]
    limiter.reset()


def test_nobody_signs_in_when_the_limits_cannot_be_counted(client, family, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)

    def broken(*_args, **_options):
        raise ConnectionError

    monkeypatch.setattr(limiter.limiter, "hit", broken)
    assert use(client, make_sign_in_link(family)).status_code >= 500
    assert count_devices() == 0


def test_a_staff_invitation_opens_the_passkey_page_and_nothing_else(client, session):
    token = make_sign_in_link(make_user(Role.COORDINATOR), LinkPurpose.INVITE)
    answer = use(client, token)
    assert answer.location == "/passkeys/new"
    assert client.get("/passkeys/new").status_code == 200
    assert client.get("/devices").status_code == 401
    assert session.scalars(select(Device)).one().method == SignInMethod.INVITE


def test_a_family_has_no_passkeys(visit, post, session):
    family = make_user(Role.FAMILY)
    visit("accounts.show_new_passkey", as_=family, status=403)
    assert not visit("accounts.list_devices", as_=family)("#passkeys")


def test_a_sign_in_is_in_the_log_without_secrets(client, family, session):
    use(client, make_sign_in_link(family))
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "sign_in")).one()
    assert entry.user_id == family.id
    assert entry.fields == ["qr"]


def test_the_link_row_says_what_used_it(client, family, session):
    client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36"
    use(client, make_sign_in_link(family))
    assert session.scalars(select(SignInLink)).one().used_by == "Chrome · Android"


def test_someone_signed_in_goes_on_from_the_sign_in_page(visit, family):
    assert visit("accounts.show_sign_in", as_=family, status=303, next="/our-page").response.location == "/our-page"

"""Two coordinators erase a family; how long everything is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.accounts.models import Device
from allemed.audit.models import AuditEntry
from allemed.config import Settings, load
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.models import Family
from tests.factories.accounts import make_user
from tests.factories.families import make_child, make_guardian
from tests.factories.referrals import make_referral

ERASE = "a[href$='/erase']"


def test_a_familys_page_leads_to_erasing_it(session, visit):
    child = make_child()
    page = visit("families.show_family", as_=make_user(), family_id=child.family_id)
    assert page(ERASE)


def test_asking_erases_nothing_and_tells_the_other_coordinators(session, visit, post):
    one, other, family = make_user(), make_user(), make_child().family
    post("privacy.ask_for_erasure", as_=one, family_id=family.id, status=303)
    told = list(db.session.scalars(select(OutboxMessage.user_id)))
    assert told == [other.id]
    assert db.session.get(Family, family.id) is not None
    page = visit("privacy.show_erasure", as_=one, family_id=family.id)
    assert not page("form[action$='/confirm']")
    assert page("form[action$='/take-back']")


def test_asked_twice_it_is_one_request_and_one_message(session, post):
    one, other, family = make_user(), make_user(), make_child().family
    for asking in (one, one, other):
        post("privacy.ask_for_erasure", as_=asking, family_id=family.id, status=303)
    assert list(db.session.scalars(select(OutboxMessage.user_id))) == [other.id]
    post("privacy.confirm_erasure", as_=one, family_id=family.id, status=409)


def test_a_coordinator_without_a_second_one_is_told_so(session, visit):
    family, alone = make_child().family, make_user()
    alert = "Whoever runs ALLEMED has to add a second one"
    assert alert in visit("privacy.show_erasure", as_=alone, family_id=family.id).text
    make_user()
    assert alert not in visit("privacy.show_erasure", as_=alone, family_id=family.id).text


def test_the_second_coordinator_confirms_and_the_family_is_nowhere(session, visit, post):
    one, other, child = make_user(), make_user(), make_child()
    make_guardian(child.family)
    family_id, child_id = child.family_id, child.id
    post("privacy.ask_for_erasure", as_=one, family_id=family_id, status=303)
    assert visit("privacy.show_erasure", as_=other, family_id=family_id)("form[action$='/confirm']")
    post("privacy.confirm_erasure", as_=other, family_id=family_id, status=303)
    for endpoint, ids in (
        ("families.show_family", {"family_id": family_id}),
        ("families.show_child", {"child_id": child_id}),
    ):
        visit(endpoint, as_=one, status=404, **ids)
    assert not list(db.session.scalars(select(OutboxMessage)))


def test_the_one_who_asked_cannot_confirm(session, post):
    one, family = make_user(), make_child().family
    post("privacy.ask_for_erasure", as_=one, family_id=family.id, status=303)
    post("privacy.confirm_erasure", as_=one, family_id=family.id, status=409)
    assert db.session.get(Family, family.id) is not None


def test_an_old_sign_in_has_to_be_renewed_first(session, visit, post, browser_of):
    one, other, family = make_user(), make_user(), make_child().family
    post("privacy.ask_for_erasure", as_=one, family_id=family.id, status=303)
    browser_of(other)
    device = db.session.scalar(select(Device).where(Device.user_id == other.id))
    device.created_at = clock.now() - timedelta(minutes=11)
    page = visit("privacy.show_erasure", as_=other, family_id=family.id)
    assert not page("form[action$='/confirm']")
    assert page("[data-passkey='sign-in']")[0].get("data-next").endswith("/erase")
    post("privacy.confirm_erasure", as_=other, family_id=family.id, status=409)
    assert db.session.get(Family, family.id) is not None


def test_interest_without_a_conversation_is_erased_by_one_person(session, visit, post):
    one, referral = make_user(), make_referral()
    address = {"referral_id": referral.id}
    assert visit("referrals.show_referral", as_=one, **address)(ERASE)
    visit("privacy.erase_referral", as_=one, **address)
    post("privacy.erase_referral", as_=one, status=303, **address)
    visit("referrals.show_referral", as_=one, status=404, **address)


def test_interest_that_led_to_a_child_goes_only_with_its_family(session, visit, post):
    one, referral = make_user(), make_referral(child_id=make_child().id)
    assert not visit("referrals.show_referral", as_=one, referral_id=referral.id)(ERASE)
    post("privacy.erase_referral", as_=one, status=409, referral_id=referral.id)


def test_a_request_can_be_taken_back(session, post, visit):
    one, other, family = make_user(), make_user(), make_child().family
    post("privacy.ask_for_erasure", as_=one, family_id=family.id, status=303)
    post("privacy.take_back_request", as_=other, family_id=family.id, status=303)
    post("privacy.confirm_erasure", as_=other, family_id=family.id, status=409)


def test_each_step_is_in_the_log_without_a_reason(session, post, visit):
    one, other, family = make_user(), make_user(), make_child().family
    family_id = family.id
    visit("privacy.show_erasure", as_=one, family_id=family_id)
    post("privacy.ask_for_erasure", as_=one, family_id=family_id)
    post("privacy.confirm_erasure", as_=other, family_id=family_id)
    lines = db.session.execute(
        select(AuditEntry.action, AuditEntry.user_id, AuditEntry.fields)
        .where(AuditEntry.family_id == family_id)
        .order_by(AuditEntry.id)
    ).all()
    assert lines == [("read", one.id, []), ("ask_for_erasure", one.id, []), ("erase_family", other.id, [])]


def test_the_page_of_times_says_what_goes_next_and_names_no_family(session, visit, post):
    one, child = make_user(), make_child(first_name="Kanarifugl")
    post("privacy.ask_for_erasure", as_=one, family_id=child.family_id)
    page = visit("privacy.show_retention", as_=one)
    assert {part.get("data-kept") for part in page("[data-kept]")} == {
        "family",
        "referral",
        "text",
        "round",
        "message",
        "attendance",
        "audit",
        "contact",
    }
    assert page(ERASE)
    assert "Kanarifugl" not in page.source


def test_the_privacy_page_tells_the_times_that_are_set(session, visit, app, monkeypatch):
    from dataclasses import replace

    changed = replace(app.extensions["allemed_settings"], keep_family_months=9, keep_audit_months=36)
    monkeypatch.setitem(app.jinja_env.globals, "settings", changed)
    text = visit("home.show_privacy").text
    assert "9 months" in text
    assert "6 months" in text
    assert "36 months" in text


@pytest.mark.parametrize("line", ["keep_family_months = 0", "keep_referral_months = 61", "keep_audit_months = 12"])
def test_a_time_that_makes_no_sense_refuses_to_start(tmp_path, line):
    file = tmp_path / "settings.toml"
    file.write_text(line)
    with pytest.raises(ValueError, match=line.split()[0]):
        load({}, file)
    assert load({}, tmp_path / "none") == Settings()


@pytest.mark.parametrize(
    ("mode", "starts"), [(0o600, True), (0o640, True), (0o644, False), (0o660, False), (0o604, False)]
)
def test_secrets_in_a_file_that_others_can_open_refuse_to_start(tmp_path, mode, starts):
    file = tmp_path / "settings.toml"
    file.write_text('secret_key = "x"')
    file.chmod(mode)
    if starts:
        assert load({}, file).secret_key == "x"
    else:
        with pytest.raises(ValueError, match="others can open it"):
            load({}, file)

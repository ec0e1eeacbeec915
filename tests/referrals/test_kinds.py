"""Kinds of partner are data: each has its own fields and its own text, and a new one needs no code."""

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.referrals.actions import kinds
from allemed.referrals.models import LocalKind, Partner, Referral
from allemed.referrals.queries import find_local_kind, kind_of_partner
from allemed.referrals.rules import HAND_OVER, HandOverField, PartnerKind
from tests.factories.accounts import make_user
from tests.factories.referrals import make_local_kind, make_partner

MINIMUM = ["agreed_how", "child_first_name", "birth_year", "phone", "channel", "language"]
SAID = {
    "agreed_how": "spoken", "child_first_name": "Jakub", "birth_year": "2017", "phone": "912 34 567", "channel": "call",
    "language": "pl",
}  # fmt: skip
ALL = [field.value for field in HandOverField]


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


def sender_of(partner: Partner):
    return make_user(Role.PARTNER, partner_id=partner.id)


def asked(page) -> list[str]:
    """The names of what a form asks, in its order."""
    names = [one.get("name") for one in page("main form [name]")]
    return [name for name in dict.fromkeys(names) if name not in ("csrf_token", "once")]


def test_a_kind_made_in_the_interface_is_chosen_and_its_form_asks_exactly_its_fields(kari, post, visit):
    data = {"name": "Barnehage", "fields": ["wish_days"], "text": "Ring oss først."}
    post("referrals.edit_kind", as_=kari, data=data, code="new", status=303)
    kind = db.session.scalars(select(LocalKind)).one()
    assert "Barnehage" in visit("referrals.add_partner", as_=kari).text
    post("referrals.add_partner", as_=kari, data={"kind": kind.code, "name": "Elva barnehage"}, status=303)
    partner = db.session.scalars(select(Partner)).one()
    assert (partner.kind, partner.own_kind) == (PartnerKind.OTHER, kind)
    assert "Barnehage" in visit("referrals.list_partners", as_=kari).text
    sender = sender_of(partner)
    assert "Ring oss først." in visit("referrals.add_referral", as_=sender).text
    assert asked(visit("referrals.show_referral_form", as_=sender)) == [*MINIMUM, "wish_days"]


def test_a_kind_of_its_own_is_called_by_its_name_in_the_readers_language(kari, post, visit):
    data = {"name": "Barnehage", "en": "Kindergarten", "sv": "", "fields": [], "text": ""}
    post("referrals.edit_kind", as_=kari, data=data, code="new", status=303)
    kind = db.session.scalars(select(LocalKind)).one()
    assert (kind.name, kind.names) == ("Barnehage", {"en": "Kindergarten"})
    partner = make_partner(kind=PartnerKind.OTHER, own_kind_id=kind.id)
    for endpoint, ids in (
        ("referrals.list_partners", {}), ("referrals.show_partner", {"partner_id": partner.id}),
        ("referrals.add_partner", {}), ("referrals.list_kinds", {}), ("referrals.edit_kind", {"code": kind.code}),
    ):  # fmt: skip
        assert "Kindergarten" in visit(endpoint, as_=kari, language="en", **ids).text
        assert "Barnehage" in visit(endpoint, as_=make_user(language="sv"), **ids).text
    form = visit("referrals.edit_kind", as_=kari, code=kind.code)
    assert [one.get("value") for one in form("main input[name=en]")] == ["Kindergarten"]
    assert not form("main input[name=nb]"), "that is the name itself, in the language of the municipality"
    changed = {"name": "Barnehage", "en": "", "nn": "Barnehagen", "version": kind.version}
    post("referrals.edit_kind", as_=kari, data=changed, code=kind.code, status=303)
    assert kind.names == {"nn": "Barnehagen"}


def test_what_a_kind_is_not_asked_is_not_taken_from_it_either(kari, post, visit):
    kind = make_local_kind(fields=["wish_days"])
    partner = make_partner(kind=PartnerKind.OTHER, own_kind_id=kind.id)
    more = {"wish_days": ["1", "3"], "class_level": "4", "kinds": ["football"], "plan_until": "2020-01-01"}
    post("referrals.add_referral", as_=sender_of(partner), data=SAID | more, status=303)
    sent = db.session.scalars(select(Referral)).one()
    assert (sent.wish_days, sent.class_level, sent.kinds, sent.plan_until) == (["1", "3"], None, [], None)
    assert not sent.is_talk
    assert "Tuesday, Thursday" in visit("referrals.show_referral", as_=kari, referral_id=sent.id).text


@pytest.mark.parametrize("kind", PartnerKind)
def test_every_kind_of_ours_is_asked_as_the_table_says_and_only_a_school_for_a_plan(session, visit, kind):
    usual = ["school_id", "class_level", "kinds", "wish_days"]
    expected = [*usual, "plan_until"] if kind == PartnerKind.SCHOOL else usual
    assert [field.value for field in HAND_OVER[kind]] == expected
    page = visit("referrals.show_referral_form", as_=sender_of(make_partner(kind=kind)))
    assert asked(page) == [*MINIMUM, *expected]


def test_the_municipality_changes_what_one_of_ours_is_asked_and_what_it_is_told(kari, post, visit):
    data = {"fields": ["kinds"], "text": "Berre med tolk.", "version": 0}
    post("referrals.edit_kind", as_=kari, data=data, code="health_centre", status=303)
    nurse, teacher = (sender_of(make_partner(kind=kind)) for kind in (PartnerKind.HEALTH_CENTRE, PartnerKind.SCHOOL))
    assert asked(visit("referrals.show_referral_form", as_=nurse)) == [*MINIMUM, "kinds"]
    assert asked(visit("referrals.show_referral_form", as_=teacher)) == [*MINIMUM, *ALL]
    assert "Berre med tolk." in visit("referrals.add_referral", as_=nurse).text
    assert "Berre med tolk." not in visit("referrals.add_referral", as_=teacher).text


def test_the_stricter_words_for_child_welfare_stand_whatever_is_written_beside_them(kari, post, visit):
    data = {"fields": [], "text": "Ring Kari.", "version": 0}
    post("referrals.edit_kind", as_=kari, data=data, code="child_welfare", status=303)
    page = visit("referrals.add_referral", as_=sender_of(make_partner(kind=PartnerKind.CHILD_WELFARE)))
    assert "Your duty of confidentiality is stricter" in page.text and "Ring Kari." in page.text


def test_a_conversation_around_one_phone_asks_no_more_than_the_form(session, visit, post):
    partner = make_partner(kind=PartnerKind.OTHER, own_kind_id=make_local_kind(fields=["class_level"]).id)
    sender = sender_of(partner)
    page = visit("intake.hold_talk", as_=sender)
    assert not set(asked(page)) & {"kinds", "wish_days", "school_id"} and "class_level" in asked(page)
    said = SAID | {"interpreter": "none_needed", "class_level": "4", "wish_days": ["1"]}
    assert "Jakub" in post("intake.ask_family", as_=sender, data=said, status=200).text
    post("intake.send_talk", as_=sender, data=said, status=303)
    sent = db.session.scalars(select(Referral)).one()
    assert (sent.is_talk, sent.class_level, sent.wish_days) == (True, 4, [])


def test_of_two_coordinators_who_edit_at_once_the_second_sees_both_texts(kari, post):
    first = {"fields": ["kinds"], "text": "Ring oss.", "version": 0}
    post("referrals.edit_kind", as_=kari, data=first, code="school", status=303)
    second = first | {"text": "Skriv til oss."}
    answer = post("referrals.edit_kind", as_=make_user(), data=second, code="school", status=409)
    assert "Ring oss." in answer.text and "Skriv til oss." in answer.text


def test_a_kind_with_partners_is_closed_but_not_removed(kari, post, visit):
    kind, unused = make_local_kind(), make_local_kind()
    partner = make_partner(kind=PartnerKind.OTHER, own_kind_id=kind.id, is_active=False)
    answer = post("referrals.remove_kind", as_=kari, code=kind.code, status=409)
    assert "You can only close it." in answer.text
    post("referrals.remove_kind", as_=kari, code=unused.code, status=303)
    assert list(db.session.scalars(select(LocalKind))) == [kind]
    data = {"name": kind.name, "version": kind.version}
    post("referrals.edit_kind", as_=kari, data=data, code=kind.code, status=303)
    assert not kind.is_active and kind_of_partner(partner).name == kind.name
    assert kind.name not in visit("referrals.add_partner", as_=kari).text
    page = visit("referrals.edit_partner", as_=kari, partner_id=partner.id)
    assert page("input[name=kind][checked]")[0].get("value") == kind.code


def test_one_of_ours_keeps_its_name_and_is_never_removed(kari, post, visit):
    assert asked(visit("referrals.edit_kind", as_=kari, code="school")) == ["version", "fields", "text"]
    post("referrals.edit_kind", as_=kari, data={"version": 0, "name": "Skole", "text": ""}, code="school", status=303)
    row = db.session.scalars(select(LocalKind)).one()
    assert (row.name, row.is_active) == ("", True)
    post("referrals.remove_kind", as_=kari, code="school", status=404)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 61}, {"text": "x" * 301}, {"fields": ["reason"]}])
def test_a_kind_has_a_short_name_a_short_text_and_no_field_for_a_reason(kari, post, wrong):
    data = {"name": "Barnehage", "text": "", "fields": ["kinds"]} | wrong
    post("referrals.edit_kind", as_=kari, data=data, code="new", status=422)
    assert db.session.scalars(select(LocalKind)).all() == []


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ASSOCIATION, Role.FAMILY])
def test_nobody_but_a_coordinator_opens_or_changes_kinds(session, visit, post, role):
    stranger = sender_of(make_partner()) if role == Role.PARTNER else make_user(role)
    visit("referrals.list_kinds", as_=stranger, status=403)
    visit("referrals.edit_kind", as_=stranger, code="school", status=403)
    post("referrals.remove_kind", as_=stranger, code=make_local_kind().code, status=403)


def test_a_kind_that_is_not_there_is_404(kari, visit, post):
    visit("referrals.edit_kind", as_=kari, code="own-nothing", status=404)
    post("referrals.remove_kind", as_=kari, code="own-nothing", status=404)


def test_each_change_stands_in_the_log_without_its_text(kari, post):
    data = {"name": "Barnehage", "fields": ["kinds"], "text": "Ring Berit."}
    post("referrals.edit_kind", as_=kari, data=data, code="new", status=303)
    kind = db.session.scalars(select(LocalKind)).one()
    changed = data | {"fields": [], "version": 1, "is_active": "y"}
    post("referrals.edit_kind", as_=kari, data=changed, code=kind.code, status=303)
    post("referrals.remove_kind", as_=kari, code=kind.code, status=303)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.user_id == kari.id)).all()
    assert {"add_kind", "edit_kind", "remove_kind"} <= {entry.action for entry in entries}
    assert not any("Berit" in str(vars(entry)) for entry in entries)


def test_two_coordinators_change_one_of_ours_for_the_first_time_at_the_same_instant(kari, post, visit, monkeypatch):
    """Neither has seen a row of the other; whoever is slower reads what stands there, and keeps what was written."""
    said = {"fields": [], "version": 0}
    post("referrals.edit_kind", as_=kari, code="school", data=said | {"text": "Ring oss"}, status=303)
    later = []
    monkeypatch.setattr(kinds, "find_local_kind", lambda code: find_local_kind(code) if later else later.append(code))
    slower = post(
        "referrals.edit_kind", as_=make_user(), code="school", data=said | {"text": "Skriv til oss"}, status=409
    )
    assert later == ["school"]
    for words in ("Somebody changed this kind", "Ring oss", "Skriv til oss"):
        assert words in slower.text
    assert [one.text for one in db.session.scalars(select(LocalKind))] == ["Ring oss"]
    assert "Ring oss" in visit("referrals.edit_kind", as_=kari, code="school").source

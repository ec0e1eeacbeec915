"""Sending a family on, wanting an activity, and answering."""

import logging

import pytest
from sqlalchemy import select, text

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.limits import limiter
from allemed.referrals import queries
from allemed.referrals.models import Partner, Referral
from allemed.referrals.rules import PartnerKind, ReferralSource, ReferralState
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child, make_guardian
from tests.factories.referrals import make_partner, make_referral


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def teacher(session):
    return make_user(Role.PARTNER, partner_id=make_partner().id)


def wanted(**changes):
    said: dict = {
        "child_first_name": "Jakub",
        "birth_year": str(clock.now().year - 9),
        "phone": "912 34 567",
        "channel": "call",
    }
    return said | {"language": "pl", "website": ""} | changes


def handed_over(**changes):
    return {key: value for key, value in wanted(**{"agreed_how": "spoken", **changes}).items() if key != "website"}


def test_a_visitor_says_i_want_this_on_one_page(kari, post, visit):
    activity = make_activity(kind="choir")
    page = visit("referrals.show_interest", activity_id=activity.id, all=1)
    assert len(page("main form input[name=child_first_name], main form input[name=phone]")) == 2
    post("referrals.show_interest", data=wanted(), status=303, activity_id=activity.id)
    row = db.session.query(Referral).one()
    assert (row.source, row.state, row.activity_id, row.kinds) == (
        ReferralSource.PUBLIC,
        ReferralState.NEW,
        activity.id,
        ["choir"],
    )
    assert (row.phone, row.language) == ("+4791234567", "pl")


def test_every_coordinator_is_told_without_a_name(kari, post):
    activity = make_activity()
    post("referrals.show_interest", data=wanted(child_first_name="Jakub"), status=303, activity_id=activity.id)
    message = db.session.query(OutboxMessage).one()
    assert (message.user_id, message.topic) == (kari.id, "interest")
    assert message.path == f"/interest/{db.session.query(Referral).one().id}"


def test_name_and_phone_are_unreadable_in_the_database_file(session):
    make_referral(child_first_name="Jakub", phone="+4791234567")
    name, phone = db.session.execute(text("SELECT child_first_name, phone FROM referral")).one()
    assert b"Jakub" not in bytes(name) and b"91234567" not in bytes(phone)


def test_a_machine_that_fills_the_trap_is_thanked_and_nothing_is_kept(kari, post):
    activity = make_activity()
    response = post("referrals.show_interest", data=wanted(website="http://x"), status=303, activity_id=activity.id)
    assert response.location.endswith("/interest/thanks")
    assert db.session.query(Referral).count() == 0 and db.session.query(OutboxMessage).count() == 0


def test_the_seventh_post_in_a_minute_waits(session, post):
    activity = make_activity()
    limiter.enabled = True
    limiter.reset()
    try:
        answers = [
            post("referrals.show_interest", data={}, activity_id=activity.id).status_code for _number in range(7)
        ]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert answers == [422] * 6 + [429]


def test_a_wish_for_a_faith_group_is_not_written_down_as_a_wish(session, post):
    post("referrals.show_interest", data=wanted(), status=303, activity_id=make_activity(kind="faith").id)
    assert db.session.query(Referral).one().kinds == []


def test_a_family_wants_it_for_its_own_child_in_one_tap(session, visit, post):
    guardian = make_guardian()
    child, stranger = make_child(guardian.family), make_child()
    mother = db.session.get(User, guardian.user_id)
    activity = make_activity()
    page = visit("referrals.show_interest", as_=mother, activity_id=activity.id)
    assert [box.get("value") for box in page("input[name=child_id]")] == [str(child.id)]
    assert not page("input[name=phone]")
    post(
        "referrals.show_interest", as_=mother, data={"child_id": str(stranger.id)}, status=422, activity_id=activity.id
    )
    post("referrals.show_interest", as_=mother, data={"child_id": str(child.id)}, status=303, activity_id=activity.id)
    row = db.session.query(Referral).one()
    assert (row.source, row.child_id, row.phone) == (ReferralSource.FAMILY, child.id, guardian.phone)


def test_a_partner_hears_the_question_before_it_writes_and_a_yes_keeps_nothing(teacher, visit, caplog):
    visit("referrals.list_referrals", as_=teacher)
    before = stored()
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="allemed"):
        page = visit("referrals.add_referral", as_=teacher)
        assert "/call-us" in page.links and not page("form[method=post]")
        visit("referrals.show_call", as_=teacher)
    assert stored() == before and caplog.records == []


def stored():
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))] for table in db.metadata.sorted_tables
    }


def test_a_partner_sends_a_family_on_only_with_its_yes(teacher, kari, post):
    post("referrals.add_referral", as_=teacher, data=handed_over(agreed_how=""), status=422)
    response = post("referrals.add_referral", as_=teacher, data=handed_over(kinds=["choir"]), status=303)
    row = db.session.query(Referral).one()
    assert response.location == "/referrals"
    assert (row.partner_id, row.agreed_how, row.kinds) == (teacher.partner_id, "spoken", ["choir"])


def test_a_partner_chooses_the_familys_language_and_none_is_assumed(teacher, visit, post):
    form = visit("referrals.show_referral_form", as_=teacher)
    assert not form("select[name=language] option[selected][value]:not([value=''])")
    post("referrals.add_referral", as_=teacher, data=handed_over(language=""), status=422)


def test_a_partners_form_has_no_field_for_a_reason(teacher, visit):
    page = visit("referrals.show_referral_form", as_=teacher)
    assert not page("textarea")
    names = [field.get("name") or "" for field in page("input, select")]
    assert not [
        name for name in names if any(word in name for word in ("reason", "note", "surname", "address", "careful"))
    ]


def test_a_partner_sees_only_its_own_and_only_three_words(teacher, visit, monkeypatch):
    own = db.session.get(User, teacher.id).partner_id
    partner = db.session.get(Partner, own)
    child_id = make_child().id
    monkeypatch.setattr(queries.sent, "_activity_checks", [lambda ids: {child_id} & set(ids)])
    make_referral(partner, child_first_name="Yonas")
    make_referral(partner, child_first_name="Mina", contacted_at=clock.now(), state=ReferralState.CLOSED)
    make_referral(partner, child_first_name="Sara", child_id=child_id, state=ReferralState.CLOSED)
    make_referral(make_partner(), child_first_name="Olena")
    page = visit("referrals.list_referrals", as_=teacher)
    said = {row.cssselect("b")[0].text_content(): row.cssselect(".tag")[0].text_content() for row in page(".list-row")}
    assert said == {"Yonas": "Received", "Mina": "In contact", "Sara": "In an activity"}


def test_a_partner_opens_no_page_about_a_referral(teacher, visit):
    row = make_referral(make_partner())
    visit("referrals.show_referral", as_=teacher, status=403, referral_id=row.id)


def test_the_coordinator_goes_from_new_to_in_contact_to_a_conversation(kari, visit, post):
    row = make_referral(make_partner())
    assert queries.list_interest(ReferralState.NEW) == [row]
    page = visit("referrals.list_interest", as_=kari)
    assert f"/interest/{row.id}" in page.links
    post("referrals.mark_contacted", as_=kari, status=303, referral_id=row.id)
    assert row.state == ReferralState.CONTACTED and row.contacted_at is not None
    page = visit("referrals.show_referral", as_=kari, referral_id=row.id)
    assert f"/conversations/new?referral={row.id}" in page.links
    post("referrals.close_referral", as_=kari, status=303, referral_id=row.id)
    assert queries.count_interest()[ReferralState.CLOSED] == 1


def test_a_visitor_reads_no_interest(session, visit):
    visit("referrals.list_interest", status=401)
    visit("referrals.show_referral", status=401, referral_id=make_referral().id)


def test_the_school_and_the_class_that_a_partner_wrote_stand_on_the_referral(visit, post):
    school, health = make_place("Vik skole", PlaceKind.SCHOOL), make_partner(kind=PartnerKind.HEALTH_CENTRE)
    nurse = make_user(Role.PARTNER, partner_id=health.id)
    data = {
        "agreed_how": "spoken", "child_first_name": "Jakub", "birth_year": "2017", "phone": "912 34 567",
        "channel": "call", "language": "pl", "school_id": str(school.id), "class_level": "4",
    }  # fmt: skip
    post("referrals.add_referral", as_=nurse, data=data, status=303)
    sent = db.session.scalars(select(Referral)).one()
    page = visit("referrals.show_referral", as_=make_user(), referral_id=sent.id)
    said = {pair[0].text_content(): pair[1].text_content().strip() for pair in page("dl.pairs > div")}
    assert (said["School"], said["Class"]) == ("Vik skole", "4")
    other = make_referral()
    assert (
        "Class"
        not in visit("referrals.show_referral", as_=make_user(), referral_id=other.id).one("dl.pairs").text_content()
    )

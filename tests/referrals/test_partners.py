"""The registry of partners: who may send families on, how they get in, and how they are out at once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import Device, SignInLink, User
from allemed.audit.models import AuditEntry
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic, Way
from allemed.referrals.models import Partner, PartnerPerson, Referral
from allemed.referrals.rules import PartnerKind, PersonKind
from tests.factories.accounts import make_device, make_sign_in_link, make_user
from tests.factories.catalogue import make_place
from tests.factories.referrals import make_partner, make_partner_person, make_referral

BERIT = {"name": "Berit Aas", "email": "Berit@School.example.org", "kind": "link"}


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


def invited(partner: Partner | None = None, **changes) -> tuple[PartnerPerson, User]:
    """Somebody at a partner who signs in."""
    partner = partner or make_partner()
    user = make_user(Role.PARTNER, partner_id=partner.id)
    return make_partner_person(partner, user, **changes), user


def test_a_coordinator_adds_a_school_and_the_two_people_in_it(kari, post, visit):
    school = make_place(kind=PlaceKind.SCHOOL)
    data = {"kind": "school", "name": "Elva skole", "place_id": str(school.id)}
    post("referrals.add_partner", as_=kari, data=data, status=303)
    partner = db.session.scalars(select(Partner)).one()
    assert (partner.kind, partner.place_id, partner.is_active) == (PartnerKind.SCHOOL, school.id, True)
    post("referrals.add_person", as_=kari, data=BERIT, partner_id=partner.id, status=303)
    page = visit("referrals.add_person", as_=kari, partner_id=partner.id)
    assert page("input[name=kind][checked]")[0].get("value") == "substitute"
    substitute = {"name": "Ola Vik", "email": "ola@school.example.org", "kind": "substitute"}
    post("referrals.add_person", as_=kari, data=substitute, partner_id=partner.id, status=303)
    page = visit("referrals.show_partner", as_=kari, partner_id=partner.id)
    assert [one.text_content() for one in page(".person-name")] == ["Berit Aas", "Ola Vik"]
    assert "Link person" in page.text and "Not invited yet" in page.text


def test_a_partner_has_one_link_person_and_needs_a_real_address(kari, post):
    partner = make_partner()
    make_partner_person(partner, kind=PersonKind.LINK)
    answer = post("referrals.add_person", as_=kari, data=BERIT, partner_id=partner.id, status=422)
    assert "There is a link person already." in answer.text
    wrong = BERIT | {"kind": "substitute", "email": "berit"}
    answer = post("referrals.add_person", as_=kari, data=wrong, partner_id=partner.id, status=422)
    assert "This is not an e-mail address." in answer.text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER])
def test_an_address_that_signs_somebody_else_in_is_refused(kari, post, role):
    make_user(role, email="berit@school.example.org")
    answer = post("referrals.add_person", as_=kari, data=BERIT, partner_id=make_partner().id, status=422)
    assert "Somebody else signs in with this e-mail address." in answer.text
    assert db.session.scalars(select(PartnerPerson)).all() == []


def test_an_invitation_is_a_link_by_e_mail_that_signs_in_once_as_this_partner(kari, post, visit, client):
    person = make_partner_person(email="berit@school.example.org")
    post("referrals.invite_person", as_=kari, person_id=person.id, status=303)
    user = db.session.get_one(User, person.user_id)
    assert (user.role, user.partner_id, user.email) == (Role.PARTNER, person.partner_id, "berit@school.example.org")
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert (mail.way, mail.topic, mail.user_id, mail.path) == (Way.MAIL, Topic.SIGN_IN, user.id, "/referrals")
    assert len(db.session.scalars(select(SignInLink)).all()) == 1
    page = visit("referrals.show_partner", as_=kari, partner_id=person.partner_id)
    assert "Invited, not signed in yet" in page.text and mail.secret not in page.source


def test_inviting_twice_makes_a_new_link_but_no_second_user(kari, post):
    person = make_partner_person()
    for _time in range(2):
        post("referrals.invite_person", as_=kari, person_id=person.id, status=303)
    assert len(db.session.scalars(select(User).where(User.role == Role.PARTNER)).all()) == 1
    assert len(db.session.scalars(select(SignInLink)).all()) == 2


def test_whoever_is_ended_is_out_on_every_device_at_once_and_no_link_works(kari, post, browser_of):
    person, user = invited()
    browser, token = browser_of(user), make_sign_in_link(user)
    make_device(user)
    assert browser.get("/referrals").status_code == 200
    post("referrals.end_person", as_=kari, person_id=person.id, status=303)
    assert browser.get("/referrals").status_code == 401
    assert browser.get(f"/sign-in/link/{token}").status_code in (404, 410)
    assert all(db.session.scalars(select(Device.ended_at).where(Device.user_id == user.id)))
    assert (user.is_active, user.email, person.email) == (False, None, "")
    post("referrals.invite_person", as_=kari, person_id=person.id, status=404)


def test_another_address_signs_the_person_out_because_the_old_one_may_be_a_strangers(kari, post, browser_of):
    person, user = invited()
    browser = browser_of(user)
    data = {"name": "Berit Aas", "email": "new@school.example.org", "kind": "link"}
    post("referrals.edit_person", as_=kari, data=data, person_id=person.id, status=303)
    assert browser.get("/referrals").status_code == 401
    assert (user.email, user.name, person.kind) == ("new@school.example.org", "Berit Aas", PersonKind.LINK)


def test_a_closed_partner_lets_nobody_in_and_takes_nobody_new_until_it_is_opened_again(kari, post, browser_of, visit):
    partner = make_partner()
    _person, user = invited(partner)
    referral, browser = make_referral(partner), browser_of(user)
    post("referrals.close_partner", as_=kari, partner_id=partner.id, status=303)
    assert browser.get("/referrals").status_code == 401
    assert referral.partner_id == partner.id
    answer = post("referrals.add_person", as_=kari, data=BERIT, partner_id=partner.id, status=422)
    assert "This partner is closed." in answer.text
    assert "Closed" in visit("referrals.list_partners", as_=kari).text
    post("referrals.reopen_partner", as_=kari, partner_id=partner.id, status=303)
    post("referrals.add_person", as_=kari, data=BERIT, partner_id=partner.id, status=303)


def test_of_two_coordinators_who_edit_at_once_the_second_sees_both_names(kari, post):
    partner = make_partner(name="Elva skole")
    version = partner.version
    one = {"kind": "school", "name": "Elva barneskole", "version": version}
    post("referrals.edit_partner", as_=kari, data=one, partner_id=partner.id, status=303)
    two = one | {"name": "Elva skule"}
    answer = post("referrals.edit_partner", as_=make_user(), data=two, partner_id=partner.id, status=409)
    assert "Elva barneskole" in answer.text and "Elva skule" in answer.text
    assert partner.name == "Elva barneskole"


def test_the_list_counts_what_each_sent_on_this_term_and_in_all(kari, visit, frozen):
    frozen(clock.now().replace(year=2026, month=11, day=3))
    partner, other = make_partner(name="Elva skole"), make_partner(name="Aker skole", is_active=False)
    make_partner_person(partner)
    for month in (7, 8, 11):
        make_referral(partner, created_at=clock.now().replace(month=month, day=2))
    make_referral(other)
    page = visit("referrals.list_partners", as_=kari)
    assert [one.text_content() for one in page("#partner-list a")] == ["Elva skole", "Aker skole"]
    assert "2 this term" in page.text
    page = visit("referrals.show_partner", as_=kari, partner_id=partner.id)
    assert [one.text_content() for one in page("#sent-counts b")] == ["2", "3"]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ASSOCIATION, Role.FAMILY])
def test_nobody_but_a_coordinator_looks_partners_up(session, visit, role):
    person, user = invited()
    stranger = user if role == Role.PARTNER else make_user(role)
    visit("referrals.list_partners", as_=stranger, status=403)
    visit("referrals.show_partner", as_=stranger, partner_id=person.partner_id, status=403)
    visit("referrals.edit_person", as_=stranger, person_id=person.id, status=403)


def test_what_is_not_there_or_has_ended_is_404_for_a_coordinator_too(kari, visit, post):
    ended = make_partner_person(ended_at=clock.now())
    for endpoint in ("referrals.edit_person", "referrals.end_person"):
        visit(endpoint, as_=kari, person_id=ended.id, status=404)
        visit(endpoint, as_=kari, person_id=ended.partner_id, status=404)
    post("referrals.close_partner", as_=kari, partner_id=ended.id, status=404)


def test_a_colleague_of_another_partner_sees_none_of_our_families_in_their_list(session, visit):
    ours, theirs = make_partner(), make_partner()
    _berit, user = invited(theirs)
    make_referral(ours, child_first_name="Samira")
    make_referral(theirs, child_first_name="Jonas")
    page = visit("referrals.list_referrals", as_=user)
    assert "Jonas" in page.text and "Samira" not in page.text


def test_each_change_stands_in_the_log_without_a_name(kari, post):
    person, _user = invited(name="Berit Aas")
    post("referrals.invite_person", as_=kari, person_id=person.id, status=303)
    post("referrals.close_partner", as_=kari, partner_id=person.partner_id, status=303)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.user_id == kari.id)).all()
    assert {"invite_person", "end_person", "close_partner"} <= {entry.action for entry in entries}
    assert not any("Berit" in str(vars(entry)) for entry in entries)


def test_child_welfare_reads_its_stricter_words_before_it_writes(session, visit):
    _person, user = invited(make_partner(kind=PartnerKind.CHILD_WELFARE))
    _teacher, other = invited()
    words = "Your duty of confidentiality is stricter"
    assert words in visit("referrals.add_referral", as_=user).text
    assert words not in visit("referrals.add_referral", as_=other).text


def test_each_partner_has_somebody_of_us_who_answers(kari, visit, post):
    post("referrals.add_partner", as_=kari, data={"kind": "school", "name": "Vik skole"}, status=303)
    partner = db.session.query(Partner).filter_by(name="Vik skole").one()
    assert partner.owner_id == kari.id
    assert f"{kari.name} answers" in visit("referrals.show_partner", as_=kari, partner_id=partner.id).text
    other = make_user(name="Ingrid")
    values = {"kind": "school", "name": "Vik skole", "owner_id": str(other.id), "version": partner.version}
    post("referrals.edit_partner", as_=kari, data=values, partner_id=partner.id, status=303)
    assert "Ingrid answers" in visit("referrals.show_partner", as_=kari, partner_id=partner.id).text


def test_a_way_in_whose_person_has_left_is_said(kari, visit):
    gone = make_user(name="Ingrid")
    partner = make_partner(owner_id=gone.id)
    gone.is_active = False
    db.session.flush()
    assert "Nobody answers for 1 way in" in visit("referrals.list_partners", as_=kari).text
    assert "Nobody answers for it" in visit("referrals.show_partner", as_=kari, partner_id=partner.id).text


def test_a_school_says_until_when_leisure_is_part_of_a_plan_and_nothing_more(kari, visit, post, frozen):
    frozen(datetime(2026, 11, 23, 9, tzinfo=UTC))
    school, centre = make_partner(), make_partner(kind=PartnerKind.HEALTH_CENTRE)
    teacher, nurse = (make_user(Role.PARTNER, partner_id=one.id) for one in (school, centre))
    said = {
        "agreed_how": "spoken", "child_first_name": "Jakub", "birth_year": "2017", "phone": "912 34 567",
        "channel": "call", "language": "pl", "plan_until": "2027-06-18",
    }  # fmt: skip
    assert visit("referrals.show_referral_form", as_=teacher)("input[name=plan_until]")
    assert not visit("referrals.show_referral_form", as_=nurse)("input[name=plan_until]")
    post("referrals.add_referral", as_=teacher, data=said | {"plan_until": "2029-01-01"}, status=422)
    for sender in (teacher, nurse):
        post("referrals.add_referral", as_=sender, data=said, status=303)
    rows = {one.partner_id: one for one in db.session.query(Referral)}
    assert (rows[school.id].plan_until, rows[centre.id].plan_until) == (date(2027, 6, 18), None)
    page = visit("referrals.show_referral", as_=kari, referral_id=rows[school.id].id)
    assert "18 June 2027" in page.text

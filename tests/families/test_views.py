"""The coordinator's pages about families, and what a family may do itself."""

import re

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import Device, SignInLink, User
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.delivery.rules import Topic, Way
from allemed.families.models import Agreement, Child, Guardian
from allemed.families.rules import AgreementItem
from allemed.placements.queries import shared_with_association
from allemed.placements.rules import PlacementState
from tests.factories.accounts import make_user
from tests.factories.delivery import make_message
from tests.factories.families import make_agreement, make_child, make_family, make_guardian
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def layla(session):
    """An adult of a family with one child, Amir."""
    guardian = make_guardian(first_name="Layla")
    make_child(guardian.family, first_name="Amir")
    return guardian


def user_of(guardian) -> User:
    return db.session.get(User, guardian.user_id)


def test_the_coordinator_sees_whether_what_was_sent_to_a_family_arrived(session, visit):
    guardian = make_guardian(phone="+4791234567")
    user = user_of(guardian)
    make_message(user, topic=Topic.PROPOSAL, way=Way.SMS, sent_at=clock.now(), arrived_at=clock.now())
    make_message(user, topic=Topic.CHECK_IN, way=Way.PUSH, given_up_at=clock.now())
    page = visit("families.show_family", as_=make_user(), family_id=guardian.family_id)
    assert "by SMS" in page.text and "arrived" in page.text and "did not arrive" in page.text


def test_the_list_shows_children_and_adults(kari, layla, visit):
    page = visit("families.list_families", as_=kari)
    assert "Amir 9" in page.text and "Layla" in page.text
    assert f"/families/{layla.family_id}" in page.links


def test_the_childs_page_opens_on_its_own_choice(kari, visit):
    row = make_conversation(own_words="Jeg vil synge", kinds=["choir"])
    page = visit("families.show_child", as_=kari, child_id=row.child_id)
    text = page.text
    assert text.index("Choir") < text.index("Jeg vil synge") < text.index("Reach the family")


def test_opening_a_page_with_family_data_is_in_the_read_log(kari, layla, visit):
    visit("families.show_family", as_=kari, family_id=layla.family_id)
    visit("families.show_child", as_=kari, child_id=layla.family.children[0].id)
    reads = db.session.query(AuditEntry).filter_by(action="read", family_id=layla.family_id, user_id=kari.id).all()
    assert {entry.subject_kind for entry in reads} == {"family", "child"}


def test_the_family_page_says_who_has_read(kari, layla, visit):
    visit("families.show_family", as_=kari, family_id=layla.family_id)
    page = visit("families.show_family", as_=kari, family_id=layla.family_id)
    assert [item.text_content() for item in page(".timeline li span")] == ["The coordinator · 1 time"]


def test_an_adult_is_added_by_hand_and_signs_in_alone(kari, layla, post):
    data = {"first_name": "Omar", "phone": "+47 912 34 567", "channel": "call"}
    post("families.add_guardian", as_=kari, data=data, status=303, family_id=layla.family_id)
    omar = db.session.query(Guardian).filter_by(first_name="Omar").one()
    assert omar.phone == "+4791234567" and omar.user_id not in (None, layla.user_id)


@pytest.mark.parametrize("phone", ["", "12", "not a number", "+47 1"])
def test_a_wrong_phone_is_refused(kari, layla, post, phone):
    data = {"first_name": "Omar", "phone": phone, "channel": "call"}
    post("families.add_guardian", as_=kari, data=data, status=422, family_id=layla.family_id)


def test_a_stale_edit_of_a_child_shows_both_and_loses_nothing(kari, layla, post):
    child = layla.family.children[0]
    data = {"first_name": "Amir", "birth_year": str(child.birth_year), "version": "1"}
    post("families.edit_child", as_=kari, data=data | {"first_name": "Ami"}, status=303, child_id=child.id)
    response = post("families.edit_child", as_=kari, data=data | {"first_name": "Miro"}, status=409, child_id=child.id)
    assert "Ami" in response.text and "Miro" in response.text
    assert db.session.get(Child, child.id).first_name == "Ami"


def test_only_a_post_makes_a_sign_in_link(kari, layla, browser_of, post):
    address = f"/guardians/{layla.id}/sign-in-code"
    assert browser_of(kari).get(address).status_code == 405
    assert db.session.query(SignInLink).count() == 0
    response = post("families.show_sign_in_code", as_=kari, data={"purpose": "qr"}, status=200, guardian_id=layla.id)
    link = db.session.query(SignInLink).one()
    assert (link.expires_at - link.created_at).total_seconds() == 600
    svg = re.search(r"<svg[^>]*viewBox[^>]*>.*?</svg>", response.text, re.DOTALL)
    assert svg and "style=" not in response.text
    assert "/sign-in/link/" not in response.text  # the secret stands only in the picture


def test_the_words_at_the_code_are_in_the_familys_language(kari, post):
    guardian = make_guardian(make_family(read_language="ar"))
    user_of(guardian).language = "ar"
    response = post("families.show_sign_in_code", as_=kari, data={"purpose": "qr"}, status=200, guardian_id=guardian.id)
    assert re.search(r'<h1 lang="ar" dir="rtl">', response.text)


def test_a_printed_link_holds_three_days_and_has_its_address_in_letters(kari, layla, post):
    response = post("families.show_sign_in_code", as_=kari, data={"purpose": "print"}, status=200, guardian_id=layla.id)
    link = db.session.query(SignInLink).one()
    assert (link.expires_at - link.created_at).total_seconds() == 72 * 3600
    assert "http://localhost/sign-in/link/" in response.text


def test_a_lost_phone_is_signed_out(kari, layla, browser_of, post):
    browser_of(user_of(layla))
    post("families.end_guardian_devices", as_=kari, status=303, guardian_id=layla.id)
    assert db.session.query(Device).filter_by(user_id=layla.user_id).one().ended_at is not None


def test_a_family_takes_its_own_yes_back_and_nobody_elses(layla, post):
    own = make_agreement(layla.family.children[0], AgreementItem.WISH)
    other = make_agreement(make_child())
    mother = user_of(layla)
    post("families.withdraw_agreement", as_=mother, status=404, agreement_id=other.id)
    response = post("families.withdraw_agreement", as_=mother, status=303, agreement_id=own.id)
    assert response.location == "/our-page"
    assert own.withdrawn_at is not None and other.withdrawn_at is None


def test_the_coordinator_takes_a_yes_back_for_the_family(kari, layla, visit, post):
    agreement = make_agreement(layla.family.children[0])
    page = visit("families.show_family", as_=kari, family_id=layla.family_id)
    assert page(f"form[action='/agreements/{agreement.id}/withdraw']")
    post("families.withdraw_agreement", as_=kari, status=303, agreement_id=agreement.id)
    page = visit("families.show_family", as_=kari, family_id=layla.family_id)
    assert not page(f"form[action='/agreements/{agreement.id}/withdraw']")
    actions = {entry.action for entry in db.session.query(AuditEntry).filter_by(family_id=layla.family_id)}
    assert "withdraw_agreement" in actions


@pytest.mark.parametrize("role", [Role.FAMILY, Role.ASSOCIATION, Role.PARTNER])
def test_the_pages_about_families_are_the_coordinators(layla, visit, role):
    user = make_user(role, family_id=layla.family_id if role == Role.FAMILY else None)
    visit("families.list_families", as_=user, status=403)
    visit("families.show_family", as_=user, status=403, family_id=layla.family_id)
    visit("families.show_child", as_=user, status=403, child_id=layla.family.children[0].id)


def test_no_form_about_a_child_asks_for_what_must_not_be_collected(kari, layla, visit):
    pages = [
        visit("families.edit_child", as_=kari, child_id=layla.family.children[0].id),
        visit("families.add_guardian", as_=kari, family_id=layla.family_id),
    ]
    words = ("surname", "last_name", "address", "nation", "diagnos", "relig", "income", "identity", "photo", "note")
    for page in pages:
        names = [field.get("name") or "" for field in page("input, select, textarea")]
        assert not [name for name in names if any(word in name for word in words)]


def test_a_page_of_the_list_has_thirty_families(kari, visit):
    for _number in range(31):
        make_child(make_family(created_at=clock.now()))
    assert len(visit("families.list_families", as_=kari)(".list-row")) == 30
    assert len(visit("families.list_families", as_=kari, page=2)(".list-row")) == 1


def test_a_wrong_phone_number_is_put_right_and_the_log_names_what_was_changed(layla, kari, visit, post):
    page = visit("families.edit_guardian", as_=kari, guardian_id=layla.id)
    assert page.one("input[name=first_name]").get("value") == "Layla"
    new = {"first_name": "Laila", "phone": "40000001", "channel": layla.channel}
    post("families.edit_guardian", as_=kari, data=new, status=303, guardian_id=layla.id)
    assert (layla.first_name, layla.phone) == ("Laila", "+4740000001")
    assert db.session.get_one(User, layla.user_id).name == "Laila"
    entry = db.session.query(AuditEntry).filter_by(action="edit_guardian").one()
    assert entry.fields == ["first_name", "phone"] and "Laila" not in str(vars(entry))


def test_an_adult_who_does_not_belong_there_is_out_at_once_and_no_club_sees_the_number(layla, kari, post, browser_of):
    child = layla.family.children[0]
    father = make_guardian(layla.family, first_name="Omar", phone="+4740000009")
    phone = browser_of(db.session.get_one(User, father.user_id))
    placement = make_placement(child, state=PlacementState.ASKED)
    receiver = {"receiver_id": placement.activity.association_id, "placement_id": placement.id}
    make_agreement(child, AgreementItem.GUARDIAN_CONTACT, detail=str(father.id), **receiver)
    assert shared_with_association(placement, clock.now()).guardians == (("Omar", "+4740000009"),)
    assert phone.get("/our-page").status_code == 200

    post("families.remove_guardian", as_=kari, status=303, guardian_id=father.id)
    assert phone.get("/our-page").status_code == 401
    db.session.expire_all()
    assert shared_with_association(placement, clock.now()).guardians == ()
    assert [one.first_name for one in layla.family.guardians] == ["Layla"]
    assert db.session.query(User).filter_by(name="Omar").all() == []
    assert db.session.query(Agreement).filter_by(item=AgreementItem.GUARDIAN_CONTACT).one().withdrawn_at


def test_the_only_adult_of_a_family_stays(layla, kari, visit, post):
    assert not visit("families.show_family", as_=kari, family_id=layla.family_id)("a[href$='/remove']")
    post("families.remove_guardian", as_=kari, status=409, guardian_id=layla.id)
    assert db.session.get(Guardian, layla.id) is not None

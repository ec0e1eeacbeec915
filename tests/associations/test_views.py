"""The pages of associations as a coordinator and a contact person meet them."""

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import Device, SignInLink, User
from allemed.associations.models import Association, ContactPerson
from allemed.associations.rules import ContactKind
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic, Way
from tests.associations.lists import PERSON
from tests.conftest import counted_queries
from tests.factories.associations import make_association, make_association_user, make_contact


def names(page) -> list[str]:
    return [link.text_content() for link in page("#association-list .rows a")]


def test_the_list_is_searched_by_name_place_and_number_whatever_the_case(session, visit, coordinator):
    make_association(name="ÅLESUNDET SANGKOR", organisation_number="971032081", town="ELVA")
    make_association(name="Fjordvik IL", town="Dalen")
    for words, found in {
        "ålesundet kor": ["ÅLESUNDET SANGKOR"], "alesundet": ["ÅLESUNDET SANGKOR"], "971 032 081": ["ÅLESUNDET SANGKOR"],
        "dalen": ["Fjordvik IL"], "' OR 1=1--": [], "": ["ÅLESUNDET SANGKOR", "Fjordvik IL"],
    }.items():  # fmt: skip
        assert sorted(names(visit("associations.list_associations", as_=coordinator, q=words))) == sorted(found), words


def test_htmx_gets_only_the_list(session, visit, coordinator):
    make_association(name="Fjordvik IL")
    page = visit("associations.list_associations", as_=coordinator, q="fjord", htmx=True)
    assert page.source.lstrip().startswith('<div id="association-list"')
    assert not page("h1") and names(page) == ["Fjordvik IL"]


def test_the_list_unfolds_and_keeps_what_was_searched(session, visit, coordinator):
    for number in range(45):
        make_association(name=f"Lag {number:02}")
    first = visit("associations.list_associations", as_=coordinator, q="lag")
    assert len(names(first)) == 40
    more = [link for link in first.links if "page=2" in link]
    assert more and all("q=lag" in link for link in more)
    assert len(names(visit("associations.list_associations", as_=coordinator, q="lag", page=2))) == 45


def test_the_list_shows_who_lacks_a_contact_person_and_who_is_not_approved(session, visit, coordinator):
    make_contact(make_association(name="Med kontakt"))
    make_association(name="Uten kontakt")
    make_association(name="Ikke godkjent", is_approved=False)
    without = visit("associations.list_associations", as_=coordinator, only="no_contact")
    assert sorted(names(without)) == ["Ikke godkjent", "Uten kontakt"]
    assert names(visit("associations.list_associations", as_=coordinator, only="not_approved")) == ["Ikke godkjent"]


def test_a_long_list_takes_as_few_queries_as_a_short_one(session, visit, coordinator):
    make_association()
    visit("associations.list_associations", as_=coordinator)
    counts = []
    for _round in range(2):
        session.commit()
        with counted_queries() as statements:
            visit("associations.list_associations", as_=coordinator)
        counts.append(len(statements))
        for _number in range(30):
            make_contact()
    assert counts[0] == counts[1]


def test_an_association_shows_its_facts_and_contact_persons(session, visit, coordinator):
    association = make_association(
        name="Fjordvik <b>IL</b>", website="https://fjordvik.example", accepts_leisure_card=True
    )
    make_contact(association, name="Ola Nordbø", confirmed_at=None)
    page = visit("associations.show_association", as_=coordinator, association_id=association.id)
    assert page.one("h1").text_content() == "Fjordvik <b>IL</b>"
    assert "Ola Nordbø" in page.text and "Leisure card" in page.text and "Not invited yet" in page.text
    assert page.one("a[href='https://fjordvik.example']").get("rel") == "noopener noreferrer nofollow"


FILLED = {
    "name": "Elva kor",
    "organisation_number": "971 032 081",
    "website": "www.elva.example",
    "phone": "32 10 00 00",
}


def test_a_new_association_is_written_in_its_plain_form(session, post, coordinator):
    post("associations.add_association", as_=coordinator, data=FILLED | {"accepts_leisure_fund": "y"}, status=303)
    one = session.scalars(select(Association)).one()
    assert (one.organisation_number, one.website, one.phone) == ("971032081", "https://www.elva.example", "+4732100000")
    assert one.accepts_leisure_fund and one.is_approved and not one.is_imported


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("organisation_number", "971032082"),
        ("organisation_number", PERSON),
        ("address", f"Gata {PERSON}"),
        ("website", "javascript:alert(1)"),
        ("website", "data:text/html,x"),
        ("website", "//evil"),
        ("website", "https:\\\\evil"),
        ("email", "post(at)elva"),
        ("phone", "ring oss"),
    ],
)
def test_what_is_not_right_brings_the_form_again_and_writes_nothing(session, post, coordinator, field, value):
    answer = post("associations.add_association", as_=coordinator, data=FILLED | {field: value}, status=422)
    assert f'href="#{field}"' in answer.text and PERSON not in answer.text
    assert session.scalars(select(Association)).all() == []


def test_two_associations_never_share_an_organisation_number(session, post, coordinator):
    make_association(organisation_number="971032081")
    answer = post("associations.add_association", as_=coordinator, data=FILLED, status=422)
    assert "Another association has this organisation number." in answer.text


def test_an_edit_from_an_old_page_is_refused_and_shows_both_texts(session, post, coordinator):
    one = make_association(name="Elva kor", town="Elva")
    ids, first = {"association_id": one.id}, {"name": "Elva sangkor", "town": "Elva", "version": 1}
    post("associations.edit_association", as_=coordinator, data=first, **ids, status=303)
    answer = post(
        "associations.edit_association", as_=coordinator, data=first | {"name": "Elva mannskor"}, **ids, status=409
    )
    assert "Elva sangkor" in answer.text and "Elva mannskor" in answer.text
    assert (session.get(Association, one.id).name, session.get(Association, one.id).version) == ("Elva sangkor", 2)


def test_approval_is_given_and_taken_back(session, post, coordinator):
    one = make_association()
    post("associations.unapprove_association", as_=coordinator, association_id=one.id, status=303)
    assert not session.get(Association, one.id).is_approved
    post("associations.approve_association", as_=coordinator, association_id=one.id, status=303)
    assert session.get(Association, one.id).is_approved


@pytest.mark.parametrize(
    "endpoint",
    [
        "list_associations",
        "add_association",
        "import_associations",
        "show_association",
        "edit_association",
        "add_contact",
    ],
)
def test_every_page_of_the_coordinator_holds_the_house_rules(session, visit, coordinator, endpoint):
    association = make_association()
    needs_id = endpoint in ("show_association", "edit_association", "add_contact")
    visit(f"associations.{endpoint}", as_=coordinator, **({"association_id": association.id} if needs_id else {}))


def test_a_contact_person_is_added_and_a_second_main_one_refused(session, post, coordinator):
    association = make_association()
    values = {"name": "Ola Nordbø", "kind": "main", "email": "Ola@Example.org", "phone": "32 10 00 00"}
    post("associations.add_contact", as_=coordinator, data=values, association_id=association.id, status=303)
    contact = session.scalars(select(ContactPerson)).one()
    assert (contact.email, contact.phone, contact.user_id) == ("ola@example.org", "+4732100000", None)
    answer = post("associations.add_contact", as_=coordinator, data=values, association_id=association.id, status=422)
    assert "There is a main contact person already." in answer.text


def test_a_contact_person_needs_one_way_to_be_reached(session, post, coordinator):
    values = {"name": "Ola", "kind": "main"}
    post("associations.add_contact", as_=coordinator, data=values, association_id=make_association().id, status=422)


def test_an_invitation_makes_a_sign_in_and_mails_a_link(session, post, coordinator):
    contact = make_contact(email="ola@example.org")
    post("associations.invite_contact", as_=coordinator, contact_id=contact.id, status=303)
    user = session.scalars(select(User).where(User.role == Role.ASSOCIATION)).one()
    assert (user.email, user.association_id) == ("ola@example.org", contact.association_id)
    assert session.get(ContactPerson, contact.id).user_id == user.id
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.way, message.topic, message.user_id) == (Way.MAIL, Topic.SIGN_IN, user.id)
    assert message.secret and message.path == "/our-contacts"


def test_one_address_signs_in_one_person(session, post, coordinator):
    make_association_user(email="ola@example.org")
    contact = make_contact(email="ola@example.org")
    answer = post("associations.invite_contact", as_=coordinator, contact_id=contact.id, status=409)
    assert "Somebody else signs in with this e-mail address." in answer.text


def test_an_ended_contact_person_is_out_at_once_and_can_be_added_again(session, visit, post, coordinator):
    user = make_association_user(email="ola@example.org")
    visit("associations.show_contacts", as_=user)
    contact = session.scalars(select(ContactPerson)).one()
    visit("associations.end_contact", as_=coordinator, contact_id=contact.id)
    post("associations.end_contact", as_=coordinator, contact_id=contact.id, status=303)
    visit("associations.show_contacts", as_=user, status=401)
    user = session.get(User, user.id)
    assert not user.is_active and user.email is None
    assert session.scalars(select(Device.id).where(Device.user_id == user.id, Device.ended_at.is_(None))).all() == []
    again = make_contact(session.get(Association, contact.association_id), email="ola@example.org")
    post("associations.invite_contact", as_=coordinator, contact_id=again.id, status=303)
    post("associations.end_contact", as_=coordinator, contact_id=contact.id, status=404)


def test_a_contact_person_confirms_that_it_is_still_right(session, visit, post):
    user = make_association_user(name="Ola Nordbø")
    assert "Not confirmed yet" in visit("associations.show_contacts", as_=user).text
    post("associations.confirm_contact", as_=user, status=303)
    assert "Confirmed" in visit("associations.show_contacts", as_=user).text
    assert session.scalars(select(ContactPerson.confirmed_at)).one() is not None


def test_a_substitute_named_by_the_association_waits_for_the_coordinator(session, post, coordinator):
    user = make_association_user()
    post("associations.add_substitute", as_=user, data={"name": "Eva", "email": "eva@example.org"}, status=303)
    substitute = session.scalars(select(ContactPerson).where(ContactPerson.kind == ContactKind.SUBSTITUTE)).one()
    assert (substitute.association_id, substitute.user_id) == (user.association_id, None)
    assert session.scalars(select(OutboxMessage.user_id)).all() == [coordinator.id]
    assert session.scalars(select(SignInLink)).all() == []


def test_a_new_address_moves_the_sign_in_along(session, post):
    user = make_association_user(email="gammel@example.org")
    post("associations.edit_own_contact", as_=user, data={"email": "Ny@example.org", "phone": "32100001"}, status=303)
    contact = session.scalars(select(ContactPerson)).one()
    assert (contact.email, contact.phone) == ("ny@example.org", "+4732100001")
    assert session.get(User, user.id).email == "ny@example.org"


def test_a_coordinator_hears_of_a_new_address_that_signs_in_and_not_of_a_new_phone(session, post, coordinator):
    user = make_association_user(email="gammel@example.org")
    same = {"email": "gammel@example.org", "phone": "32100001"}
    post("associations.edit_own_contact", as_=user, data=same, status=303)
    assert session.scalars(select(OutboxMessage.user_id)).all() == []
    post("associations.edit_own_contact", as_=user, data=same | {"email": "ny@example.org"}, status=303)
    assert session.scalars(select(OutboxMessage.user_id)).all() == [coordinator.id]


def test_an_address_of_somebody_else_is_refused(session, post, coordinator):
    user = make_association_user(email="ola@example.org")
    answer = post("associations.edit_own_contact", as_=user, data={"email": coordinator.email}, status=422)
    assert "Somebody else signs in" in answer.text


def test_a_contact_person_sees_nothing_of_other_associations(session, visit, post):
    user, other = make_association_user(), make_contact(name="Noen Andre")
    assert "Noen Andre" not in visit("associations.show_contacts", as_=user).text
    visit("associations.show_association", as_=user, association_id=other.association_id, status=403)
    post("associations.end_contact", as_=user, contact_id=other.id, status=403)


@pytest.mark.parametrize("endpoint", ["show_contacts", "edit_own_contact", "add_substitute"])
def test_every_page_of_a_contact_person_holds_the_house_rules(session, visit, endpoint):
    visit(f"associations.{endpoint}", as_=make_association_user())

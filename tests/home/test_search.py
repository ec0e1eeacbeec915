"""The coordinator finds a child, a family, an association, a group or a partner again."""

import pytest
from sqlalchemy import select, text

from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.catalogue.rules import PlaceKind
from allemed.database import db
from allemed.families.models import Guardian
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child, make_family, make_guardian
from tests.factories.referrals import make_partner, make_referral


@pytest.fixture
def kari(session) -> User:
    return make_user(name="Kari")


def _found(post, kari, words: str) -> str:
    return post("home.search", as_=kari, data={"q": words}, status=200, htmx=True).text


def test_names_are_found_in_any_case_by_kind_each_with_one_thing_to_open(kari, post):
    child = make_child(first_name="Ådne")
    mother = make_guardian(make_family(), first_name="Ådil")
    club, partner = make_association(name="Ådal Turn"), make_partner(name="Ådal skole")
    group = make_activity(association=club, name="Ådal ballett")
    make_child(first_name="Olena")
    answer = _found(post, kari, "åD")
    for address in (
        f"/children/{child.id}",
        f"/families/{mother.family_id}",
        f"/associations/{club.id}",
        f"/activities/{group.id}",
        f"/partners/{partner.id}",
    ):
        assert f'href="{address}"' in answer
    assert "Olena" not in answer and "<html" not in answer


def test_a_school_leads_to_its_children(kari, post):
    school = make_place(name="Solbakken skole", kind=PlaceKind.SCHOOL)
    make_child(first_name="Amir", school_id=school.id)
    assert "Amir" in _found(post, kari, "solbakken")


@pytest.mark.parametrize("written", ["41234567", "412 34 567", "+47 412 34 567", "0047 41234567", "٤١٢٣٤٥٦٧"])
def test_a_phone_is_found_however_it_is_written(kari, post, written):
    mother = make_guardian(make_family(), phone="+4741234567")
    asked = make_referral(phone="+4741234567")
    answer = _found(post, kari, written)
    assert f"/families/{mother.family_id}" in answer and f"/interest/{asked.id}" in answer


def test_a_changed_phone_is_found_and_the_old_one_is_not(kari, post):
    mother = make_guardian(make_family(), phone="+4741234567")
    mother.phone = "+4740000001"
    db.session.commit()
    assert f"/families/{mother.family_id}" in _found(post, kari, "40000001")
    assert f"/families/{mother.family_id}" not in _found(post, kari, "41234567")


def test_one_line_in_the_log_says_whose_families_were_shown_and_not_what_was_written(kari, post):
    child = make_child(first_name="Amir")
    _found(post, kari, "ami")
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "search"))
    assert entry.fields == [str(child.family_id)] and entry.user_id == kari.id


def test_an_identity_number_is_refused_and_not_repeated(kari, post):
    response = post("home.search", as_=kari, data={"q": "13097248022"}, status=422)
    assert "13097248022" not in response.text


def test_a_search_asks_a_fixed_number_of_questions_and_a_phone_its_index(kari, post):
    def questions() -> int:
        with counted_queries() as statements:
            _found(post, kari, "a")
        return len(statements)

    make_child(first_name="Amir")
    few = questions()
    for _number in range(30):
        make_guardian(make_child(first_name="Ana").family, first_name="Asta")
    assert questions() <= few + 2  # two more load the members of the families found
    query = (
        select(Guardian.id)
        .where(Guardian.phone_fingerprint == "x")
        .compile(db.engine, compile_kwargs={"literal_binds": True})
    )
    if db.engine.dialect.name == "sqlite":
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {query}")).all()
        assert "ix_guardian_phone_fingerprint" in str(plan)


def test_every_page_of_a_coordinator_leads_to_the_search_and_no_other_does(kari, visit):
    assert "/search" in visit("home.show_more", as_=kari).links
    assert visit("home.show_search", as_=kari)("form[method=post] input[name=q]")
    partner = make_user("partner", partner_id=make_partner().id)
    assert "/search" not in visit("home.show_more", as_=partner).links

"""Services and businesses in the register (V18, V21): they host, lend and give, and receive no grant."""

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.associations.actions import StaysAnAssociation, edit_association, plan_import
from allemed.associations.models import Association
from allemed.associations.queries import list_givers
from allemed.associations.rules import AssociationKind
from allemed.commitments import actions as commitments
from allemed.commitments.actions import GrantValues, NoAssociation
from allemed.commitments.queries.importing import list_known_associations
from allemed.gatherings.actions.planning import invite
from allemed.gatherings.queries.events import list_reachable_associations
from allemed.gatherings.rules import Sector
from tests.associations.lists import text_file
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_contact
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_grant, make_scheme
from tests.factories.families import make_child
from tests.factories.gatherings import make_gathering
from tests.factories.intake import make_conversation
from tests.factories.placements import make_placement

BUSINESS = AssociationKind.BUSINESS
pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def shop():
    return make_association(
        name="Sportsbutikken", kind=BUSINESS, gives=["football_boots"], phone="+4751000000",
        organisation_number="974760673",
    )  # fmt: skip


def test_the_coordinator_writes_a_business_and_finds_it_again(post, visit, coordinator, session):
    data = {"name": "Sportsbutikken", "kind": "business", "gives": ["helmet", "skis"]}
    post("associations.add_association", as_=coordinator, data=data, status=303)
    shop = session.scalar(select(Association))
    assert (shop.kind, shop.gives) == (BUSINESS, ["helmet", "skis"])
    make_association(name="Kor")
    found = visit("associations.list_associations", as_=coordinator, only="businesses").one("#association-list")
    assert "Sportsbutikken" in found.text_content() and "Kor" not in found.text_content()
    page = visit("associations.show_association", as_=coordinator, association_id=shop.id)
    assert "Business" in page.one("article").text_content() and "Skis and poles" in page.one("article").text_content()
    assert not page(f"a[href='/associations/{shop.id}/promises'], a[href$='/needs/new']")
    assert page(f"a[href='/associations/{shop.id}/activities/new']")


def test_a_business_receives_no_grant_and_no_promise(visit, post, coordinator, shop):
    scheme = make_scheme("C01")
    club = make_association()
    assert [one.id for one in list_known_associations()] == [club.id]
    values = GrantValues(year=2026, amount=1, decided_on=clock.today("Europe/Oslo"))
    with pytest.raises(NoAssociation):
        commitments.add_grant(shop, scheme, values, by=coordinator, now=clock.now())
    visit("commitments.add_grant", as_=coordinator, association_id=shop.id, status=422)
    assert "Sportsbutikken" not in visit("commitments.show_overview", as_=coordinator).text
    page = visit("commitments.show_for_association", as_=coordinator, association_id=shop.id)
    assert not page("a[href$='/grants/new']")


def test_what_has_received_a_grant_stays_an_association(post, coordinator):
    club = make_association()
    make_grant(club, make_scheme("C01"))
    with pytest.raises(StaysAnAssociation):
        edit_association(club, {"name": club.name, "kind": BUSINESS}, version=1, by=coordinator, now=clock.now())
    data = {"name": club.name, "kind": "business", "version": "1"}
    answer = post("associations.edit_association", as_=coordinator, association_id=club.id, data=data, status=422)
    assert "so it stays an association" in answer.text


def test_a_list_of_associations_changes_no_business(shop):
    plan = plan_import(text_file("utf-8", ","), "lag.csv")
    assert {one.was.name for one in plan.comparisons if one.was} == {"Sportsbutikken"}
    assert not [one for one in plan.comparisons if one.was and one.changed]


def test_a_business_is_invited_as_a_business(coordinator, shop):
    make_contact(shop)
    make_contact(make_association(name="Biblioteket", kind=AssociationKind.SERVICE))
    make_contact(make_association(name="Koret"))
    gathering = make_gathering()
    made = invite(gathering, associations=list_reachable_associations(), by=coordinator, now=clock.now())
    assert sorted(one.sector for one in made) == sorted((Sector.BUSINESS, Sector.MUNICIPALITY, Sector.ASSOCIATION))


def test_who_gives_a_thing_away_stands_where_a_child_lacks_it(visit, coordinator, shop):
    make_association(name="Annen butikk", kind=BUSINESS, gives=["skis"])
    make_association(name="Ikke godkjent", kind=BUSINESS, gives=["football_boots"], is_approved=False)
    assert [one.name for one in list_givers("football_boots")] == ["Sportsbutikken"]
    child = make_child()
    make_conversation(child, equipment=["football_boots"])
    placement = make_placement(child=child, activity=make_activity(bring=["football_boots"]))
    page = visit("support.show_equipment", as_=coordinator, placement_id=placement.id)
    told = page.one("[data-missing=football_boots]").text_content()
    assert "Sportsbutikken" in told and "51" in told and "Annen butikk" not in told


def test_a_business_hosts_a_group_of_its_own(visit, shop):
    group = make_activity(shop, name="Bakekurs", kind="cooking")
    assert visit("catalogue.list_activities")(f"a[href='/activities/{group.id}']")
    assert "Sportsbutikken" in visit("catalogue.show_activity", activity_id=group.id).text

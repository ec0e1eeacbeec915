"""The register of the network: organisation, role, person; who sees it, and names that go when their person leaves."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.gatherings.models import AgendaItem, AgreedAction, Gathering, Invitation, NetworkMember
from allemed.gatherings.rules import GatheringKind, Sector
from allemed.privacy.actions import erase_family, forget_old
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.families import make_child, make_guardian
from tests.factories.gatherings import make_gathering, make_goal, make_member
from tests.factories.placements import make_family_user
from tests.factories.referrals import make_partner

NOW = datetime(2026, 11, 17, 12, tzinfo=UTC)


@pytest.fixture
def kari(session, frozen):
    frozen(NOW)
    return make_user(name="Kari")


@pytest.fixture
def coach(kari):
    return make_association_user()


@pytest.fixture
def teacher(kari):
    return make_user(Role.PARTNER, partner_id=make_partner(name="Vik skole").id)


def meeting(**changes):
    return make_gathering(
        kind=GatheringKind.NETWORK, sheet=None, title="Nettverket", serves_id=make_goal().id, **changes
    )


def test_organisations_join_with_a_role_and_a_person_each_once(kari, teacher, visit, post):
    known = {
        "known": str(teacher.partner_id),
        "organisation": "",
        "sector": "other",
        "role": "Nye elever",
        "person": "Turid",
    }
    post("gatherings.add_member", as_=kari, data=known, status=303)
    other = {"known": "", "organisation": "Fjordvik sport", "sector": "business", "role": "Utstyr", "person": ""}
    post("gatherings.add_member", as_=kari, data=other, status=303)
    post("gatherings.add_member", as_=kari, data=other | {"organisation": "FJORDVIK SPORT"}, status=422)
    post("gatherings.add_member", as_=kari, data=known, status=422)
    for wrong in ({"known": ""}, {"organisation": "Vik skole"}):
        post("gatherings.add_member", as_=kari, data=known | wrong, status=422)
    school, shop = db.session.scalars(select(NetworkMember).order_by(NetworkMember.partner_id.is_(None)))
    assert (school.sector, school.name, school.person) == (Sector.SCHOOL, "Vik skole", "Turid")
    assert (shop.name, shop.person, shop.person_since) == ("Fjordvik sport", None, None)
    page = visit("gatherings.list_network", as_=kari)
    assert len(page("[data-member]")) == 2 and "kindergarten" in page.text  # whom nobody has thought of


def test_only_those_in_it_and_the_coordinator_see_who_is_in_it(kari, coach, teacher, visit):
    make_member(partner_id=teacher.partner_id, sector=Sector.SCHOOL, person="Turid")
    shop = make_member()
    assert len(visit("gatherings.list_network", as_=teacher)("[data-member]")) == 2
    stranger = visit("gatherings.list_network", as_=coach)
    assert not stranger("[data-member]") and "Berit Berge" not in stranger.text and "Turid" not in stranger.text
    visit("gatherings.list_network", as_=make_family_user(make_child()), status=403)
    for user in (teacher, coach):  # another's row is not there
        visit("gatherings.edit_member", as_=user, own_member_id=shop.id, status=404)


def test_a_member_says_itself_who_comes_and_cannot_put_itself_out_or_another_in(kari, teacher, visit, post):
    mine = make_member(partner_id=teacher.partner_id, sector=Sector.SCHOOL)
    data = {"role": "Startsamtaler", "person": "Jon Lie", "version": mine.version}
    post("gatherings.edit_member", as_=teacher, own_member_id=mine.id, data=data, status=303)
    assert (mine.role, mine.person, mine.person_since) == ("Startsamtaler", "Jon Lie", NOW.date())
    post("gatherings.edit_member", as_=teacher, own_member_id=mine.id, data=data, status=409)  # an old page
    post("gatherings.leave_network", as_=teacher, own_member_id=mine.id, status=403)
    post("gatherings.add_member", as_=teacher, status=403)


def test_who_leaves_is_gone_at_once(kari, teacher, visit, post):
    mine, shop = make_member(partner_id=teacher.partner_id, sector=Sector.SCHOOL, person="Turid"), make_member()
    post("gatherings.let_person_go", as_=teacher, own_member_id=mine.id, status=303)
    post("gatherings.leave_network", as_=kari, own_member_id=shop.id, status=303)
    assert mine.person is None and mine.left_on is None
    assert shop.person is None and shop.left_on == NOW.date()
    page = visit("gatherings.list_network", as_=kari)
    assert len(page("[data-member]")) == 1 and "Fjordvik sport" in page.one("main details").text_content()
    assert "Turid" not in page.text and "Berit" not in page.text
    assert not visit("gatherings.list_network", as_=teacher)("main details")


def test_a_name_that_nobody_says_again_goes_after_its_time(kari):
    old, fresh = make_member(person_since=date(2025, 11, 1)), make_member(organisation="BUA")
    assert sum(forget_old(NOW).values()) == 1
    db.session.expire_all()
    assert (old.person, fresh.person) == (None, "Berit Berge")
    assert sum(forget_old(NOW).values()) == 0


def test_a_parent_of_a_family_that_is_erased_goes_from_the_register(kari):
    child = make_child()
    make_guardian(child.family, first_name="Samira")
    parent = make_member(sector=Sector.PARENTS, organisation="FAU", person="Samira Haugen")
    other = make_member(sector=Sector.HEALTH_CENTRE, organisation="Helsestasjonen", person="Samira Berg")
    erase_family(child.family_id, by=kari, now=NOW)
    db.session.expire_all()
    assert (parent.person, other.person) == (None, "Samira Berg")


def test_a_name_lies_encrypted(kari):
    make_member()
    row = db.session.connection().exec_driver_sql("SELECT * FROM network_member").one()
    assert "Berit" not in repr(tuple(row))


def test_the_whole_network_is_invited_and_next_month_whoever_is_in_it_by_then(kari, coach, teacher, visit, post):
    make_member(partner_id=teacher.partner_id, sector=Sector.SCHOOL)
    make_member(association_id=coach.association_id, sector=Sector.ASSOCIATION)
    shop, first = make_member(), meeting()
    for _twice in range(2):
        post("gatherings.invite", as_=kari, own_gathering_id=first.id, data={"whom": ["network"]}, status=303)
    invited = db.session.scalars(select(Invitation).where(Invitation.gathering_id == first.id)).all()
    assert {one.sector for one in invited} == {Sector.SCHOOL, Sector.ASSOCIATION, Sector.BUSINESS} and len(invited) == 3
    assert next(one.name for one in invited if one.sector is Sector.BUSINESS) == "Fjordvik sport"  # no person's name
    post("gatherings.leave_network", as_=kari, own_member_id=shop.id, status=303)
    make_member(organisation="Ungdomsrådet", sector=Sector.YOUTH)
    post("gatherings.plan_next", as_=kari, own_gathering_id=first.id, status=303)
    following = db.session.scalars(select(Gathering).where(Gathering.id != first.id)).one()
    names = set(db.session.scalars(select(Invitation.name).where(Invitation.gathering_id == following.id)))
    assert names == {None, "Ungdomsrådet"}


def test_what_is_decided_stands_in_the_register_and_every_member_reads_it(kari, teacher, visit, post):
    make_member(partner_id=teacher.partner_id, sector=Sector.SCHOOL)
    first = meeting()
    post("gatherings.invite", as_=kari, own_gathering_id=first.id, data={"whom": ["network"]}, status=303)
    for title in ("Skyss til hallen", "Sommerferien"):
        post("gatherings.add_agenda_item", as_=kari, own_gathering_id=first.id, data={"title": title}, status=303)
    item = db.session.scalars(select(AgendaItem).where(AgendaItem.title == "Skyss til hallen")).one()
    here = {"as_": kari, "own_gathering_id": first.id, "agenda_item_id": item.id}
    post("gatherings.write_decision", data={"decision": "x" * 301}, status=422, **here)
    post("gatherings.write_decision", data={"decision": "Minibuss på lørdager"}, status=303, **here)
    assert item.gathering_id == first.id  # it was talked about
    page = visit("gatherings.show_gathering", as_=teacher, gathering_id=first.id)
    assert "Minibuss på lørdager" in page.text and not page("#agenda ~ form") and not page(".agenda form")
    register = visit("gatherings.list_network", as_=teacher)
    assert "Minibuss på lørdager" in register.text and "Sommerferien" in register.text
    post("gatherings.write_decision", as_=teacher, own_gathering_id=first.id, agenda_item_id=item.id, status=403)


def test_an_action_of_the_network_is_owned_by_any_organisation_in_it(kari, coach, visit, post):
    make_member()
    first = meeting()
    action = {
        "title": "Sko til lån",
        "owner_name": "Berit",
        "owner": "organisation:Fjordvik sport",
        "due_on": "2026-12-10",
    }
    post(
        "gatherings.add_action",
        as_=kari,
        own_gathering_id=first.id,
        data=action | {"owner": "organisation:Andre"},
        status=422,
    )
    post("gatherings.add_action", as_=kari, own_gathering_id=first.id, data=action, status=303)
    made = db.session.scalars(select(AgreedAction)).one()
    assert (made.owner_organisation, made.owner_association_id) == ("Fjordvik sport", None)
    page = visit("gatherings.edit_action", as_=kari, action_id=made.id)
    assert page.one("[name=owner] option[selected]").get("value") == "organisation:Fjordvik sport"
    assert "Sko til lån" in visit("gatherings.list_network", as_=kari).text

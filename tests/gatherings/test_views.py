"""A dugnad is planned, run and told back; meeting places by sector; everybody sees only what concerns them."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from icalendar import Calendar
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.commitments.actions import OwnValues, add_own_line
from allemed.commitments.queries.facts import Facts
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.gatherings.models import AgendaItem, AgreedAction, ContactCard, DugnadTheme, Gathering, Idea, Invitation
from allemed.gatherings.notices import remind_owners
from allemed.gatherings.queries.events import code_of
from allemed.gatherings.rules import ActionStatus, Answer, GatheringKind, Sector
from allemed.needs.models import Need
from allemed.privacy.actions import erase_family, forget_old
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.families import make_child, make_guardian
from tests.factories.gatherings import make_action, make_gathering, make_goal, make_invitation
from tests.factories.referrals import make_partner

NOW = datetime(2026, 11, 17, 17, 0, tzinfo=UTC)


@pytest.fixture
def kari(session, frozen):
    frozen(NOW)
    return make_user(name="Kari")


@pytest.fixture
def coach(kari):
    return make_association_user()


def link(invitation: Invitation) -> dict:
    return {"key": invitation.id, "code": code_of(invitation)}


def test_a_dugnad_is_planned_run_and_ends_with_actions_and_a_day_to_look_back(kari, visit, post):
    plan = {
        "title": "Dugnad",
        "association": "",
        "place": "",
        "sheet": "municipal",
        "held_on": "2026-11-17",
        "starts": "18:00",
        "themes": ["equipment"],
    }
    post("gatherings.plan_gathering", as_=kari, kind="dugnad", data=plan, status=422)  # which goal does it serve?
    goal = make_goal()
    plan["serves"] = str(goal.id)
    post("gatherings.plan_gathering", as_=kari, kind="dugnad", data=plan, status=303)
    dugnad = db.session.scalars(select(Gathering)).one()
    assert dugnad.ends.hour == 21
    here = {"as_": kari, "own_gathering_id": dugnad.id}
    for step in range(1, 10):
        page = visit("gatherings.run_dugnad", step=step, **here)
        assert page.one("[aria-current=step]") is not None and page("[data-timer]")
    post("gatherings.write_keywords", data={"one": "Varme", "two": "Latter"}, status=303, **here)
    post("gatherings.write_gap", data={"gap": "Ingen fra Vik skole er her"}, status=303, **here)
    post("gatherings.add_idea", data={"theme": "equipment", "words": "Byttekasse"}, status=303, **here)
    idea = db.session.scalars(select(Idea)).one()
    for _press in range(2):
        post("gatherings.give_dot", idea_id=idea.id, status=303, **here)
    action = {"title": "Byttekasse i hallen", "owner_name": "Ola", "owner": "municipality", "due_on": "2027-02-01"}
    post("gatherings.add_action", data=action, status=303, **here)
    post("gatherings.end_dugnad", data={"next_on": "2027-11-16"}, status=303, **here)
    assert (dugnad.keywords, dugnad.gap, idea.dots, dugnad.next_on) == (
        ["Varme", "Latter"], "Ingen fra Vik skole er her", 2, date(2027, 11, 16),
    )  # fmt: skip
    assert dugnad.ended_at == NOW
    agreed = db.session.scalars(select(AgreedAction)).one()
    assert dugnad.serves_id == agreed.serves_id == goal.id  # the action serves what the dugnad serves


def test_an_association_plans_and_runs_its_own_hour_and_agrees_on_three_actions_at_most(coach, visit, post):
    plan = {"title": "Vår time", "held_on": "2026-11-24", "starts": "19:00", "place": "", "themes": ["first_session"]}
    post("gatherings.plan_gathering", as_=coach, data=plan, status=303)
    own = db.session.scalars(select(Gathering)).one()
    assert (own.association_id, own.ends.hour, own.is_public) == (coach.association_id, 20, False)
    page = visit("gatherings.run_dugnad", as_=coach, own_gathering_id=own.id, step=4)
    assert page(".roll-call dd") and not page("table")  # no figures of other people's schools
    data = {"title": "Ta imot ved døra", "owner_name": "Ola", "due_on": "2027-01-10"}
    for number in range(4):
        status = 303 if number < 3 else 422
        post("gatherings.add_action", as_=coach, own_gathering_id=own.id, data=data, status=status)


def test_another_associations_dugnad_is_not_there(coach, visit, post):
    other = make_gathering(association_id=make_association_user().association_id)
    visit("gatherings.run_dugnad", as_=coach, own_gathering_id=other.id, status=404)
    visit("gatherings.show_gathering", as_=coach, gathering_id=other.id, status=404)
    visit("gatherings.edit_action", as_=coach, action_id=make_action(other).id, status=404)


def test_whoever_is_invited_answers_by_a_link_with_a_calendar_file(kari, coach, visit, post, browser_of):
    gathering, school = make_gathering(), make_partner()
    make_user(Role.PARTNER, partner_id=school.id)
    post(
        "gatherings.invite",
        as_=kari,
        own_gathering_id=gathering.id,
        data={"whom": ["associations", "partners"]},
        status=303,
    )
    invited = db.session.scalars(select(Invitation).order_by(Invitation.sector)).all()
    assert {one.sector for one in invited} == {Sector.ASSOCIATION, Sector.SCHOOL}
    assert {one.topic for one in db.session.scalars(select(OutboxMessage))} == {Topic.NEWS}
    ours = next(one for one in invited if one.association_id == coach.association_id)
    post("gatherings.answer_invitation", answer="yes", status=303, **link(ours))
    assert ours.answer is Answer.YES
    page = visit("gatherings.show_invitation", **link(ours))
    file = browser_of(None).get(page.one("a[href$='.ics']").get("href"))
    event = Calendar.from_ical(file.data).walk("VEVENT")[0]
    assert event["DTSTART"].dt.isoformat() == "2026-11-17T18:00:00+01:00"
    visit("gatherings.show_invitation", key=ours.id, code="x" * 24, status=404)


def test_whoever_runs_a_dugnad_does_not_get_the_links_of_those_invited(coach, visit, kari):
    """With a link one answers, and makes or takes away a contact card, as whoever was invited."""
    gathering = make_gathering(association_id=coach.association_id)
    guest = make_association_user()
    invitation = make_invitation(gathering, association_id=guest.association_id)
    visit("gatherings.open_invitation", as_=coach, status=404, invitation_id=invitation.id)
    for user in (guest, kari):
        visit("gatherings.open_invitation", as_=user, status=303, invitation_id=invitation.id)


def test_an_association_that_came_has_shown_it_for_its_promise(kari, coach, visit, post):
    gathering = make_gathering(kind=GatheringKind.MEETING_PLACE, sheet=None)
    ours = make_invitation(gathering, association_id=coach.association_id)
    make_invitation(gathering, sector=Sector.YOUTH, name="Ungdomsrådet")
    post("gatherings.note_who_came", as_=kari, own_gathering_id=gathering.id, status=303,
         data={"came": [str(ours.id)], "people_association": "6"})  # fmt: skip
    page = visit("gatherings.show_gathering", as_=kari, gathering_id=gathering.id)
    assert "Young people" in page.one("main .alert-warn").text_content()
    facts = Facts({coach.association_id}, date(2026, 11, 17)).of("meetings", coach.association_id)
    assert [(one.title, one.came) for one in facts] == [("Dugnad om utstyr", True)]


def test_a_contact_card_is_made_seen_by_those_invited_and_taken_away_by_its_person(kari, coach, visit, post):
    gathering = make_gathering()
    make_invitation(gathering, association_id=coach.association_id)
    nurse = make_invitation(gathering, sector=Sector.HEALTH_CENTRE, name="Anne Helse")
    card = {"name": "Anne Helse", "work": "Helsestasjonen", "ask_about": "Barn som ikke vil i gymmen"}
    post("gatherings.make_card", data=card, status=303, **link(nurse))
    assert "Barn som ikke vil i gymmen" in visit("gatherings.list_cards", as_=coach, gathering_id=gathering.id).text
    visit("gatherings.list_cards", as_=make_association_user(), gathering_id=gathering.id, status=404)
    post("gatherings.withdraw_card", status=303, **link(nurse))
    assert not db.session.scalars(select(ContactCard)).all()


def test_cards_and_names_of_invited_persons_go_after_their_time(kari, post, frozen):
    parent = make_invitation(sector=Sector.PARENTS, name="Mor til noen", created_at=NOW)
    card = {"name": "Mor", "work": "FAU", "ask_about": "Foreldre"}
    post("gatherings.make_card", data=card, status=303, **link(parent))
    forget_old(NOW + timedelta(days=300))
    assert parent.name and db.session.scalars(select(ContactCard)).all()
    forget_old(NOW + timedelta(days=370))
    db.session.expire_all()
    assert parent.name is None and not db.session.scalars(select(ContactCard)).all()


def test_a_card_that_a_family_made_goes_with_it(kari, post):
    mother = make_guardian()
    parent = make_invitation(sector=Sector.PARENTS, name="En mor")
    card = {"name": "Mor", "work": "FAU", "ask_about": "Foreldre", "phone": mother.phone}
    post("gatherings.make_card", data=card, status=303, **link(parent))
    erase_family(mother.family_id, by=kari, now=NOW)
    assert not db.session.scalars(select(ContactCard)).all()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_card_without_a_phone_goes_with_its_family_too(kari, post, is_signed_in):
    """By its maker, or by the first name; a card of somebody else stays."""
    guardian = make_guardian()
    mother = db.session.get_one(User, guardian.user_id)
    name = "Ei mor" if is_signed_in else f"{guardian.first_name} Etternavn"
    for number, said in enumerate((name, "Torunn Helse")):
        guest = make_invitation(sector=Sector.PARENTS, name="Gjest")
        card = {"name": said, "work": "FAU", "ask_about": "Foreldre"}
        maker = mother if is_signed_in and number == 0 else None
        post("gatherings.make_card", as_=maker, data=card, status=303, **link(guest))
    erase_family(guardian.family_id, by=kari, now=NOW)
    assert [one.name for one in db.session.scalars(select(ContactCard))] == ["Torunn Helse"]


def test_what_the_network_did_not_talk_about_stands_on_the_next_agenda(kari, visit, post):
    first = make_gathering(kind=GatheringKind.NETWORK, sheet=None, title="Nettverket", serves_id=make_goal().id)
    make_invitation(first, sector=Sector.SCHOOL, name="Vik skole")
    for title in ("Skyss til hallen", "Sommerferien"):
        post("gatherings.add_agenda_item", as_=kari, own_gathering_id=first.id, data={"title": title}, status=303)
    done = db.session.scalars(select(AgendaItem).where(AgendaItem.title == "Skyss til hallen")).one()
    post("gatherings.turn_agenda_item", as_=kari, own_gathering_id=first.id, agenda_item_id=done.id, status=303)
    action = {"title": "Spør busselskapet", "owner_name": "Kari", "owner": "municipality", "due_on": "2026-12-10"}
    post("gatherings.add_action", as_=kari, own_gathering_id=first.id, data=action, status=303)
    post("gatherings.plan_next", as_=kari, own_gathering_id=first.id, status=303)
    following = db.session.scalars(select(Gathering).where(Gathering.id != first.id)).one()
    assert following.held_on == date(2026, 12, 15)  # the third Tuesday again
    assert (
        db.session.scalars(select(Invitation).where(Invitation.gathering_id == following.id)).one().name == "Vik skole"
    )
    page = visit("gatherings.show_gathering", as_=kari, gathering_id=following.id).text
    assert "Sommerferien" in page and "Skyss til hallen" not in page and "Spør busselskapet" in page


def test_owners_of_open_actions_are_reminded_once_before_the_next_dugnad(kari, coach):
    last = make_gathering(next_on=date(2027, 11, 16))
    make_action(last, owner_association_id=coach.association_id, owner_organisation="")
    make_action(last, status=ActionStatus.DONE)
    assert remind_owners(datetime(2027, 10, 4, 9, tzinfo=UTC)) == 0
    assert [remind_owners(datetime(2027, 10, day, 9, tzinfo=UTC)) for day in (5, 6)] == [1, 0]
    assert [one.user_id for one in db.session.scalars(select(OutboxMessage))] == [coach.id]


def test_an_action_that_needs_help_becomes_a_need(kari, coach, visit, post):
    action = make_action(make_gathering(association_id=coach.association_id), owner_association_id=coach.association_id)
    data = {
        "title": action.title,
        "owner_name": "Ola",
        "due_on": "2027-02-01",
        "status": "doing",
        "needs_help": "y",
        "version": 1,
    }
    post("gatherings.edit_action", as_=coach, action_id=action.id, data=data, status=303)
    assert db.session.scalars(select(Need)).one().association_id == coach.association_id
    assert action.status is ActionStatus.DOING
    post("gatherings.edit_action", as_=coach, action_id=action.id, status=422,
         data=data | {"status": "dropped", "version": action.version})  # fmt: skip


def test_the_public_reads_what_was_done_and_no_persons_name(kari, visit, post):
    make_child(first_name="Amir")
    action = make_action()
    data = {"title": "Sko til Amir", "owner_name": "Ola Trener", "owner": "municipality", "due_on": "2027-02-01",
            "status": "done", "result": "14 par har byttet eier", "is_public": "y", "version": 1,
            "serves": str(make_goal().id)}  # fmt: skip
    post("gatherings.edit_action", as_=kari, action_id=action.id, data=data, status=422)
    post("gatherings.edit_action", as_=kari, action_id=action.id, data=data | {"title": "Byttekasse"}, status=303)
    page = visit("gatherings.show_what_we_did").text
    assert "14 par har byttet eier" in page and "ALLEMED Fjordvik" in page and "Ola Trener" not in page


def test_everybody_sees_what_happens_for_everybody_by_month(kari, visit):
    make_gathering(title="Høstfest i Vik", is_public=True, held_on=date(2026, 12, 5))
    make_gathering(title="Bare for inviterte", held_on=date(2026, 12, 6))
    page = visit("gatherings.show_year").text
    assert "Høstfest i Vik" in page and "Bare for inviterte" not in page and "December 2026" in page


def test_a_municipality_writes_a_theme_in_its_own_words(kari, visit, post):
    visit("gatherings.edit_theme", as_=kari, code="new")
    post("gatherings.edit_theme", as_=kari, code="new", data={"title_nb": "Båten"}, status=303)
    own = db.session.scalars(select(DugnadTheme)).one()
    assert own.code.startswith("own-") and "Båten" in visit("gatherings.list_themes", as_=kari).text
    post("gatherings.edit_theme", as_=kari, code="equipment", data={"title_en": "Shoe trouble"}, status=303)
    assert "Shoe trouble" in visit("gatherings.list_themes", as_=kari).text


def test_what_is_agreed_and_due_stands_in_the_coordinators_day(kari, visit):
    make_action(due_on=date(2026, 11, 16))
    assert "Byttekasse for sko" in visit("home.show_today", as_=kari).text
    assert db.session.scalars(select(AgreedAction)).one().status is ActionStatus.OPEN
    assert db.session.scalars(select(User)).all()


def test_an_action_can_belong_to_a_promise_of_the_municipalitys_own(kari, visit):
    values = OwnValues(
        texts=dict.fromkeys(("nb", "nn", "sv", "en"), "A buddy"),
        level="voluntary",
        evidence=("statement",),
        due_rule="D+30",
    )
    add_own_line(values, by=kari, now=NOW)
    page = visit("gatherings.edit_action", as_=kari, action_id=make_action(make_gathering(serves_id=make_goal().id)).id)
    assert "M01 A buddy" in [one.text for one in page("[name=commitment_code] option")]


def test_whoever_does_not_sign_in_gets_the_invitation_by_mail_or_on_paper(kari, coach, visit):
    gathering = make_gathering(title="Kva treng vi?")
    make_invitation(gathering, association_id=coach.association_id)
    silent = make_invitation(gathering, association_id=make_association(name="Koret").id)
    parent = make_invitation(gathering, sector=Sector.PARENTS, name="Mor til noen")
    page = visit("gatherings.invite", as_=kari, own_gathering_id=gathering.id)
    sheets = {one.get("href") for one in page("a[href$='/sheet']")}
    assert sheets == {f"/invitations/{silent.id}/sheet", f"/invitations/{parent.id}/sheet"}
    sheet = visit("gatherings.show_invitation_sheet", as_=kari, invitation_id=parent.id)
    address = f"/invited/{parent.id}/{link(parent)['code']}"
    mail = sheet.one("a[href^='mailto:']").get("href")
    assert mail.startswith("mailto:?subject=Kva%20treng%20vi") and address in unquote(mail)
    assert "body=You are invited:" in unquote(mail)
    assert "Kva treng vi?" in unquote(mail) and sheet("figure.qr svg")
    visit("gatherings.show_invitation_sheet", as_=coach, invitation_id=parent.id, status=403)
    visit("gatherings.show_invitation", **link(parent))


def test_a_dugnad_that_is_only_tried_out_keeps_no_promise(coach, visit, post):
    own = make_gathering(association_id=coach.association_id, held_on=date(2026, 11, 24))
    here = {"as_": coach, "own_gathering_id": own.id}
    page = visit("gatherings.run_dugnad", step=7, **here)
    assert "You try it out" in page.text and not page("form[action$='/end']")
    post("gatherings.end_dugnad", data={"next_on": "2027-11-16"}, status=409, **here)
    assert own.ended_at is None
    for moved_after_its_end in (None, NOW):
        own.ended_at = moved_after_its_end
        (fact,) = Facts({coach.association_id}, NOW.date()).of("meetings", coach.association_id)
        assert fact.came is None


def test_one_looks_back_on_a_later_day_only(coach, post):
    own = make_gathering(association_id=coach.association_id, held_on=NOW.date())
    here = {"as_": coach, "own_gathering_id": own.id}
    for day in ("2026-11-17", "2025-11-17", "0026-12-01"):
        post("gatherings.end_dugnad", data={"next_on": day}, status=422, **here)
    post("gatherings.end_dugnad", data={"next_on": "2027-11-17"}, status=303, **here)


def test_a_dugnad_in_the_last_minute_of_a_day_or_in_the_year_26_is_asked_about(coach, post):
    plan = {"title": "Vår time", "held_on": "2026-11-24", "starts": "23:59", "place": ""}
    post("gatherings.plan_gathering", as_=coach, data=plan, status=422)
    post("gatherings.plan_gathering", as_=coach, data=plan | {"starts": "19:00", "held_on": "0026-11-24"}, status=422)
    post("gatherings.plan_gathering", as_=coach, data=plan | {"starts": "23:58"}, status=303)


def test_an_association_invites_its_own_people_with_ready_words_and_a_calendar_file(coach, visit):
    own = make_gathering(association_id=coach.association_id, title="Vår time", held_on=date(2026, 11, 24))
    page = visit("gatherings.show_gathering", as_=coach, gathering_id=own.id)
    assert "Vår time" in page.one("[data-note]").text_content()
    mail, sms = page.one("a[href^='mailto:']").get("href"), page.one("a[href^='sms:']").get("href")
    assert "Vår time" in unquote(mail) and "24 November" in unquote(sms)
    assert len(page("a[href$='.ics']")) == 2
    own.held_on = NOW.date() - timedelta(days=1)
    assert not visit("gatherings.show_gathering", as_=coach, gathering_id=own.id)("[data-note]")

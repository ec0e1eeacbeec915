"""After an invitation by mail: no more of them, a new time, a cancellation, and how long addresses are kept."""

from datetime import UTC, datetime, timedelta

import vobject
from icalendar import Calendar
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.delivery import actions as delivery
from allemed.delivery.models import OutboxMessage, UnwantedAddress
from allemed.delivery.queries import fingerprint_of
from allemed.delivery.rules import Topic
from allemed.delivery.worker import Worker
from allemed.gatherings import actions, queries
from allemed.gatherings.models import NetworkMember
from allemed.gatherings.rules import Answer, GatheringKind, Sector
from allemed.gatherings.rules.addresses import Reach
from allemed.privacy.actions import erase_family, forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.families import make_child
from tests.factories.gatherings import make_gathering, make_invitation, make_member
from tests.factories.placements import make_family_user
from tests.gatherings.letters import NOW, add, calendar_of, edited, invited, letters, reach_of, send, words_of
from tests.open_data.readers import moments_by_reader

# No more mails


def stop_link(letter) -> str:
    link = letter["List-Unsubscribe"].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and link in words_of(letter)
    return link.removeprefix("https://fjordvik.example")


def test_one_press_without_a_sign_in_ends_all_mails_and_only_a_hash_is_kept(here, mail_server, client, visit, post):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    link = stop_link(letters(mail_server)[0])
    assert "anne" not in link.lower()
    db.session.commit()
    assert client.get(link).status_code == 200 and not db.session.scalars(select(UnwantedAddress)).all()  # it asks
    assert client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    row = db.session.connection().exec_driver_sql("SELECT * FROM unwanted_address").one()
    assert "anne" not in repr(tuple(row)).lower()
    other = {"as_": here["as_"], "own_gathering_id": make_gathering().id}
    add(post, other, "Anne ANNE@example.org")  # another gathering, another coordinator's list
    send(post, other)
    assert len(mail_server.mails) == 1 and reach_of(other["own_gathering_id"]) == [Reach.UNWANTED]
    assert "wants no mails" in visit("gatherings.invite", **other).text
    assert "again" in client.get(link + "?lang=en").text
    client.post(link, data={"again": "yes"})
    assert not db.session.scalars(select(UnwantedAddress)).all()


def test_a_mail_that_waits_is_not_sent_to_whoever_stops_meanwhile_nor_is_any_other_mail(
    kari, here, mail_server, post, visit
):
    user = make_user(Role.ASSOCIATION, email="anne@example.org")
    add(post, here, "Anne anne@example.org")
    post("gatherings.send_invitations", status=303, **here)
    waiting = delivery.tell(user, Topic.REQUEST, "/requests/1", now=NOW)
    delivery.stop_letters(fingerprint_of("Anne@Example.org"), now=NOW)
    Worker().send_due()
    assert not mail_server.mails and all(one.given_up_at for one in waiting)
    assert delivery.tell(user, Topic.REQUEST, "/requests/1", now=NOW) == []
    assert delivery.tell(user, Topic.SIGN_IN, "/", now=NOW, secret="x")  # what one asks for oneself comes
    assert visit("pwa.choose_topics", as_=user)("a[href^='/stop/']")  # and there is a way back


def test_a_changed_stop_link_stops_nothing(here, mail_server, client, post):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    db.session.commit()
    assert client.post(stop_link(letters(mail_server)[0])[:-2]).status_code == 404


# Moved and cancelled


def test_a_new_time_reaches_everybody_with_the_same_event_and_a_higher_sequence(here, mail_server, post):
    add(post, here)
    send(post, here)
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    coach = make_association_user()
    make_invitation(gathering, association_id=coach.association_id)
    post("gatherings.edit_gathering", data=edited(gathering, title="Dugnad om sko"), status=303, **here)
    assert len(mail_server.mails) == 2 and not Worker().send_due()  # only words have changed
    data = edited(gathering, held_on="2026-11-19", starts="17:00")
    post("gatherings.edit_gathering", data=data, status=303, **here)
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == coach.id)).all()
    assert {one.topic for one in told} == {Topic.CANCELLED}
    while Worker().send_due():
        pass
    old, new = letters(mail_server)[0], letters(mail_server)[-1]
    assert new["Subject"].startswith("Ny tid eller nytt sted") and "torsdag 19. november, 17:00" in words_of(new)
    (before,), (after,) = (Calendar.from_ical(calendar_of(one)[1]).walk("VEVENT") for one in (old, new))
    assert before["UID"] == after["UID"] and after["SEQUENCE"] > before["SEQUENCE"]
    assert vobject.readOne(calendar_of(new)[1].decode()).vevent.dtstart.value.hour == 17


def test_four_readers_of_calendars_understand_the_file_that_comes_along(here, mail_server, post):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    day = datetime(2026, 11, 17, tzinfo=UTC)
    found = moments_by_reader(calendar_of(letters(mail_server)[0])[1], day - timedelta(days=3), day + timedelta(days=3))
    assert len(found) == 4 and found == {name: [day.replace(hour=17)] for name in found}


def test_a_cancelled_one_is_taken_out_of_the_calendar_of_everybody_who_has_not_said_no(
    here, mail_server, visit, post, browser_of
):
    add(post, here)
    send(post, here)
    jon = next(one for one in invited() if one.name == "Jon Lie")
    actions.planning.answer_invitation(jon, Answer.NO, now=NOW)
    for _twice in range(2):
        post("gatherings.cancel_gathering", status=303, **here)
        while Worker().send_due():
            pass
    assert [to for (to,), _content in mail_server.mails[2:]] == ["anne@example.org"]
    letter = letters(mail_server)[-1]
    part, file = calendar_of(letter)
    assert part.get_param("method") == "CANCEL" and "/invited/" not in words_of(letter)
    calendar = Calendar.from_ical(file)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    read = vobject.readOne(file.decode())
    assert (read.method.value, read.vevent.status.value, read.vevent.uid.value) == ("CANCEL", "CANCELLED", event["UID"])
    page = visit("gatherings.show_invitation", key=jon.id, code=queries.events.code_of(jon))
    assert not page("form[action$='/yes']")
    file = browser_of(None).get(f"/invited/{jon.id}/{queries.events.code_of(jon)}.ics")
    assert Calendar.from_ical(file.data)["METHOD"] == "CANCEL"


def test_an_invitation_that_has_not_gone_goes_with_the_new_time_or_not_at_all(here, mail_server, post):
    add(post, here)
    post("gatherings.send_invitations", status=303, **here)
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    post("gatherings.edit_gathering", data=edited(gathering, starts="17:00"), status=303, **here)
    assert db.session.query(OutboxMessage).count() == 2
    add(post, here, "Sen sen@example.org")
    while Worker().send_due():
        pass
    assert {one["Subject"].split(" –")[0] for one in letters(mail_server)} == {"Du er invitert"}
    assert all("17:00" in words_of(one) for one in letters(mail_server))
    post("gatherings.send_invitations", status=303, **here)
    post("gatherings.cancel_gathering", status=303, **here)
    while Worker().send_due():
        pass
    assert "sen@example.org" not in [to for (to,), _content in mail_server.mails] and len(mail_server.mails) == 4


def test_taking_an_invitation_back_takes_its_mail_back(here, mail_server, post):
    add(post, here, "Anne anne@example.org")
    post("gatherings.send_invitations", status=303, **here)
    (anne,) = invited()
    post("gatherings.take_invitation_back", as_=here["as_"], invitation_id=anne.id, status=303)
    assert not Worker().send_due() and not mail_server.mails


# How long


def test_addresses_go_the_day_after_it_was_held_and_at_night_when_it_is_cancelled(here, post, frozen):
    add(post, here, language="ti")
    held = datetime(2026, 11, 17, 20, tzinfo=UTC)
    assert forget_old(held)[Kept.CONTACT] == 0 and sum(bool(one.address) for one in invited()) == 2
    assert count_due(held + timedelta(hours=4))[Kept.CONTACT] == 2
    assert forget_old(held + timedelta(hours=4))[Kept.CONTACT] == 2
    assert {one.address for one in invited()} == {None} and {one.name for one in invited()} >= {"Anne Helse"}
    assert {one.language for one in invited() if one.name == "Anne Helse"} == {
        ""
    }  # nobody is written to in it any more
    cancelled = make_invitation(make_gathering(cancelled_at=NOW), address="anne@example.org", name="Anne")
    forget_old(NOW)
    db.session.refresh(cancelled)
    assert cancelled.address is None


def test_an_address_in_the_register_goes_with_its_person_and_after_its_time(kari, post):
    left, old, fresh = (make_member(organisation=one, address=f"{one}@example.org") for one in ("a", "b", "c"))
    alone = make_member(organisation="d", person=None, address="d@example.org")
    old.person_since = alone.person_since = NOW.date() - timedelta(days=370)
    post("gatherings.let_person_go", as_=kari, own_member_id=left.id, status=303)
    assert forget_old(NOW)[Kept.CONTACT] == 2
    db.session.expire_all()
    assert [one.address for one in (left, old, alone, fresh)] == [None, None, None, "c@example.org"]
    row = db.session.connection().exec_driver_sql("SELECT * FROM network_member WHERE person IS NOT NULL").one()
    assert "example" not in repr(tuple(row))


def test_a_member_of_the_network_without_a_sign_in_is_written_to_every_month(kari, mail_server, visit, post):
    data = {"known": "", "organisation": "Fjordvik sport", "sector": "business", "role": "Utstyr", "person": "Berit"}
    post("gatherings.add_member", as_=kari, data=data | {"address": "no address"}, status=422)
    post("gatherings.add_member", as_=kari, data=data | {"address": "Berit@example.org"}, status=303)
    assert db.session.scalars(select(NetworkMember)).one().person_since == NOW.date()
    meeting = make_gathering(kind=GatheringKind.NETWORK, sheet=None, title="Nettverket")
    here = {"as_": kari, "own_gathering_id": meeting.id}
    post("gatherings.invite", data={"whom": ["network"]}, status=303, **here)
    send(post, here)
    assert mail_server.mails[0][0] == ["berit@example.org"]


def test_who_is_erased_with_a_family_gets_no_more_mails_and_is_in_no_list(kari, here, mail_server, post):
    child = make_child()
    mother = make_family_user(child)
    mother.email = "mother@example.org"
    add(post, here, "En mor Mother@example.org\nSamira samira@example.org")
    make_invitation(sector=Sector.HEALTH_CENTRE, name="Samira Helse", address="helse@example.org")
    child.family.guardians[0].first_name = "Samira"
    post("gatherings.send_invitations", status=303, **here)
    erase_family(child.family_id, by=kari, now=NOW)
    assert {(one.name, one.address) for one in invited()} == {(None, None), ("Samira Helse", "helse@example.org")}
    Worker().send_due()
    assert not mail_server.mails


def test_no_page_and_no_log_says_what_is_only_for_a_mail(here, mail_server, post, caplog):
    add(post, here, "Anne anne@example.org")
    mail_server.answer = "550 anne@example.org is unknown here"
    send(post, here)
    assert "gave up" in caplog.text and "anne@" not in caplog.text

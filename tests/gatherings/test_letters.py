"""Invitations that ALLEMED sends itself to people without a sign-in: once, with a calendar file, and never unwanted."""

import email
import re
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery import actions as delivery
from allemed.delivery.models import OutboxMessage, UnwantedAddress
from allemed.delivery.queries import fingerprint_of
from allemed.delivery.rules import Topic, clean_address
from allemed.delivery.worker import Worker
from allemed.gatherings import actions, queries
from allemed.gatherings.models import Invitation, NetworkMember
from allemed.gatherings.rules import Answer, GatheringKind, Sector
from allemed.gatherings.rules.addresses import Reach, read_people
from allemed.privacy.actions import erase_family, forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user, make_contact
from tests.factories.catalogue import make_place
from tests.factories.families import make_child
from tests.factories.gatherings import make_gathering, make_goal, make_invitation, make_member
from tests.factories.placements import make_family_user
from tests.open_data.readers import moments_by_reader

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
LIST = "Anne Helse <anne@example.org>; Jon Lie <jon@example.org>\nUngdomsrådet"


@pytest.fixture
def kari(session, frozen, mail_server, use_settings):
    frozen(NOW)
    use_settings(mail_server=mail_server.address, mail_tls=False, base_url="https://fjordvik.example")
    return make_user(name="Kari")


@pytest.fixture
def here(kari):
    return {
        "as_": kari,
        "own_gathering_id": make_gathering(
            serves_id=make_goal().id, hosts="Idrettsrådet", place_id=make_place("Fjordvikhallen").id
        ).id,
    }


def add(post, here, people=LIST, **changes):
    data = {"sector": "parents", "people": people, "language": ""} | changes
    return post("gatherings.invite_people", data=data, status=303, **here)


def send(post, here):
    post("gatherings.send_invitations", status=303, **here)
    while Worker().send_due():
        pass


def letters(mail_server):
    return [email.message_from_bytes(content, policy=policy.default) for _to, content in mail_server.mails]


def calendar_of(letter):
    (part,) = letter.iter_attachments()
    return part, part.get_content().encode() if isinstance(part.get_content(), str) else part.get_content()


def words_of(letter) -> str:
    return letter.get_body().get_content()


def invited() -> list[Invitation]:
    db.session.expire_all()
    return list(db.session.scalars(select(Invitation)))


def reach_of(gathering_id) -> list[Reach]:
    db.session.expire_all()
    return [one.reach for one in queries.letters.list_reach(queries.events.get_gathering(gathering_id))]


def edited(gathering, **changes) -> dict:
    form = {
        "title": gathering.title, "goal": gathering.goal, "held_on": f"{gathering.held_on}", "starts": "18:00",
        "sheet": "club", "association": "", "place": str(gathering.place_id or ""), "themes": gathering.themes,
        "serves": str(gathering.serves_id), "version": gathering.version,
    }  # fmt: skip
    return form | changes


# A list as people paste it


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anne Helse <anne@example.org>; Jon <jon@example.org>", ["Anne Helse/anne@example.org", "Jon/jon@example.org"]),
        ("Anne Helse;Anne@Example.ORG\nJon Lie\tjon@example.org", ["Anne Helse/anne@example.org", "Jon Lie/jon@example.org"]),
        ('"Helse, Anne" <anne@example.org>; jon@example.org', ["Helse, Anne/anne@example.org", "/jon@example.org"]),
        ("anne@example.org, jon@example.org\nanne@example.org", ["/anne@example.org", "/jon@example.org"]),
        ("Ungdomsrådet\n\n", ["Ungdomsrådet/"]),
        ("post@blåbær.example", ["/post@xn--blbr-roah.example"]),
    ],
)  # fmt: skip
def test_a_list_is_read_as_mail_programs_and_tables_write_it(text, people):
    found, unread = read_people(text, clean_address)
    assert ([f"{one.name}/{one.address}" for one in found], unread) == (people, [])


@pytest.mark.parametrize(
    "line", ["Anne <anne@example>", "anne@@example.org", "Anne <a b@example.org>", "<anne@example.org> bcc@example.org"]
)
def test_a_line_that_nobody_can_read_is_said_and_nothing_of_it_is_sent_to(line):
    assert read_people(line, clean_address) == ([], [line])


@pytest.mark.parametrize("wrong", ["a@b.no\r\nBcc: c@d.no", "a@b.no,c@d.no", "a@b.no c@d.no", "<a@b.no>", "a@b\u2028.no", "é@b.no"])  # fmt: skip
def test_no_address_carries_a_second_one_or_a_line_of_a_header(wrong):
    with pytest.raises(ValueError, match="no "):
        clean_address(wrong)


# Sending


def test_forty_people_get_their_invitation_by_one_press_and_each_once(here, mail_server, visit, post):
    add(post, here, "\n".join(f"Gjest {number} gjest{number}@example.org" for number in range(40)))
    page = visit("gatherings.invite", **here)
    assert "40 people have an address" in page.text and len(page("[data-reach=not_yet]")) == 40
    send(post, here)
    add(post, here, "Gjest 7 GJEST7@example.org")  # again the same person
    send(post, here)
    assert sorted(to for (to,), _content in mail_server.mails) == sorted(f"gjest{one}@example.org" for one in range(40))
    assert reach_of(here["own_gathering_id"]) == [Reach.SENT] * 40
    assert not visit("gatherings.invite", **here)("[data-reach=not_yet]")


def test_a_mail_has_an_own_link_a_calendar_file_and_no_name_in_its_subject(here, mail_server, visit, post, browser_of):
    add(post, here)
    send(post, here)
    first, second = letters(mail_server)
    assert first["Subject"] == second["Subject"] == "Du er invitert – ALLEMED Fjordvik"
    words = words_of(first)
    for part in ("Dugnad om utstyr", "tirsdag 17. november, 18:00–19:00", "Idrettsrådet", "Fjordvikhallen"):
        assert part in words
    assert "Anne" not in first.as_string().replace("anne@", "")  # whose name it is stays here
    link = re.search(r"https://fjordvik\.example(/invited/\S+)", words)[1]
    assert link not in words_of(second)
    page = browser_of(None).get(link)
    assert page.status_code == 200 and db.session.scalars(select(Invitation)).first().answer is None  # it only shows
    part, file = calendar_of(first)
    assert part.get_content_type() == "text/calendar" and part.get_param("method") == "PUBLISH"
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (event["SUMMARY"], event["SEQUENCE"], event["URL"]) == (
        "Dugnad om utstyr",
        0,
        "https://fjordvik.example" + link,
    )
    assert event["ORGANIZER"] == "mailto:noreply@example.org" and "ATTENDEE" not in event  # no answers by mail


def test_a_mail_comes_in_its_readers_language_and_leads_to_a_page_in_it(here, mail_server, post, browser_of):
    add(post, here, "Amira amira@example.org", language="ar")
    send(post, here)
    (letter,) = letters(mail_server)
    assert letter["Subject"].startswith("أنت مدعو") and "17 نوفمبر" in words_of(letter)
    page = browser_of(None).get(re.search(r"(/invited/\S+)", words_of(letter))[1])
    assert 'dir="rtl"' in page.text


def test_two_coordinators_press_at_the_same_instant_and_nobody_gets_two(kari, post, here, mail_server):
    add(post, here)
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    seen_by_both = queries.letters.list_unwritten(gathering)
    assert len(actions.letters.take_unwritten(gathering, by=kari, now=NOW)) == 2
    assert actions.letters._take(seen_by_both, Invitation.written_at.is_(None), NOW) == []


def test_address_and_text_lie_encrypted_and_go_from_the_outbox_when_they_are_sent(here, mail_server, post):
    add(post, here)
    post("gatherings.send_invitations", status=303, **here)
    connection = db.session.connection()
    for table in ("outbox_message", "invitation"):
        rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
        assert rows and "anne" not in repr([tuple(row) for row in rows]).lower()
    Worker().send_due()
    assert {one.secret for one in db.session.scalars(select(OutboxMessage))} == {None}


@pytest.mark.parametrize(
    ("answer", "reach"), [("550 nobody here", Reach.CAME_BACK), ("451 later", Reach.WAITS), ("250 OK", Reach.SENT)]
)
def test_what_the_mail_server_answers_is_what_the_coordinator_sees(here, mail_server, visit, post, answer, reach):
    mail_server.answer = answer
    add(post, here, "Anne anne@example.org")
    send(post, here)
    assert reach_of(here["own_gathering_id"]) == [reach]
    (outbox,) = db.session.scalars(select(OutboxMessage))
    assert "anne" not in outbox.problem and (outbox.secret is None) == (reach is not Reach.WAITS)
    assert visit("gatherings.invite", **here)(f"[data-reach={reach}]")


def test_another_address_for_one_that_came_back_is_written_to(here, mail_server, visit, post):
    mail_server.answer = "550 nobody here"
    add(post, here, "Anne ane@example.org")
    send(post, here)
    (anne,) = invited()
    where = {"as_": here["as_"], "invitation_id": anne.id}
    post("gatherings.show_invitation_sheet", data={"address": "anne@example", "language": ""}, status=422, **where)
    post(
        "gatherings.show_invitation_sheet", data={"address": "Anne@example.org", "language": "so"}, status=303, **where
    )
    mail_server.answer = "250 OK"
    send(post, here)
    send(post, here)
    assert [to for to, _content in mail_server.mails] == [["anne@example.org"]]
    assert (
        visit("gatherings.show_invitation_sheet", **where).one("a[href^='mailto:']") is not None
    )  # the way by hand stays


def test_only_who_has_not_answered_is_reminded_and_not_before_two_days(here, mail_server, visit, post, frozen):
    add(post, here)
    send(post, here)
    anne = next(one for one in invited() if one.name == "Anne Helse")
    actions.planning.answer_invitation(anne, Answer.YES, now=NOW)
    for hours, mails in ((47, 2), (48, 3), (49, 3)):
        frozen(NOW + timedelta(hours=hours))
        here |= {"as_": make_user()}
        asks = "Remind them" in visit("gatherings.invite", **here).text
        assert asks == (hours == 48)
        post("gatherings.remind_invited", status=303, **here)
        while Worker().send_due():
            pass
        assert len(mail_server.mails) == mails
    assert mail_server.mails[-1][0] == ["jon@example.org"]
    assert letters(mail_server)[-1]["Subject"].startswith("Kommer dere?")


def test_who_signs_in_is_told_there_and_gets_no_second_invitation_by_mail(here, mail_server, post):
    coach = make_association_user()
    db.session.get_one(User, coach.id).email = "coach@example.org"
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    make_invitation(gathering, association_id=coach.association_id)
    add(post, here, "Trener coach@example.org")
    post("gatherings.send_invitations", status=303, **here)
    assert set(reach_of(gathering.id)) == {Reach.SIGNS_IN}


def test_an_association_nobody_signs_in_for_gets_it_at_its_contact_persons_address(here, mail_server, post):
    club = make_association()
    make_contact(club, email="leder@example.org")
    make_invitation(queries.events.get_gathering(here["own_gathering_id"]), association_id=club.id)
    send(post, here)
    ((to, _content),) = mail_server.mails
    assert to == ["leder@example.org"] and "adressa" not in words_of(letters(mail_server)[0])


def test_nothing_is_sent_for_what_is_over_or_cancelled(here, mail_server, visit, post, frozen):
    add(post, here)
    frozen(NOW + timedelta(days=16))
    here = here | {"as_": make_user()}
    send(post, here)
    assert not mail_server.mails and "Send the invitations" not in visit("gatherings.invite", **here).text


def test_nobody_but_the_coordinator_sends(here, post):
    coach = make_association_user()
    for endpoint in ("gatherings.send_invitations", "gatherings.remind_invited", "gatherings.invite_people"):
        post(endpoint, as_=coach, own_gathering_id=here["own_gathering_id"], status=403)


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
    add(post, here)
    held = datetime(2026, 11, 17, 20, tzinfo=UTC)
    assert forget_old(held)[Kept.CONTACT] == 0 and sum(bool(one.address) for one in invited()) == 2
    assert count_due(held + timedelta(hours=4))[Kept.CONTACT] == 2
    assert forget_old(held + timedelta(hours=4))[Kept.CONTACT] == 2
    assert {one.address for one in invited()} == {None} and {one.name for one in invited()} >= {"Anne Helse"}
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

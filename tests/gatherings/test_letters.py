"""Invitations that ALLEMED sends itself to people without a sign-in: once, with a calendar file and an own link."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery.actions import forget_old_messages
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import clean_address
from allemed.delivery.worker import Worker
from allemed.gatherings import actions, queries
from allemed.gatherings.models import Invitation
from allemed.gatherings.rules import Answer
from allemed.gatherings.rules.addresses import Reach, read_people
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user, make_contact
from tests.factories.gatherings import make_invitation
from tests.gatherings.letters import NOW, add, calendar_of, invited, letters, reach_of, send, words_of

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


def test_a_long_line_is_refused_before_anybody_waits_for_it():
    line = "a@" * 6000 + "<"
    assert read_people(f"Anne anne@example.org\n{line}", clean_address)[1] == [line[:80]]


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
    seen_by_both = queries.letters.list_unwritten(queries.letters.list_reach(gathering))
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


def test_that_a_mail_came_back_is_known_until_the_gathering(here, mail_server, post):
    add(post, here, "\n".join(f"gjest{number}@example.org" for number in range(30)))
    mail_server.answer = "550 nobody here"
    send(post, here)
    forget_old_messages(NOW + timedelta(days=60))
    assert set(reach_of(here["own_gathering_id"])) == {Reach.CAME_BACK}
    forget_old_messages(NOW + timedelta(days=367))
    assert db.session.query(OutboxMessage).count() == 0

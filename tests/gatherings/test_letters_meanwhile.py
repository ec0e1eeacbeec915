"""What happens while mails to people without a sign-in wait, are on their way, or are too many."""

from datetime import timedelta

from allemed.database import db
from allemed.delivery import actions as delivery
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import LEASE, Outcome, Result
from allemed.delivery.worker import Worker
from allemed.gatherings import actions, queries
from allemed.gatherings.rules.addresses import Reach
from allemed.privacy.actions import erase_family
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.gatherings import make_gathering, make_invitation, make_member
from tests.factories.placements import make_family_user
from tests.gatherings.letters import NOW, add, edited, invited, letters, reach_of, send


def subjects(mail_server) -> list[str]:
    return [one["Subject"].split(" –")[0] for one in letters(mail_server)]


def send_due():
    while Worker().send_due():
        pass


def test_who_got_the_invitation_hears_of_the_cancellation_even_if_a_later_mail_still_waits(
    here, mail_server, post, frozen
):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    frozen(NOW + timedelta(days=3))
    here = here | {"as_": make_user()}
    post("gatherings.remind_invited", status=303, **here)  # it waits
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    post("gatherings.edit_gathering", data=edited(gathering, starts="17:00"), status=303, **here)
    post("gatherings.cancel_gathering", status=303, **here)
    send_due()
    assert subjects(mail_server) == ["Du er invitert", "Avlyst"]


def test_a_new_time_is_said_to_be_new_to_whoever_was_about_to_be_reminded(here, mail_server, post, frozen):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    frozen(NOW + timedelta(days=3))
    here = here | {"as_": make_user()}
    post("gatherings.remind_invited", status=303, **here)
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    post("gatherings.edit_gathering", data=edited(gathering, starts="17:00"), status=303, **here)
    send_due()
    assert subjects(mail_server) == ["Du er invitert", "Ny tid eller nytt sted"]


def test_nobody_is_reminded_within_two_days_of_a_mail_about_a_new_time(here, mail_server, visit, post, frozen):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    for days in (3, 4, 5):
        frozen(NOW + timedelta(days=days))
        here = here | {"as_": make_user()}
        if days == 3:
            gathering = queries.events.get_gathering(here["own_gathering_id"])
            post("gatherings.edit_gathering", data=edited(gathering, starts="17:00"), status=303, **here)
        else:
            post("gatherings.remind_invited", status=303, **here)
        send_due()
        assert len(mail_server.mails) == {3: 2, 4: 2, 5: 3}[days]


def test_who_never_got_the_invitation_is_not_said_to_have_it(here, mail_server, post):
    add(post, here, "Anne anne@example.org")
    post("gatherings.send_invitations", status=303, **here)
    post("gatherings.cancel_gathering", status=303, **here)
    send_due()
    assert not mail_server.mails and reach_of(here["own_gathering_id"]) == [Reach.NOT_YET]


def test_a_second_cancellation_tells_nobody_and_says_so(here, mail_server, visit, post):
    add(post, here, "Anne anne@example.org")
    send(post, here)
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    assert actions.planning.cancel_gathering(gathering, by=here["as_"], now=NOW)
    assert not actions.planning.cancel_gathering(gathering, by=here["as_"], now=NOW)
    post("gatherings.cancel_gathering", status=303, **here)
    send_due()
    assert len(mail_server.mails) == 1 and gathering.version == 2
    assert actions.letters.take_to_remind(gathering, by=here["as_"], now=NOW + timedelta(days=3)) == []


def test_a_letter_of_a_worker_that_died_can_be_taken_back(here, post):
    add(post, here, "Anne anne@example.org")
    post("gatherings.send_invitations", status=303, **here)
    (letter_id,) = delivery.lease_batch(NOW, 1)
    assert not delivery.take_letter_back(letter_id, now=NOW)  # held at this moment
    assert delivery.take_letter_back(letter_id, now=NOW + LEASE)


def test_a_family_erased_while_a_mail_to_it_goes_out_stops_no_other_mail(kari, here, post, monkeypatch):
    child = make_child()
    make_family_user(child).email = "mother@example.org"
    add(post, here, "mother@example.org\nAnne anne@example.org")
    post("gatherings.send_invitations", status=303, **here)
    sent = []

    def erase_and_send(message, _server):
        sent.append(message["To"])
        if message["To"] == "mother@example.org":
            erase_family(child.family_id, by=kari, now=NOW)
            db.session.commit()
        return Outcome(Result.SENT)

    monkeypatch.setattr("allemed.delivery.gateway.mail.send", erase_and_send)
    assert Worker().send_due() == 2
    assert sorted(sent) == ["anne@example.org", "mother@example.org"]
    assert [one.sent_at for one in db.session.query(OutboxMessage)] == [NOW]


def test_a_family_is_found_however_its_address_is_written(kari, here, post):
    child = make_child()
    make_family_user(child).email = "post@blåbær.example"
    add(post, here, "post@BLÅBÆR.example")
    erase_family(child.family_id, by=kari, now=NOW)
    assert [one.address for one in invited()] == [None]


def test_no_more_than_a_days_mails_go_in_a_day_and_the_others_keep_their_turn(
    here, mail_server, visit, post, monkeypatch, frozen
):
    monkeypatch.setattr("allemed.delivery.queries.MOST_LETTERS_A_DAY", 1)
    add(post, here, "Anne anne@example.org\nJon jon@example.org")
    send(post, here)
    assert len(mail_server.mails) == 1 and sorted(reach_of(here["own_gathering_id"])) == [Reach.NOT_YET, Reach.SENT]
    send(post, here)
    assert len(mail_server.mails) == 1
    gathering = queries.events.get_gathering(here["own_gathering_id"])
    post("gatherings.edit_gathering", data=edited(gathering, starts="17:00"), status=303, **here)
    send_due()
    assert len(mail_server.mails) == 2  # a change reaches everybody all the same
    frozen(NOW + timedelta(days=1, minutes=1))
    send(post, here | {"as_": make_user()})
    assert {to for (to,), _content in mail_server.mails} == {"anne@example.org", "jon@example.org"}


def test_a_press_sends_some_hundreds_and_the_next_one_the_rest(here, mail_server, post, monkeypatch):
    monkeypatch.setattr("allemed.gatherings.actions.letters.MOST_AT_A_PRESS", 2)
    add(post, here, "a@example.org\nb@example.org\nc@example.org")
    for mails in (2, 3):
        send(post, here)
        assert len(mail_server.mails) == mails


def test_whoever_leaves_the_network_is_not_written_to_about_what_is_to_come(kari, mail_server, post):
    members = [
        make_member(organisation=one, address=f"{one}@example.org", sector="business") for one in ("a", "b", "c")
    ]
    here = {"as_": kari, "own_gathering_id": make_gathering().id}
    post("gatherings.invite", data={"whom": ["network"]}, status=303, **here)
    actions.letters.take_unwritten(queries.events.get_gathering(here["own_gathering_id"]), by=kari, now=NOW)
    post("gatherings.let_person_go", as_=kari, own_member_id=members[0].id, status=303)
    changed = {"role": "", "person": "Ny", "address": "ny@example.org"}
    actions.network.edit_member(members[1], changed, version=members[1].version, today=NOW.date(), by=kari, now=NOW)
    assert [one.address for one in invited() if one.address] == ["c@example.org"]
    assert sorted(reach_of(here["own_gathering_id"])) == [Reach.BY_HAND, Reach.BY_HAND, Reach.SENT]


def test_the_page_behind_a_personal_link_stays_in_no_browser_and_its_address_goes_to_no_other_site(client, session):
    invitation = make_invitation(make_gathering(), name="Anne", address="anne@example.org")
    db.session.commit()
    answer = client.get(f"/invited/{invitation.id}/{queries.events.code_of(invitation)}")
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "anne@" not in answer.text


def test_the_sheet_does_not_say_that_no_address_is_kept(kari, visit):
    invitation = make_invitation(make_gathering(), name="Anne", address="anne@example.org")
    page = visit("gatherings.show_invitation_sheet", as_=kari, invitation_id=invitation.id)
    assert "anne@example.org" in page.one("[name=address]").get("value") and "No address is kept" not in page.text

"""A partner is answered by the promised day, and once a term hears in counts what became of those it sent on."""

from datetime import UTC, date, datetime

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.config import settings
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import mail_words, stop_path
from allemed.delivery.rules import Topic
from allemed.placements.rules import LightColour, PlacementState
from allemed.referrals.models import Referral, TermMessage
from allemed.referrals.notices import tell_partners_of_term
from allemed.referrals.rules import PersonKind, Progress, told_progress, told_term
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.placements import make_placement
from tests.factories.referrals import make_partner, make_partner_person, make_referral

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
IN_THE_TERM = datetime(2026, 10, 5, 9, tzinfo=UTC)
AFTER_IT = datetime(2027, 1, 25, 9, tzinfo=UTC)


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def school(session):
    return make_partner(name="Fjordvik skole")


@pytest.fixture
def teacher(school):
    user = make_user(Role.PARTNER, name="Liv", partner_id=school.id, email="liv@example.org")
    make_partner_person(school, user, kind=PersonKind.LINK)
    return user


def tasks(page):
    return [" ".join(card.text_content().split()) for card in page("[data-kind=partner] .task")]


# The answer


def test_a_partner_without_an_answer_stands_in_the_day_when_the_promised_day_has_gone(
    kari, teacher, school, visit, frozen
):
    frozen(MONDAY)
    make_referral(
        school, child_first_name="Nora", created_at=datetime(2026, 11, 19, 9, tzinfo=UTC)
    )  # Monday is its day
    make_referral(school, child_first_name="Amir", created_at=datetime(2026, 11, 18, 9, tzinfo=UTC))
    make_referral(child_first_name="Sofie", created_at=datetime(2026, 11, 2, 9, tzinfo=UTC))  # from the public page
    [late] = tasks(visit("home.show_today", as_=kari))
    assert "Amir" in late and "20 Nov 2026" in late and "Fjordvik skole" in late


def test_a_holiday_is_no_working_day_for_the_answer(school, visit, frozen):
    make_referral(school, created_at=datetime(2026, 12, 23, 9, tzinfo=UTC))
    frozen(datetime(2026, 12, 28, 9, tzinfo=UTC))  # Christmas Eve counts, the two holidays and the weekend do not
    assert tasks(visit("home.show_today", as_=make_user())) == []
    frozen(datetime(2026, 12, 29, 9, tzinfo=UTC))
    assert len(tasks(visit("home.show_today", as_=make_user()))) == 1


def test_one_tap_in_the_day_answers_and_the_partner_is_told_without_a_name(kari, teacher, school, visit, post, frozen):
    frozen(MONDAY)
    referral = make_referral(school, created_at=datetime(2026, 11, 10, 9, tzinfo=UTC), referred_by=teacher.id)
    answer = post("referrals.answer_partner", as_=kari, data={"back": "/today"}, status=303, referral_id=referral.id)
    assert answer.location == "/today"
    [message] = db.session.query(OutboxMessage)
    assert (message.user_id, message.topic, message.path) == (teacher.id, Topic.NEWS, "/referrals")
    assert tasks(visit("home.show_today", as_=kari)) == []
    post("referrals.answer_partner", as_=kari, status=303, referral_id=referral.id)
    assert db.session.query(OutboxMessage).count() == 1


def test_whoever_is_in_contact_has_answered_too(kari, teacher, school, post):
    referral = make_referral(school, referred_by=teacher.id)
    post("referrals.mark_contacted", as_=kari, status=303, referral_id=referral.id)
    assert db.session.get(Referral, referral.id).answered_at is not None
    assert [one.user_id for one in db.session.query(OutboxMessage)] == [teacher.id]


def test_closing_looks_like_received_and_tells_nobody(kari, teacher, school, visit, post):
    referral = make_referral(school, child_first_name="Nora", referred_by=teacher.id)
    post("referrals.close_referral", as_=kari, status=303, referral_id=referral.id)
    assert db.session.query(OutboxMessage).count() == 0
    page = visit("referrals.list_referrals", as_=teacher)
    assert "Received" in page.one(".rows").text_content() and "answer" not in page.one(".rows").text_content()


def test_the_partners_page_says_what_was_promised_and_until_when(teacher, school, visit, frozen):
    frozen(MONDAY)
    make_referral(school, child_first_name="Nora", created_at=MONDAY)
    make_referral(school, child_first_name="Amir", created_at=datetime(2026, 11, 10, 9, tzinfo=UTC))
    page = visit("referrals.list_referrals", as_=teacher)
    assert "answer by 25 November 2026" in page.text and "the answer is late" in page.text
    for promise in ("within 2 working days", "within 5 working days", "within 30 days"):
        assert promise in page.text


def test_the_partner_hears_when_the_child_begins(kari, teacher, school, post):
    child = make_child()
    make_referral(school, child_id=child.id, referred_by=teacher.id, contacted_at=clock.now())
    placement = make_placement(child=child, state=PlacementState.HELD, light=LightColour.GREEN)
    post(
        "placements.change_state", as_=kari, status=303, placement_id=placement.id,
        data={"to": "trial", "version": placement.version},
    )  # fmt: skip
    [message] = [one for one in db.session.query(OutboxMessage) if one.user_id == teacher.id]
    assert message.path == "/referrals"


def test_no_answer_takes_less_than_a_day(app):
    from allemed.config import load

    with pytest.raises(ValueError, match="partner_answer_days"):
        load({"ALLEMED_PARTNER_ANSWER_DAYS": "0"})


# Once a term


def send_on(school, *, waiting=0, called=0, begun=0):
    for _number in range(waiting):
        make_referral(school, created_at=IN_THE_TERM)
    for _number in range(called):
        make_referral(school, created_at=IN_THE_TERM, contacted_at=IN_THE_TERM)
    for _number in range(begun):
        child = make_child()
        make_placement(child=child, state=PlacementState.ACTIVE, started_at=IN_THE_TERM)
        make_referral(school, created_at=IN_THE_TERM, child_id=child.id)


def test_a_term_is_told_of_when_the_next_one_is_three_weeks_old():
    assert told_term(date(2027, 1, 21)) is None
    assert told_term(date(2027, 1, 22)) == date(2026, 8, 1)
    assert told_term(date(2026, 11, 23)) == date(2026, 1, 1)


def test_fewer_than_five_families_are_not_counted_at_all_and_more_only_in_fives():
    assert told_progress({Progress.RECEIVED: 1, Progress.IN_ACTIVITY: 3}) is None
    told = told_progress({Progress.IN_CONTACT: 6, Progress.IN_ACTIVITY: 1})
    assert told == {Progress.RECEIVED: "0", Progress.IN_CONTACT: "5–9", Progress.IN_ACTIVITY: "1–4"}


def test_each_partner_is_told_once_a_term_and_reads_counts_on_its_page(teacher, school, visit, frozen):
    send_on(school, waiting=1, called=2, begun=6)
    make_partner()  # sent nobody on
    frozen(AFTER_IT)
    tell_partners_of_term(clock.now())
    tell_partners_of_term(clock.now())
    [message], [sent] = db.session.query(TermMessage), db.session.query(OutboxMessage)
    assert (message.received, message.in_contact, message.in_activity) == (1, 2, 6)
    assert (sent.user_id, sent.topic, sent.path) == (teacher.id, Topic.TERM, "/referrals")
    assert sent.send_after > clock.now()  # with what else can wait
    counts = visit("referrals.list_referrals", as_=teacher)("section[aria-labelledby=term] .stat b")
    assert [one.text_content() for one in counts] == ["1–4", "1–4", "5–9"]


def test_a_partner_that_sent_few_reads_no_counts(teacher, school, visit, frozen):
    send_on(school, begun=4)
    frozen(AFTER_IT)
    tell_partners_of_term(clock.now())
    section = visit("referrals.list_referrals", as_=teacher).one("section[aria-labelledby=term]")
    assert "Fewer than five" in section.text_content() and "4" not in section.text_content()


def test_the_coordinator_sees_what_a_partner_was_told(kari, school, visit, frozen):
    send_on(school, begun=5)
    frozen(AFTER_IT)
    tell_partners_of_term(clock.now())
    assert "5–9" in visit("referrals.show_partner", as_=kari, partner_id=school.id).one("article").text_content()


def test_who_stopped_such_messages_gets_none(teacher, school, post, frozen):
    send_on(school, begun=5)
    db.session.commit()
    with_link = stop_path(teacher.id, Topic.TERM)
    post("pwa.stop_messages", token=with_link.removeprefix("/stop/"))
    frozen(AFTER_IT)
    tell_partners_of_term(clock.now())
    assert db.session.query(TermMessage).count() == 1 and db.session.query(OutboxMessage).count() == 0


def test_the_mail_names_nobody_and_can_be_stopped(session):
    subject, text = mail_words(Topic.TERM, f"{settings().base_url}/referrals", "en", "https://x/stop/abc")
    assert "What became of the families you sent on last term?" in text and "https://x/stop/abc" in text
    assert subject == "News in ALLEMED"


def test_a_partner_chooses_what_it_is_told(teacher, visit, post):
    visit("pwa.choose_topics", as_=teacher)
    post("pwa.choose_topics", as_=teacher, data={"topics": ["news", "check_in"]}, status=303)
    assert db.session.get(User, teacher.id) is not None

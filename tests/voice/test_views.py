"""Somebody neutral asks a child; who sees what of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.families.models import Agreement
from allemed.families.rules import SHARING, AgreementItem
from allemed.followup.models import CheckIn, TrustAnswer
from allemed.followup.rules import Audience, CheckInKind, Face
from allemed.privacy.actions import erase_family
from allemed.voice import actions
from allemed.voice.models import ChildVoice
from allemed.voice.queries import list_named, tell_all
from allemed.voice.rules import VoiceQuestion
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child, make_family
from tests.factories.followup import make_check_in
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.factories.referrals import make_partner

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ALL_GOOD = {str(question): "good" for question in VoiceQuestion}


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def librarian(session):
    return make_user(Role.PARTNER, name="Åse Bibliotekar", partner_id=make_partner().id)


def make_task(librarian, activity=None) -> ChildVoice:
    """A child of this group that the librarian is to ask."""
    person = next((one for one in list_named() if one.user_id == librarian.id), None)
    person = person or actions.name_person(librarian, by=make_user(), now=NOW)
    placement = make_placement(make_child(first_name="Amir"), activity or make_activity(), state="active")
    check_in = make_check_in(placement, CheckInKind.THREE_MONTHS, Audience.NEUTRAL_PERSON)
    return actions.ask_person(check_in, person, by=make_user(), now=NOW)


def test_who_asks_sees_first_name_kind_and_language_and_no_more(visit, librarian):
    voice = make_task(librarian)
    page = visit("voice.show_task", as_=librarian, voice_id=voice.id)
    assert "Amir" in page.text and "Football" in page.text and len(page(".face-question")) == 6
    activity = voice.placement.activity
    assert activity.name not in page.source and activity.association.name not in page.source
    assert page.one("#questions").get("lang") == "ar"
    other = make_user(Role.PARTNER, partner_id=make_partner().id)
    for stranger, status in ((other, 404), (make_user(), 403), (make_family_user(voice.placement.child), 403)):
        visit("voice.show_task", as_=stranger, voice_id=voice.id, status=status)


def test_nobody_is_asked_about_a_child_without_its_familys_yes(visit, post, librarian, session):
    person, boss = actions.name_person(librarian, by=make_user(), now=NOW), make_user()
    check_in = make_check_in(make_placement(state="active"), CheckInKind.THREE_MONTHS, Audience.NEUTRAL_PERSON)
    here = {"as_": boss, "check_in_id": check_in.id}
    post("voice.choose_person", status=422, data={"person_id": str(person.id)}, **here)
    assert session.query(ChildVoice).count() == 0
    assert visit("voice.choose_person", **here).one("input[name=is_agreed]").get("checked") is None
    post("voice.choose_person", status=303, data={"person_id": str(person.id), "is_agreed": "y"}, **here)
    assert session.query(ChildVoice).one().person_id == librarian.id


def test_the_coordinator_reads_one_childs_answers_only_with_its_yes(visit, post, librarian, session):
    boss = make_user()
    for yes, count in (("no", 0), ("yes", 5)):
        voice = make_task(librarian)
        sent = ALL_GOOD | {"friend": "bad", "may_see": yes}
        post("voice.answer_task", as_=librarian, voice_id=voice.id, data=sent, status=303)
        page = visit("voice.choose_person", as_=boss, check_in_id=voice.check_in_id)
        assert len(page(".rows-quiet li")) == count
        visit("voice.show_task", as_=librarian, voice_id=voice.id, status=404)  # answered: out of sight
    waiting = visit("followup.list_check_ins", as_=boss)
    assert len([link for link in waiting.links if "/check-ins/" in link]) == 1  # the one that may be seen


def test_an_association_sees_its_children_together_from_the_fifth_answer_on(visit, librarian):
    coach = make_association_user()
    group = make_activity(association_id=coach.association_id)
    for answered in range(1, 6):
        voice = make_task(librarian, group)
        answers = dict.fromkeys(VoiceQuestion, Face.GOOD)
        actions.answer(voice, answers, may_coordinator_see=False, by=librarian, now=NOW + timedelta(minutes=answered))
        told = "most say yes" in visit("home.show_our_association", as_=coach).text
        assert told == (answered == 5)


def test_a_task_comes_back_to_the_coordinator_when_nobody_asked(visit, librarian, frozen):
    voice = make_task(librarian)
    check_in_id = voice.check_in_id

    def waits() -> bool:
        return any(str(check_in_id) in link for link in visit("home.show_today", as_=make_user()).links)

    assert not waits()
    frozen(NOW + timedelta(days=15))
    assert waits()
    visit("voice.show_task", as_=librarian, voice_id=voice.id, status=404)


def test_the_family_reads_who_asked_and_an_erased_family_leaves_nothing(visit, librarian, session):
    voice = make_task(librarian)
    actions.answer(voice, {VoiceQuestion.KIND: Face.BAD}, may_coordinator_see=False, by=librarian, now=NOW)
    family = voice.placement.child.family
    page = visit("home.show_our_record", as_=make_family_user(voice.placement.child))
    assert "Åse Bibliotekar" in page.text and "Are the grown-ups kind" not in page.text
    erase_family(family.id, by=None, now=NOW)
    assert session.scalars(select(ChildVoice)).all() == []


def test_trust_is_asked_after_an_answer_and_told_only_together(visit, post, session):
    check_in = make_check_in()
    mother = make_family_user(check_in.placement.child)
    at = {"check_in_id": check_in.id}
    assert not visit("followup.show_question", as_=mother, **at)("#trust")
    post("followup.answer_check_in", as_=mother, data={"face": "good"}, status=303, **at)
    assert visit("followup.show_question", as_=mother, **at)("#trust")
    post("followup.say_trust", as_=mother, data={"face": "bad"}, status=303)
    assert not visit("followup.show_question", as_=mother, **at)("#trust")
    together = visit("voice.show_together", as_=make_user())
    assert together.text.count("Not five answers yet") == 2
    session.add_all(TrustAnswer(family_id=make_family().id, face=Face.GOOD, said_on=NOW.date()) for _ in range(4))
    session.flush()
    assert "most say yes" in visit("voice.show_together", as_=make_user()).text


def living(session, item):
    return [one for one in session.query(Agreement).filter_by(item=item) if one.withdrawn_at is None]


def test_the_family_sees_its_yes_and_takes_it_back_before_anybody_has_asked(visit, post, librarian, session):
    voice = make_task(librarian)
    voice_id, mother = voice.id, make_family_user(voice.placement.child)
    page = visit("home.show_our_page", as_=mother)
    assert "Somebody neutral who asks your child" in page.text
    [yes] = living(session, AgreementItem.ASK_CHILD)
    check_in = session.get(CheckIn, voice.check_in_id)
    post("families.withdraw_agreement", as_=mother, status=303, agreement_id=yes.id)
    visit("voice.show_task", as_=librarian, voice_id=voice_id, status=404)
    assert session.query(ChildVoice).count() == 0 and session.get(CheckIn, check_in.id).closed_at is not None


def test_taken_back_the_coordinator_reads_the_answers_only_among_others(visit, post, librarian, session):
    boss, voice = make_user(), make_task(librarian)
    answers = dict.fromkeys(VoiceQuestion, Face.GOOD) | {VoiceQuestion.FRIEND: Face.BAD}
    actions.answer(voice, answers, may_coordinator_see=True, by=librarian, now=NOW)
    here = {"as_": boss, "check_in_id": voice.check_in_id}
    assert len(visit("voice.choose_person", **here)(".rows-quiet li")) == 5
    mother = make_family_user(voice.placement.child)
    [yes] = living(session, AgreementItem.CHILD_VOICE)
    assert "What your child answered to somebody neutral" in visit("home.show_our_page", as_=mother).text
    post("families.withdraw_agreement", as_=mother, status=303, agreement_id=yes.id)
    page = visit("voice.choose_person", **here)
    assert not page(".rows-quiet li") and "together with other children's answers" in page.text
    check_in = session.get(CheckIn, voice.check_in_id)
    assert check_in.face is None and check_in.closed_at is not None
    for _number in range(4):
        actions.answer(make_task(librarian), answers, may_coordinator_see=False, by=librarian, now=NOW)
    assert tell_all()[VoiceQuestion.HEARD].count == 5  # it still counts together with the others


def test_a_childs_no_leaves_no_agreement_and_another_person_ends_the_first_ones(librarian, session):
    voice = make_task(librarian)
    check_in = session.get(CheckIn, voice.check_in_id)
    other = make_user(Role.PARTNER, name="Odd", partner_id=make_partner().id)
    second = actions.ask_person(check_in, actions.name_person(other, by=make_user(), now=NOW), by=make_user(), now=NOW)
    assert [one.receiver_id for one in living(session, AgreementItem.ASK_CHILD)] == [other.id]
    actions.answer(second, {VoiceQuestion.KIND: Face.GOOD}, may_coordinator_see=False, by=other, now=NOW)
    assert living(session, AgreementItem.CHILD_VOICE) == []


def test_no_association_ever_learns_what_a_child_said(session):
    assert {AgreementItem.ASK_CHILD, AgreementItem.CHILD_VOICE}.isdisjoint(SHARING)


def test_two_questions_are_compared_between_the_start_the_first_weeks_and_three_months(visit, librarian, session):
    boss = make_user()
    assert not visit("voice.show_together", as_=boss)("#compared")
    for number in range(5):
        placement = make_placement(state="active")
        early = make_check_in(placement, CheckInKind.SIX_WEEKS, Audience.CHILD)
        early.said, early.answered_at = ["friend:bad", "look_forward:good", "something_else"], NOW
        answers = dict.fromkeys(VoiceQuestion, Face.GOOD)
        if number < 4:
            make_conversation(placement.child, said=["friend:so_so", "look_forward:bad"])
            actions.answer(make_task(librarian), answers, may_coordinator_see=False, by=librarian, now=NOW)
    make_conversation()  # asked nothing, so it is no answer
    session.flush()

    def shown():
        return visit("voice.show_together", as_=boss).one("section[aria-labelledby=compared]").text_content()

    assert "few say yes" in shown()
    assert shown().count("Not five answers yet") == 4  # four at the start and four after three months: not told
    actions.answer(make_task(librarian), answers, may_coordinator_see=False, by=librarian, now=NOW)
    make_conversation(said=["friend:good", "look_forward:bad"])
    assert "Not five answers yet" not in shown() and shown().count("most say yes") == 3
    assert shown().count("few say yes") == 3  # one of five is told in words, never as a number


def test_friends_and_looking_forward_are_compared_at_the_start_at_six_weeks_and_at_three_months(visit, post, librarian):
    """Biskopsgården (domain.md V8): the same two picture questions before and after, and never of fewer than five."""
    for number in range(5):
        make_conversation(said=["friend:bad", "look_forward:good"])
        make_check_in(
            make_placement(state="active"), CheckInKind.SIX_WEEKS, Audience.CHILD, answered_at=NOW,
            said=[f"friend:{'good' if number < 3 else 'bad'}"],
        )  # fmt: skip
    for _number in range(4):
        post(
            "voice.answer_task",
            as_=librarian,
            voice_id=make_task(librarian).id,
            data=ALL_GOOD | {"may_see": "no"},
            status=303,
        )
    boss = make_user()
    friend, forward = visit("voice.show_together", as_=boss)("section[aria-labelledby=compared] li")
    times = [one.text_content().strip() for one in friend.cssselect("span") if ":" in one.text_content()]
    assert "friend" in friend.cssselect("b")[0].text_content() and len(times) == 3
    start, first, then = times
    assert start.startswith("At the start:") and first.startswith("In the first weeks:")
    assert start.split(":")[1] != first.split(":")[1] and then.split(":")[1].strip() == "Not five answers yet."
    assert "Not five answers yet." in forward.text_content()  # nobody was asked that at six weeks
    post(
        "voice.answer_task",
        as_=librarian,
        voice_id=make_task(librarian).id,
        data=ALL_GOOD | {"may_see": "no"},
        status=303,
    )
    friend = visit("voice.show_together", as_=boss)("section[aria-labelledby=compared] li")[0]
    assert (
        "Not five" not in friend.text_content() and "it proves nothing" in visit("voice.show_together", as_=boss).text
    )

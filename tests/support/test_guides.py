"""A guide goes along: asked, answers, sees date, place and a first name, says how it went, and loses all of it."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.models import AuditEntry
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.families.models import Agreement
from allemed.families.rules import ReceiverKind
from allemed.followup.rules import CheckInKind
from allemed.placements import actions as placements_actions
from allemed.placements.rules import ComesAlong, PlacementState
from allemed.privacy.actions import forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from allemed.support import actions, notices
from allemed.support.models import Guide, GuideBooking
from allemed.support.queries import list_done
from allemed.support.rules import BookingState, InterventionKind
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.followup import make_check_in
from tests.factories.placements import make_family_user, make_placement
from tests.factories.support import make_guide

S = PlacementState
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FIRST = NOW + timedelta(days=1, hours=7)

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def _tuesday(frozen):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR, name="Kari")


@pytest.fixture
def placement(coordinator):
    activity = make_activity(
        name="Gutter 2017", place_id=make_place("Storhallen").id, birth_year_from=2005, birth_year_to=2026
    )
    child = make_child(first_name="Amir", birth_year=2017)
    return make_placement(child, activity, S.BOOKED, by=coordinator, first_session_at=FIRST, meets="Ola")


def sign_in_of(guide):
    return db.session.get(User, guide.user_id)


@pytest.fixture
def asked(placement, coordinator):
    """A guide who is asked."""
    guide = make_guide(first_name="Samira")
    return actions.ask_guide(placement, guide, language="nb", by=coordinator, now=NOW)


def test_the_coordinator_asks_a_guide_only_with_the_familys_yes(placement, coordinator, visit, post):
    guide, other = make_guide(first_name="Samira"), make_guide(first_name="Petro", languages=["uk"])
    page = visit("support.show_company", as_=coordinator, placement_id=placement.id)
    assert page.text.index("Samira") < page.text.index("Petro"), "who speaks the language stands first"
    data = {"guide_id": str(guide.id)}
    post("support.ask_guide", as_=coordinator, status=422, placement_id=placement.id, data=data)
    post("support.ask_guide", as_=coordinator, status=303, placement_id=placement.id, data=data | {"is_agreed": "y"})
    agreement = db.session.scalars(select(Agreement).where(Agreement.receiver_kind == ReceiverKind.GUIDE)).one()
    assert (agreement.receiver_id, agreement.placement_id) == (guide.id, placement.id)
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == guide.user_id)).one()
    assert message.path == "/first-times"
    post(
        "support.ask_guide",
        as_=coordinator,
        status=409,
        placement_id=placement.id,
        data={"guide_id": str(other.id), "is_agreed": "y"},
    )


def test_a_guide_sees_date_time_place_and_a_first_name_and_nothing_else(asked, visit, post):
    guide = sign_in_of(asked.guide)
    page = visit("support.list_first_times", as_=guide)
    for word in ("Amir", "Storhallen", "25 November", "17:00"):
        assert word in page.text
    for word in ("2017", "Ola", "Fjordvik IL", "Gutter", "football"):
        assert word not in page.one("main").text_content(), word
    read = db.session.scalars(
        select(AuditEntry).where(AuditEntry.user_id == guide.id, AuditEntry.action == "read")
    ).all()
    assert [entry.family_id for entry in read] == [asked.placement.child.family_id]
    for endpoint, ids in {
        "placements.show_placement": {"placement_id": asked.placement_id},
        "placements.show_first_day": {"placement_id": asked.placement_id},
        "families.show_child": {"child_id": asked.placement.child_id},
    }.items():
        visit(endpoint, as_=guide, status=403, **ids)


def test_a_guides_yes_reaches_the_coordinator_and_the_familys_card(asked, visit, post, coordinator):
    post("support.answer_booking", as_=sign_in_of(asked.guide), status=303, booking_id=asked.id, data={"can": "yes"})
    assert (asked.state, asked.placement.comes_along) == (BookingState.CAN, ComesAlong.VOLUNTEER)
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.user_id == coordinator.id)).all()
    assert [message.path for message in told] == [f"/placements/{asked.placement_id}/company"]
    mother = make_family_user(asked.placement.child)
    assert "Samira" in visit("placements.show_first_day", as_=mother, placement_id=asked.placement_id).text


def test_another_guide_neither_sees_nor_answers_it(asked, visit, post):
    stranger = sign_in_of(make_guide())
    assert "Amir" not in visit("support.list_first_times", as_=stranger).text
    post("support.answer_booking", as_=stranger, status=404, booking_id=asked.id, data={"can": "yes"})
    post("support.say_how_it_went", as_=stranger, status=404, booking_id=asked.id, data={"face": "good"})


def test_afterwards_a_guide_says_how_it_went_and_a_week_later_nothing_is_left(asked, visit, post, frozen):
    guide = sign_in_of(asked.guide)
    post(
        "support.say_how_it_went",
        as_=guide,
        status=404 if asked.state == BookingState.OVER else 409,
        booking_id=asked.id,
        data={"face": "good"},
    )
    actions.answer_booking(asked, can=True, by=guide, now=NOW)
    frozen(FIRST + timedelta(hours=2))
    post("support.say_how_it_went", as_=guide, status=303, booking_id=asked.id, data={"face": "good"})
    assert asked.face == "good"
    frozen(FIRST + timedelta(days=7, minutes=-1))
    assert "Amir" in visit("support.list_first_times", as_=guide).text
    frozen(FIRST + timedelta(days=7))
    assert "Amir" not in visit("support.list_first_times", as_=guide).text


@pytest.mark.parametrize("how", ["ended", "last day", "the family's no", "another day"])
def test_a_guide_loses_sight_of_a_child_at_once(how, asked, coordinator, visit, post, browser_of, frozen):
    guide, sign_in = asked.guide, sign_in_of(asked.guide)
    assert "Amir" in visit("support.list_first_times", as_=sign_in).text
    if how == "ended":
        actions.answer_booking(asked, can=True, by=sign_in, now=NOW)
        post("support.end_guide", as_=coordinator, status=303, guide_id=guide.id)
        assert browser_of(sign_in).get("/first-times").status_code == 401
        assert (guide.email, guide.phone, guide.languages) == ("", None, [])
        assert (asked.state, asked.placement.comes_along) == (BookingState.CANNOT, None)
        return
    if how == "last day":
        guide.active_until = NOW.date()
        assert "Amir" in visit("support.list_first_times", as_=sign_in).text
        guide.active_until = NOW.date() - timedelta(days=1)
    elif how == "the family's no":
        agreement = db.session.scalars(select(Agreement).where(Agreement.receiver_kind == ReceiverKind.GUIDE)).one()
        post(
            "families.withdraw_agreement",
            as_=make_family_user(asked.placement.child),
            status=303,
            agreement_id=agreement.id,
        )
        today = visit("home.show_today", as_=coordinator)
        assert asked.guide.first_name in today.text, "somebody else has to go along"
    else:
        placement = asked.placement
        placements_actions.book_first_session(
            placement, at=FIRST + timedelta(days=7), meets="Ola", comes_along=ComesAlong.COORDINATOR,
            version=placement.version, by=coordinator, now=NOW,
        )  # fmt: skip
        assert asked.state == BookingState.OVER
    assert "Amir" not in visit("support.list_first_times", as_=sign_in).text
    post("support.answer_booking", as_=sign_in, status=404, booking_id=asked.id, data={"can": "yes"})


def test_a_day_ahead_without_a_guide_is_on_the_coordinators_today(asked, coordinator, visit):
    actions.answer_booking(asked, can=False, by=sign_in_of(asked.guide), now=NOW)
    page = visit("home.show_today", as_=coordinator)
    assert "Samira cannot go along" in page.text
    assert page.one(f'a[href="/placements/{asked.placement_id}/company"]') is not None


def test_a_held_first_time_notes_by_itself_who_went_along(asked, coordinator, frozen):
    placement = asked.placement
    actions.answer_booking(asked, can=True, by=sign_in_of(asked.guide), now=NOW)
    make_check_in(placement, CheckInKind.BEFORE_FIRST_SESSION, closed_at=NOW, closed_by=coordinator.id)
    frozen(FIRST + timedelta(hours=2))
    placements_actions.record_first_session(
        placement, was_held=True, version=placement.version, by=coordinator, now=FIRST + timedelta(hours=2)
    )
    assert set(list_done(placement.id)) == {InterventionKind.ACCOMPANIED, InterventionKind.CALL_BEFORE}
    assert asked.state == BookingState.CAN, "the guide can still say how it went"


def test_at_night_past_guides_end_and_old_ones_are_gone(coordinator):
    past = make_guide(active_until=NOW.date() - timedelta(days=1))
    old = make_guide(ended_at=NOW - timedelta(days=366))
    old_id, user_id = old.id, old.user_id
    assert count_due(NOW)[Kept.CONTACT] == 1
    notices.tell_of_due(NOW)
    assert forget_old(NOW)[Kept.CONTACT] == 1
    assert past.ended_at == NOW and not sign_in_of(past).is_active
    assert db.session.get(Guide, old_id) is None and db.session.get(User, user_id) is None
    assert db.session.scalars(select(GuideBooking)).all() == []


def test_guides_are_named_changed_and_invited(coordinator, visit, post):
    data = {
        "version": "0",
        "first_name": "Samira",
        "email": "",
        "phone": "",
        "languages": ["ar", "uk"],
        "free": ["1-evening"],
    }
    post("support.add_guide", as_=coordinator, status=422, data=data)
    post("support.add_guide", as_=coordinator, status=303, data=data | {"phone": "91234567"})
    guide = db.session.scalars(select(Guide)).one()
    assert guide.phone == "+4791234567"
    page = visit("support.list_guides", as_=coordinator)
    assert "Samira" in page.text
    code = post("support.invite_guide", as_=coordinator, status=200, guide_id=guide.id)
    assert "/sign-in/link/" in code.text, "without an address the link is on the screen, once"
    visit("support.edit_guide", as_=coordinator, guide_id=guide.id)
    changed = data | {"version": str(guide.version), "email": "samira@example.org"}
    post("support.edit_guide", as_=coordinator, status=303, guide_id=guide.id, data=changed)
    assert sign_in_of(guide).email == "samira@example.org"
    visit("support.end_guide", as_=coordinator, guide_id=guide.id)


def test_a_guide_takes_a_calendar_file_with_day_place_and_first_name_and_no_more(asked, coordinator, browser_of):
    guide = sign_in_of(asked.guide)
    assert "BEGIN:VEVENT" not in browser_of(guide).get("/first-times.ics").text
    actions.answer_booking(asked, can=True, by=guide, now=NOW)
    answer = browser_of(guide).get("/first-times.ics")
    [event] = Calendar.from_ical(answer.data).walk("VEVENT")
    assert answer.mimetype == "text/calendar" and "no-store" in answer.headers["Cache-Control"]
    assert event["DTSTART"].dt.astimezone(UTC) == FIRST and str(event["LOCATION"]) == "Storhallen"
    assert "Amir" in str(event["SUMMARY"])
    for word in ("2017", "Ola", "Fjordvik IL", "Gutter", str(asked.placement_id)):
        assert word not in answer.text, word
    reads = select(AuditEntry.family_id).where(AuditEntry.user_id == guide.id, AuditEntry.action == "read")
    assert asked.placement.child.family_id in db.session.scalars(reads).all()
    assert browser_of(coordinator).get("/first-times.ics").status_code == 403


def test_taken_back_by_the_family_the_file_holds_it_no_longer(asked, browser_of):
    guide = sign_in_of(asked.guide)
    actions.answer_booking(asked, can=True, by=guide, now=NOW)
    agreement = db.session.scalars(select(Agreement).where(Agreement.receiver_kind == ReceiverKind.GUIDE)).one()
    agreement.withdrawn_at = NOW
    db.session.flush()
    assert "BEGIN:VEVENT" not in browser_of(guide).get("/first-times.ics").text


def test_a_language_supporter_is_told_apart_from_a_guide_and_from_an_interpreter(coordinator, placement, visit, post):
    data = {
        "first_name": "Abdi",
        "email": "abdi@example.org",
        "languages": ["ar"],
        "is_language_supporter": "y",
        "version": "0",
    }
    post("support.add_guide", as_=coordinator, data=data, status=303)
    make_guide(first_name="Petro", languages=["uk"])
    assert visit("support.list_guides", as_=coordinator).text.count("Language supporter") == 1
    page = visit("support.show_company", as_=coordinator, placement_id=placement.id)
    assert page.text.count("Language supporter") == 1 and "no qualified interpreter" in page.text

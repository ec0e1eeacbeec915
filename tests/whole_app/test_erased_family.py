"""A family that has to go at once: recorded, matched, shared, then erased by two people. Afterwards it is nowhere.

Every part of it carries a canary. Looked through: all pages and files of all roles, the outbox, what the worker sends,
the log output, every table in clear, the file of the database with its free pages, and a back-up taken afterwards.
"""

import io
import logging
import re
import sqlite3
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from allemed.access.guard import id_arguments
from allemed.access.rules import PUBLIC, Role
from allemed.accounts.models import User
from allemed.attendance.models import AttendanceMark
from allemed.audit.models import AuditEntry
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import mail_words, push_payload, sms_words
from allemed.delivery.rules import Topic
from allemed.delivery.worker import run_worker
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.followup.models import CheckIn
from allemed.followup.rules import Audience, CheckInKind
from allemed.gatherings.actions.cards import make_card
from allemed.gatherings.models import ContactCard
from allemed.intake.actions import keep_draft
from allemed.intake.models import Conversation, ConversationDraft
from allemed.messages.models import Message
from allemed.placements.models import Absence, Light, Placement
from allemed.placements.rules import LightColour
from allemed.privacy import gateway
from allemed.privacy.actions import forget_old
from allemed.referrals.models import Referral
from allemed.rounds.models import OpenWish, RoundLine
from allemed.support import actions as support
from allemed.support.models import FeeApplication, GuideBooking, Loan, SharedRide
from allemed.voice import actions as voice
from allemed.voice.models import ChildVoice
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.catalogue import make_activity
from tests.factories.delivery import make_subscription
from tests.factories.families import make_child
from tests.factories.followup import make_check_in
from tests.factories.gatherings import make_invitation
from tests.factories.intake import make_conversation
from tests.factories.placements import make_family_user, make_placement
from tests.factories.referrals import make_partner
from tests.factories.rounds import make_open_wish, make_round
from tests.factories.support import make_application, make_guide

CANARY = "KODE6"
PHONE = "91234567"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SCOPED = {
    "family_id": Family, "child_id": Child, "guardian_id": Guardian, "agreement_id": Agreement,
    "conversation_id": Conversation, "placement_id": Placement, "light_id": Light, "check_in_id": CheckIn,
    "referral_id": Referral, "booking_id": GuideBooking, "application_id": FeeApplication, "loan_id": Loan,
    "ride_id": SharedRide, "round_line_id": RoundLine, "wish_id": OpenWish, "voice_id": ChildVoice,
    "talk_draft_id": ConversationDraft, "card_id": ContactCard,
}  # fmt: skip


@pytest.fixture
def everybody(session, frozen, tmp_path, monkeypatch):
    """Two coordinators, the club that is asked, the school that sent the family on; the clock stands still."""
    frozen(NOW)
    monkeypatch.setattr(gateway, "file_of_erased", lambda: tmp_path / "erased.txt")
    club, school = make_association(), make_partner()
    activity = make_activity(association_id=club.id, birth_year_from=2005, birth_year_to=2026, free=3)
    neighbours = make_placement(make_child(first_name="Olena"), activity, "active")
    return {
        "one": make_user(),
        "other": make_user(),
        "club": make_user(Role.ASSOCIATION, association_id=club.id),
        "school": make_user(Role.PARTNER, partner_id=school.id),
        "activity": activity,
        "neighbours": neighbours,
        "neighbour": make_family_user(neighbours.child),
    }


def live_through_it(post, people) -> dict[str, list[uuid.UUID]]:
    """The loop by its own forms, with the canary in every text; gives the ids of all that came to be."""
    strangers = known_ids()
    common = {"birth_year": "2017", "phone": PHONE, "channel": "call", "language": "ar"}
    post("referrals.add_referral", as_=people["school"], status=303,
         data=common | {"agreed_how": "spoken", "child_first_name": f"{CANARY} barn"})  # fmt: skip
    post("referrals.express_interest", status=303, activity_id=people["activity"].id,
         data=common | {"child_first_name": f"{CANARY} selv"})  # fmt: skip
    sent = db.session.scalar(select(Referral).where(Referral.partner_id.is_not(None)))
    post("intake.record_conversation", as_=people["one"], status=303, referral=sent.id, data={
        "talk_language": "ar", "read_language": "ar", "interpreter": "none_needed", "first_name": f"{CANARY} barn",
        "birth_year": "2017", "guardian_name": f"{CANARY} mor", "phone": PHONE, "channel": "call",
        "kinds": ["football"], "own_words": f"{CANARY} vil spille", "times": ["1-after_school"],
        "parent_wish": f"{CANARY} vil vite", "next_step": "find_spot", "next_step_on": "2026-12-01",
        "held_on": "2026-11-24", "warned": "yes",
    })  # fmt: skip
    child = db.session.scalars(select(Child).where(Child.first_name.startswith(CANARY))).one()
    post("placements.propose_placement", as_=people["one"], status=303, child_id=child.id,
         data={"activity_id": str(people["activity"].id)})  # fmt: skip
    mother = db.session.scalar(select(User).where(User.family_id == child.family_id))
    make_subscription(mother)
    placement = db.session.scalars(select(Placement).where(Placement.child_id == child.id)).one()
    guardian = child.family.guardians[0]
    post("placements.say_yes", as_=mother, status=303, placement_id=placement.id,
         data={"version": placement.version, "guardians": [str(guardian.id)], "shares_language": "y"})  # fmt: skip
    post("placements.accept_request", as_=people["club"], status=303, placement_id=placement.id,
         data={"version": placement.version})  # fmt: skip
    light = placement.lights[0]
    post("placements.set_light", as_=people["one"], status=303, light_id=light.id,
         data={"version": light.version, "colour": LightColour.RED, "note": f"{CANARY} trenger sko"})  # fmt: skip
    post("placements.book_first_session", as_=people["one"], status=303, placement_id=placement.id, data={
        "version": placement.version, "day": "2026-11-25", "starts": "17:30", "meets": f"{CANARY} trener",
        "comes_along": "coordinator",
    })  # fmt: skip
    post("placements.say_absent", as_=mother, status=303, placement_id=placement.id, data={"session_on": "2026-11-25"})
    post("messages.send_ours", as_=mother, status=303, data={"words": f"{CANARY} kommer ikke"})
    post("messages.send_to_family", as_=people["one"], status=303, family_id=child.family_id,
         data={"words": f"Hei {CANARY}"})  # fmt: skip
    assert db.session.scalar(select(Absence)) and db.session.scalar(select(Message))
    people["guide"] = take_part(placement, people, mother)
    return {name: sorted(ids - strangers[name]) for name, ids in known_ids().items()} | {"mother": [mother.id]}


def known_ids() -> dict[str, set[uuid.UUID]]:
    return {name: set(db.session.scalars(select(model.id))) for name, model in SCOPED.items()}


def take_part(placement: Placement, people, mother: User) -> User:
    """What came later: guide, loan, fee, ride, taps, the child's own voice, a round, a draft, a contact card."""
    one, school, now = people["one"], people["school"], NOW
    guide = make_guide()
    booking = support.ask_guide(placement, guide, language="nb", by=one, now=now)
    support.answer_booking(booking, can=True, by=one, now=now)
    support.want_loan(placement, "football_boots", size="34", lender_id=None, by=one, now=now)
    make_application(placement)
    other, neighbour = people["neighbours"], people["neighbour"]
    ride = support.ask_both(placement, other, by=one, now=now)
    for side, user in ((placement, mother), (other, neighbour)):
        guardian = side.child.family.guardians[0]
        support.answer_ride(ride, side, says=True, guardian=guardian, by=user, now=now)
    db.session.add(AttendanceMark(placement_id=placement.id, session_on=now.date(), is_present=True, tapped_at=now))
    check_in = make_check_in(placement, CheckInKind.THREE_MONTHS, Audience.NEUTRAL_PERSON)
    voice.ask_person(check_in, voice.name_person(school, by=one, now=now), by=one, now=now)
    sister = make_child(placement.child.family, first_name=f"{CANARY} søster")
    make_conversation(sister, own_words=f"{CANARY} vil synge")
    make_open_wish(sister, one).asked_at = now
    make_round(one)
    keep_draft({"phone": [PHONE], "guardian_name": [f"{CANARY} mor"]}, by=one, now=now)
    invitation = make_invitation(name="En mor", association_id=people["club"].association_id)
    card = {"name": f"{CANARY} mor", "work": "", "ask_about": f"{CANARY} mat", "phone": f"+47{PHONE}"}
    make_card(invitation, **card, picture=None, by=None, now=now)
    db.session.commit()
    return db.session.get_one(User, guide.user_id)


def text_of(answer) -> str:
    """What an answer holds; of a workbook every part of it, unpacked."""
    data = answer.get_data()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            data = b"".join(parts.read(name) for name in parts.namelist())
    return data.decode("utf-8", "replace")


def reads() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def crawl(app, browser_of, users, ids) -> dict[str, str]:
    """Every page that a user may open: (status, text) by address. Who sees the family leaves a line in the log.

    The pages for everybody are opened by a visitor, a club and the family.
    """
    answers = {}
    for who, user in users.items():
        for rule in app.url_map.iter_rules():
            allowed = app.view_functions[rule.endpoint].allowed
            is_open = who in ("visitor", "club", "mother") if PUBLIC in allowed else user and user.role in allowed
            if "GET" not in rule.methods or rule.endpoint == "assets.show_asset" or not is_open:
                continue
            for values in _values(rule, ids):
                with app.test_request_context():
                    address = app.url_map.bind("localhost").build(rule.endpoint, values)
                lines = reads()
                answer = browser_of(user).get(address, headers={"Accept-Language": "nb"})
                assert answer.status_code < 500, address
                text = text_of(answer)
                assert not holds_canary(text) or who == "mother" or reads() > lines, f"{who} {address} leaves no line"
                answers[f"{who} {address}"] = f"{answer.status_code} {text}"
    return answers


def _values(rule, ids) -> list[dict]:
    """The addresses of a rule: with each known id where it names one object, none where nothing is known."""
    names = id_arguments(rule)
    others = {name: "x" for name in rule.arguments if name not in names}
    if not names:
        return [others]
    known = ids.get(names[0], ())[:3]
    return [others | {names[0]: one} for one in known] if len(names) == 1 else []


LOGS = ("audit_entry", "device", "message")  # what reading may write: the log, that somebody was here, "read"


def in_clear(leave_out=()) -> str:
    """Every row of every table, decrypted."""
    tables = [table for name, table in db.metadata.tables.items() if name not in leave_out]
    rows = sorted(str(tuple(row)) for table in tables for row in db.session.execute(select(table)))
    db.session.commit()
    return "\n".join(rows)


def bytes_of_database(folder: Path) -> bytes:
    """The file with free pages and log, and a back-up of it. Empty on PostgreSQL, which cleans up in its own time."""
    if db.engine.dialect.name != "sqlite":
        return b""
    file = Path(db.engine.url.database)
    with sqlite3.connect(file) as source, sqlite3.connect(folder / "back-up") as target:
        source.backup(target)
    files = [file, file.with_name(file.name + "-wal"), folder / "back-up"]
    return b"".join(one.read_bytes() for one in files if one.exists())


def holds_canary(text: str) -> bool:
    return CANARY in text or PHONE in text


def test_an_erased_family_is_nowhere(app, everybody, post, browser_of, tmp_path, caplog):
    with caplog.at_level(logging.DEBUG):
        ids = live_through_it(post, everybody)
        people = {name: user for name, user in everybody.items() if isinstance(user, User)}
        assert all(ids[name] for name in SCOPED), {name: len(found) for name, found in ids.items()}
        family_id, activity_id = ids["family_id"][0], everybody["activity"].id
        mother = db.session.get_one(User, ids["mother"][0])
        users = {"visitor": None, **people, "mother": mother}
        users.pop("other")  # sees what the first coordinator sees
        stands = in_clear(LOGS)
        before = crawl(app, browser_of, users, ids | {"activity_id": [activity_id]})
        assert in_clear(LOGS) == stands, "looking changes nothing (OWASP ASVS 5.0 3.5.3)"
        for who in ("one", "club", "mother", "school", "guide", "neighbour"):
            assert any(holds_canary(text) for key, text in before.items() if key.startswith(f"{who} ")), who
        assert not any(holds_canary(text) for key, text in before.items() if key.startswith("visitor "))
        assert holds_canary(in_clear())
        family_browser = browser_of(mother)
        free = db.session.get_one(Activity, activity_id).spot.free

        post("privacy.ask_for_erasure", as_=people["one"], family_id=family_id, status=303)
        assert holds_canary(in_clear())
        post("privacy.confirm_erasure", as_=people["other"], family_id=family_id, status=303)

        assert family_browser.get("/our-page").status_code == 401
        users.pop("mother")
        after = crawl(app, browser_of, users, ids | {"activity_id": [activity_id]})
    assert [key for key, text in after.items() if holds_canary(text)] == []
    for key, text in after.items():
        if any(str(one) in key for name in SCOPED for one in ids[name]):
            assert text[:3] in ("401", "403", "404"), key
    erased, unknown = (
        browser_of(people["one"]).get(f"/families/{one}", headers={"Accept-Language": "en"})
        for one in (family_id, uuid.uuid4())
    )
    assert _without_chance(erased) == _without_chance(unknown)
    assert not holds_canary(in_clear())
    assert not holds_canary(bytes_of_database(tmp_path).decode("latin-1"))
    assert not holds_canary(caplog.text)
    assert db.session.get_one(Activity, activity_id).spot.free == free + 1
    _no_message_is_left(ids)


def _without_chance(answer) -> str:
    """A page without what differs in every answer: nonce, tokens, and the id in its own address."""
    text = re.sub(r'nonce="[^"]*"|value="[^"]{40,}"', "", answer.get_data(as_text=True))
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", f"{answer.status_code} {text}")


def _no_message_is_left(ids) -> None:
    """Neither to the family nor to anybody about it; and what was sent before never held a name."""
    known = {str(one) for found in ids.values() for one in found}
    for message in db.session.scalars(select(OutboxMessage)):
        assert not any(one in message.path for one in known), message.path
        assert str(message.user_id) not in known
    for topic in Topic:
        if topic is not Topic.SIGN_IN:
            assert not holds_canary(push_payload(topic, "/x", "t", "nb").decode() + sms_words(topic, "/x", "nb"))
        assert not holds_canary(" ".join(mail_words(topic, "/x", "nb")))


def test_what_goes_by_itself_in_the_night_is_overwritten_as_well(app, session, frozen, tmp_path, monkeypatch):
    monkeypatch.setattr(gateway, "file_of_erased", lambda: tmp_path / "erased.txt")
    frozen(NOW - timedelta(days=400))
    make_child(first_name=f"{CANARY} barn")
    db.session.commit()
    frozen(NOW)
    run_worker(app, once=True, daily=(forget_old,))
    assert not holds_canary(in_clear())
    assert not holds_canary(bytes_of_database(tmp_path).decode("latin-1"))

"""Who was there in the demo: the first association taps and is alerted, the second has begun; and what children say."""

from datetime import date as Date
from datetime import datetime, time, timedelta
from uuid import UUID

from allemed.attendance.models import AttendanceMark, AttendanceRoutine
from allemed.catalogue.models import Activity, WeeklySession
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.families.actions import AGREEMENT_TEXT
from allemed.families.models import Agreement, Child, Family
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard, ReceiverKind
from allemed.followup.models import CheckIn, TrustAnswer
from allemed.followup.rules import Audience, CheckInKind, Face
from allemed.intake.rules import encode
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from allemed.referrals.models import PartnerPerson
from allemed.voice.models import ChildVoice, NeutralPerson
from allemed.voice.rules import DAYS_TO_ASK, VoiceQuestion

S = PlacementState
TAKING_PART = (S.HELD, S.TRIAL, S.ACTIVE)
SESSIONS, ANSWERED, TRUSTING = 4, 11, 13


def build(rows: Rows, town: Town) -> None:
    clubs = {activity["id"]: activity["association_id"] for activity in rows.of(Activity)}
    for number, club in enumerate(town.associations[:2]):
        placed = [
            one for one in rows.of(Placement) if one["state"] in TAKING_PART and clubs[one["activity_id"]] == club["id"]
        ]
        for place, placement in enumerate(placed):
            _taps(rows, placement, is_away=number == 0 and place == 0)
        if number == 0 and placed:
            _alerts(rows, town, club)
    _voices(rows, town)
    faces = (Face.GOOD, Face.GOOD, Face.GOOD, Face.SO_SO)
    for number, family in enumerate(rows.of(Family)[:TRUSTING]):
        rows.add(TrustAnswer, family_id=family["id"], face=faces[number % 4], said_on=rows.day(-number - 3))


def _days(rows: Rows, placement: dict) -> list[Date]:
    """The last sessions before today, from the first one of the child on; the newest first."""
    weekdays = {one["weekday"] for one in rows.of(WeeklySession) if one["activity_id"] == placement["activity_id"]}
    begun = placement["first_session_at"].date()
    days = [rows.day(-ago) for ago in range(1, 60)]
    return [day for day in days if day.weekday() in weekdays and day >= begun][:SESSIONS]


def _taps(rows: Rows, placement: dict, *, is_away: bool) -> None:
    days = _days(rows, placement)
    for newest, day in enumerate(days):
        rows.add(
            AttendanceMark, placement_id=placement["id"], session_on=day, is_present=not (is_away and newest < 2),
            tapped_at=datetime.combine(day, time(19), rows.now.tzinfo), tapped_by=None,
        )  # fmt: skip
    if is_away and len(days) > 1:
        rows.add(
            CheckIn, placement_id=placement["id"], code=f"{CheckInKind.MISSED_TWICE}_{Audience.ASSOCIATION}",
            audience=Audience.ASSOCIATION, anchor_on=days[0], due_on=days[0], attempts=0, told_at=rows.now, answered_at=None,
            closed_at=None, closed_by=None, face=None, is_something_missing=None, said=[], note=None, version=1,
        )  # fmt: skip


def _alerts(rows: Rows, town: Town, club: dict) -> None:
    by = town.coordinator["id"]
    rows.add(
        AttendanceRoutine, association_id=club["id"], agreed_at=rows.ago(40), agreed_by=by, alerts_at=rows.ago(30),
        alerts_by=by, version=3,
    )  # fmt: skip


def _voices(rows: Rows, town: Town) -> None:
    """The school's link person is named, too, so that whoever looks around as a partner has a child to ask."""
    people = [one for one in rows.of(PartnerPerson) if one["user_id"]]
    for person in (people[0], people[3]):
        rows.add(NeutralPerson, user_id=person["user_id"], named_at=rows.ago(90), named_by=town.coordinator["id"])
    placed = [one for one in rows.of(Placement) if one["state"] in (S.TRIAL, S.ACTIVE)]
    faces = list(Face)
    for number, placement in enumerate(placed[:ANSWERED]):
        asked = number + 4
        answers = [(question, faces[(number * place) % 7 % 3]) for place, question in enumerate(VoiceQuestion)]
        _voice(
            rows,
            placement,
            people[3],
            asked,
            answered_at=rows.ago(asked - 2),
            answers=encode(answers),
            may_coordinator_see=number % 3 == 0,
        )
    for placement in placed[ANSWERED : ANSWERED + 2]:
        _voice(rows, placement, people[0], 1, answered_at=None, answers=[], may_coordinator_see=None)


def _voice(rows: Rows, placement: dict, person: dict, asked: int, **values) -> None:
    rows.add(
        ChildVoice, placement_id=placement["id"], check_in_id=None, person_id=person["user_id"], person_name=person["name"],
        asked_at=rows.ago(asked), ends_on=rows.today + timedelta(days=DAYS_TO_ASK - asked), **values,
    )  # fmt: skip


def build_agreed(rows: Rows) -> None:
    """What the families of the asked children agreed to. Called after everything that draws by chance."""
    children = {one["id"]: one for one in rows.of(Child)}
    of_child = {one["id"]: children[one["child_id"]] for one in rows.of(Placement)}
    for voice in rows.of(ChildVoice):
        child = of_child[voice["placement_id"]]
        _agreed(rows, voice, child, AgreementItem.ASK_CHILD, ReceiverKind.NEUTRAL_PERSON, voice["person_id"])
        if voice["may_coordinator_see"]:
            _agreed(rows, voice, child, AgreementItem.CHILD_VOICE, ReceiverKind.COORDINATOR, None)


def _agreed(
    rows: Rows, voice: dict, child: dict, item: AgreementItem, receiver: ReceiverKind, person: UUID | None
) -> None:
    rows.add(
        Agreement, family_id=child["family_id"], child_id=child["id"], receiver_kind=receiver, receiver_id=person,
        placement_id=voice["placement_id"], item=item, detail="", how=AgreementHow.SPOKEN, language="nb",
        child_heard=ChildHeard.YES, text_version=AGREEMENT_TEXT, given_on=voice["asked_at"].date(),
        given_at=voice["asked_at"], expires_on=rows.day(300), withdrawn_at=None, recorded_by=None,
    )  # fmt: skip

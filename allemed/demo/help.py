"""Guides, borrowed things, rides, help with fees and what was done, in the demo's placements."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules import PlaceKind
from allemed.config import settings
from allemed.demo.queries import EMAILS
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.families.rules import AgreementHow, AgreementItem, ChildHeard, ReceiverKind
from allemed.placements.models import Light, Placement
from allemed.placements.rules import LightColour, LightKind, PlacementState
from allemed.support.models import (
    Arrangement,
    FeeApplication,
    FeeScheme,
    Guide,
    GuideBooking,
    Intervention,
    Loan,
    SharedRide,
)
from allemed.support.rules import ApplicationState, BookingState, Buddy, InterventionKind, LoanState, RideWay
from allemed.support.rules.starters import STARTERS

S, K = PlacementState, InterventionKind
GUIDES = (
    ("Samira", ["ar", "en"], ["0-evening", "1-evening", "2-evening"], EMAILS[Role.GUIDE]),
    ("Oksana", ["uk", "ru"], ["1-after_school", "3-evening", "5-weekend"], "folge2@example.org"),
    ("Abdi", ["so", "en"], [], ""),
)
OFTEN = {K.ACCOMPANIED: 0.8, K.BUDDY: 0.45, K.EQUIPMENT_LENT: 0.3, K.CALL_BEFORE: 0.6, K.CALL_AFTER: 0.5}
BEGUN = (S.HELD, S.TRIAL, S.ACTIVE, S.PAUSED, S.ENDED, S.SWITCHED)


def build(rows: Rows, town: Town) -> None:
    """Added after everything else, so that the seed gives all else as before."""
    children = {child["id"]: child for child in rows.of(Child)}
    placements = rows.of(Placement)
    booked = [one for one in placements if one["state"] == S.BOOKED and one["first_session_at"] > rows.now]
    _bookings(rows, town, booked, children)
    _fees(rows, placements)
    _loans(rows, placements, children)
    _ride(rows, placements, children)
    for one in placements:
        if one["state"] in BEGUN:
            _done(rows, one)


def _bookings(rows: Rows, town: Town, booked: list[dict], children: dict) -> None:
    guides = []
    for name, languages, free, email in GUIDES:
        user = (
            rows.add(User, role=Role.GUIDE, name=name, email=email, language="nb", created_at=rows.ago(60))
            if email
            else None
        )
        guides.append(
            rows.add(
                Guide, user_id=user["id"] if user else None, first_name=name, email=email, phone="+4790000000",
                languages=languages, free=free, is_language_supporter=name == "Abdi", active_until=rows.day(200), ended_at=None, version=1,
            )
        )  # fmt: skip
    states = (BookingState.ASKED, BookingState.CAN, BookingState.CANNOT)
    for number, placement in enumerate(booked[:3]):
        _booking(rows, town, placement, children[placement["child_id"]], guides[number // 2], states[number])


def _booking(rows: Rows, town: Town, placement: dict, child: dict, guide: dict, state: BookingState) -> None:
    rows.add(
        GuideBooking, placement_id=placement["id"], guide_id=guide["id"], session_at=placement["first_session_at"],
        state=state, asked_at=rows.ago(1), answered_at=None if state == BookingState.ASKED else rows.ago(0.5), face=None,
    )  # fmt: skip
    rows.add(
        Agreement, family_id=child["family_id"], child_id=child["id"], receiver_kind=ReceiverKind.GUIDE,
        receiver_id=guide["id"], placement_id=placement["id"], item=AgreementItem.FIRST_NAME, detail="",
        how=AgreementHow.SPOKEN, language="nb", child_heard=ChildHeard.NOT_APPLICABLE, text_version="2026-1",
        given_on=rows.today, given_at=rows.ago(1), expires_on=rows.day(300), withdrawn_at=None,
        recorded_by=town.coordinator["id"],
    )  # fmt: skip


def _fees(rows: Rows, placements: list[dict]) -> None:
    """The country's usual schemes; a draft, one whose answer is late, one of a club, and some that were a yes."""
    schemes = [rows.add(FeeScheme, version=1, **values) for values in STARTERS[settings().country]]
    costs = {one["id"]: one["cost_per_half_year"] for one in rows.of(Activity)}
    apply = partial(_application, rows, schemes[0], costs)
    waiting = [one for one in placements if one["state"] in (S.ACCEPTED, S.BOOKED)][:3]
    for number, placement in enumerate(waiting):
        state = ApplicationState.DRAFTED if number == 0 else ApplicationState.SENT
        apply(placement, state, 20 if number == 1 else 3, is_by_association=number == 2)
        _turn(rows, placement, LightKind.FEE, LightColour.YELLOW)
    for placement in placements:
        if placement["fund_ends_on"]:
            apply(placement, ApplicationState.YES, 60)


def _application(
    rows: Rows,
    scheme: dict,
    costs: dict,
    placement: dict,
    state: ApplicationState,
    age: int,
    *,
    is_by_association=False,
) -> None:
    amount = costs[placement["activity_id"]] or Decimal(900)
    sent_on = None if state == ApplicationState.DRAFTED else rows.day(-age)
    is_yes = state == ApplicationState.YES
    letters = "".join(rows.random.choices("ABCDEFGHJKMNPQRSTUVWXYZ23456789", k=6))
    rows.add(
        FeeApplication, placement_id=placement["id"], scheme_id=scheme["id"], reference=f"{letters[:3]}-{letters[3:]}",
        is_by_association=is_by_association, state=state, amount=amount, from_on=rows.day(-90), until_on=rows.day(90),
        drafted_at=rows.ago(age), sent_on=sent_on, expected_on=sent_on + timedelta(days=14) if sent_on else None,
        answered_on=rows.day(-age + 10) if is_yes else None, granted=amount if is_yes else None,
        granted_until=placement["fund_ends_on"] if is_yes else None, version=1,
    )  # fmt: skip
    if is_yes:
        _note(rows, placement, K.FEE_SUPPORT)


def _loans(rows: Rows, placements: list[dict], children: dict) -> None:
    """The family one can look at the demo as has borrowed boots that go back tomorrow."""
    lender = next(one for one in rows.of(Place) if one["kind"] == PlaceKind.LENDER)
    own = rows.of(Family)[0]["id"]
    first = next(
        (one for one in placements if children[one["child_id"]]["family_id"] == own and one["state"] in BEGUN[:3]), None
    )
    others = [one for one in placements if one["state"] == S.TRIAL][:2]
    for number, placement in enumerate([*([first] if first else []), *others]):
        rows.add(
            Loan, placement_id=placement["id"], item="football_boots", size="", lender_id=lender["id"],
            state=LoanState.LENT, wanted_at=rows.ago(15), lent_on=rows.day(-13), due_on=rows.day(1 - number), returned_on=None,
            told_at=rows.ago(1),
        )  # fmt: skip


def _ride(rows: Rows, placements: list[dict], children: dict) -> None:
    """Two families of one group are asked whether they would like to go together; the demo's own one if it can be."""
    own = rows.of(Family)[0]["id"]
    goes = [one for one in placements if one["state"] in (S.ACCEPTED, S.BOOKED, S.HELD, S.TRIAL, S.ACTIVE)]
    family = {one["id"]: children[one["child_id"]]["family_id"] for one in goes}
    groups: dict = {}
    for one in sorted(goes, key=lambda one: family[one["id"]] != own):
        first = groups.setdefault(one["activity_id"], one)
        if family[first["id"]] != family[one["id"]]:
            adult = next(row for row in rows.of(Guardian) if row["family_id"] == family[one["id"]])
            rows.add(
                SharedRide, placement_id=one["id"], other_id=first["id"], asked_at=rows.ago(1), says=True,
                other_says=None, guardian_id=adult["id"], other_guardian_id=None, ended_at=None,
            )  # fmt: skip
            return


def _done(rows: Rows, placement: dict) -> None:
    """What was done; who had a buddy stays a little more often, so that the figures have something to compare."""
    stayed = placement["state"] not in (S.ENDED, S.SWITCHED)
    for kind, share in OFTEN.items():
        if rows.chance(share if stayed else share / 2):
            _note(rows, placement, kind)
    if rows.chance(0.4):
        rows.add(Arrangement, placement_id=placement["id"], buddy=rows.random.choice(list(Buddy)), ride=RideWay.PARENT)


def _note(rows: Rows, placement: dict, kind: K) -> None:
    rows.add(
        Intervention, placement_id=placement["id"], kind=kind, noted_on=placement["state_since"].date(), is_automatic=True,
        minutes=rows.random.choice((None, 15, 30, 60)), money=None,
    )  # fmt: skip


def _turn(rows: Rows, placement: dict, kind: LightKind, colour: LightColour) -> None:
    for light in rows.of(Light):
        if light["placement_id"] == placement["id"] and light["kind"] == kind:
            light["colour"] = colour

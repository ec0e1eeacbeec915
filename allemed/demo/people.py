"""Families, conversations and placements in every state of the loop, all invented."""

from datetime import timedelta

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.models import Spot
from allemed.catalogue.rules import GenderGroup
from allemed.demo.queries import EMAILS, SECOND_COORDINATOR
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.demo.words import CHILDREN, GIRLS, GUARDIANS, LANGUAGES, OWN_WORDS, STAFF, SURNAMES
from allemed.families.models import Agreement, Child, Family, Guardian
from allemed.families.rules import AgreementHow, AgreementItem, Channel, ChildHeard, Gender, ReceiverKind
from allemed.intake.models import Conversation
from allemed.intake.rules import (
    GUIDE_VERSION,
    Barrier,
    Bring,
    Face,
    Interpreter,
    MoneyHelp,
    NextStep,
    PlaceKind,
    PracticalNeed,
    StartQuestion,
    WithWhom,
    time_choices,
)  # fmt: skip
from allemed.placements.models import Light, Placement, PlacementMove
from allemed.placements.rules import DeclineReason, LightColour, LightKind, PlacementState, StopReason, holds_seat
from allemed.referrals.models import Partner, PartnerPerson, Referral, TermMessage
from allemed.referrals.rules import PartnerKind, PersonKind, ReferralSource, ReferralState, term_start

S = PlacementState
SHARES = {
    S.PROPOSED: 10, S.ASKED: 10, S.ACCEPTED: 6, S.BOOKED: 10, S.HELD: 4, S.NOT_HELD: 2, S.TRIAL: 12, S.ACTIVE: 28, S.PAUSED: 3,
    S.ENDED: 7, S.DECLINED: 5, S.SWITCHED: 3,
}  # fmt: skip
AT_THE_START = (Face.SO_SO, Face.BAD, Face.GOOD, Face.SO_SO, Face.BAD)  # what children point at before it begins
# the way to each state, and about how many days ago it began
WAY = (S.PROPOSED, S.AGREED, S.ASKED, S.ACCEPTED, S.BOOKED, S.HELD, S.TRIAL, S.ACTIVE)
BEFORE = {S.DECLINED: 3, S.NOT_HELD: 5, S.PAUSED: 8, S.ENDED: 8, S.SWITCHED: 8}
AGE_IN_DAYS = {
    S.PROPOSED: 4, S.ASKED: 8, S.ACCEPTED: 10, S.BOOKED: 14, S.HELD: 18, S.NOT_HELD: 16, S.TRIAL: 32, S.ACTIVE: 110, S.PAUSED: 120,
    S.ENDED: 150, S.DECLINED: 20, S.SWITCHED: 140,
}  # fmt: skip
SHARED = (AgreementItem.FIRST_NAME, AgreementItem.BIRTH_YEAR, AgreementItem.WISH)


def build(rows: Rows, town: Town, *, families: int, children: int) -> None:
    sizes = _family_sizes(rows, families, children)
    for number, size in enumerate(sizes):
        _family(rows, town, number, size)
    _partners(rows, town)


def _family_sizes(rows: Rows, families: int, children: int) -> list[int]:
    sizes = [1] * families
    sizes[0] = 3
    while sum(sizes) < children:
        sizes[rows.random.randrange(families)] += 1
    return sizes


def _family(rows: Rows, town: Town, number: int, size: int) -> None:
    language = LANGUAGES[number % len(LANGUAGES)]
    met = rows.random.randint(10, 300)
    family = rows.add(Family, talk_language=language, read_language=language, created_at=rows.ago(met), version=1)
    name = rows.random.choice(GUARDIANS)
    user = rows.add(
        User, role=Role.FAMILY, name=name, email=None, language=language, created_at=rows.ago(500 if number == 0 else met),
        family_id=family["id"],
    )  # fmt: skip
    rows.add(
        Guardian, family_id=family["id"], user_id=user["id"], first_name=name, phone=f"+4700{number:06d}",
        channel=rows.random.choice(list(Channel)),
    )  # fmt: skip
    school = rows.random.choice(town.schools)
    names = rows.random.sample(CHILDREN, size)  # no two of a family share one
    for order in range(size):
        child = _child(rows, family, school, names[order], met)
        wish = _conversation(rows, town, family, child, met)
        if number == 0:
            _placement(rows, town, child, wish, (S.PROPOSED, S.BOOKED, S.ACTIVE)[order % 3])
        elif rows.chance(0.8):
            state = rows.random.choices(list(SHARES), list(SHARES.values()))[0]
            _placement(rows, town, child, wish, state, own_club=number < 12)


def _child(rows: Rows, family: dict, school: dict, name: str, met: int) -> dict:
    age = rows.random.randint(6, 14)
    return rows.add(
        Child, family_id=family["id"], first_name=name, birth_year=rows.today.year - age, birth_month=None,
        gender=rows.random.choice([Gender.GIRL if name in GIRLS else Gender.BOY] * 5 + [None]), school_id=school["id"], class_level=min(age - 5, 10),
        created_at=rows.ago(met), version=1,
    )  # fmt: skip


def _conversation(rows: Rows, town: Town, family: dict, child: dict, met: int) -> dict:
    pick = rows.random
    fitting = [a for a in pick.sample(town.activities, min(30, len(town.activities))) if _fits(a, child)]
    kinds = list(dict.fromkeys(a["kind"] for a in fitting))[:3] or [pick.choice(town.activities)["kind"]]
    due = pick.choice((-1, 0, 1, 3, 7)) if rows.chance(0.12) else None
    met = met if due is None else min(met, pick.randint(4, 12))  # what is agreed lately is still to do
    return rows.add(
        Conversation, family_id=family["id"], child_id=child["id"], held_on=rows.day(-met), recorded_by=town.coordinator["id"],
        guide_version=GUIDE_VERSION, interpreter=pick.choice(list(Interpreter)), kinds=kinds,
        said=[f"{question}:{AT_THE_START[met % len(AT_THE_START)]}" for question in StartQuestion] if met % 3 else [],
        own_words=pick.choice(OWN_WORDS) if rows.chance(0.7) else None, tried_before=kinds[:1], liked=kinds[:1], disliked=[],
        with_whom=pick.choice(list(WithWhom)), times=pick.sample(time_choices(), 5), max_walk_minutes=pick.choice((10, 15, 20, 30, None)),
        may_use_bus=pick.choice((True, False, None)), bring=pick.choice(list(Bring)), money=pick.choice(list(MoneyHelp)),
        equipment=pick.sample(["football_boots", "indoor_shoes", "swimsuit", "bicycle"], pick.choice((0, 0, 1, 2))),
        practical=pick.sample(list(PracticalNeed), pick.choice((0, 0, 1))), barriers=pick.sample(list(Barrier), pick.choice((0, 1))),
        parent_wish=None, next_step=NextStep.FIND_SPOT, next_step_on=rows.day(due if due is not None else 3 - met),
        next_step_done_at=None if due is not None else rows.ago(met - 3), who_else=[], is_understood=True,
        place_kind=pick.choice(list(PlaceKind)), minutes=pick.choice((5, 10, 15)), created_at=rows.ago(met), version=1,
    )  # fmt: skip


def _fits(activity: dict, child: dict) -> bool:
    return activity["birth_year_from"] <= child["birth_year"] <= activity["birth_year_to"] and _is_for(activity, child)


def _is_for(activity: dict, child: dict) -> bool:
    """No boy is proposed a group for girls, nor the other way round."""
    theirs = {Gender.GIRL: GenderGroup.GIRLS, Gender.BOY: GenderGroup.BOYS}.get(child["gender"])
    return activity["gender_group"] in (GenderGroup.ALL, theirs)


def _placement(rows: Rows, town: Town, child: dict, wish: dict, state: PlacementState, own_club: bool = False) -> None:
    groups = town.by_club[town.associations[0]["id"]] if own_club else []
    possible = town.with_room if state == S.PROPOSED else town.activities
    groups = groups or rows.random.sample(possible, min(60, len(possible)))
    activity = next((a for a in groups if _fits(a, child) and a["kind"] in wish["kinds"]), None)
    activity = activity or next((a for a in groups if _fits(a, child)), None)
    activity = activity or next((a for a in groups if _is_for(a, child)), groups[0])
    if not _fits(activity, child):  # a club with few groups: the child is of the group's age
        child["birth_year"] = rows.random.randint(activity["birth_year_from"], activity["birth_year_to"])
        child["class_level"] = max(1, min(rows.today.year - child["birth_year"] - 5, 10))
    steps = [*WAY[: BEFORE[state]], state] if state in BEFORE else list(WAY[: WAY.index(state) + 1])
    begun = AGE_IN_DAYS[state] * rows.random.uniform(0.6, 1.3)
    when = {step: rows.ago(begun * (1 - order / len(steps))) for order, step in enumerate(steps)}
    first = _first_session(rows, town.sessions[activity["id"]], state, when)
    placement = rows.add(
        Placement, child_id=child["id"], activity_id=activity["id"], state=state, holds_seat=holds_seat(state),
        origin="association" if rows.chance(0.15) else "coordinator",
        decline_reason=rows.random.choice(list(DeclineReason)) if state == S.DECLINED else None, offers_waiting_list=state == S.DECLINED,
        stop_reason=rows.random.choice(list(StopReason)) if state in (S.ENDED, S.SWITCHED) else None,
        proposed_by=town.coordinator["id"], proposed_at=when[S.PROPOSED], agreed_at=when.get(S.AGREED), asked_at=when.get(S.ASKED),
        answered_at=when.get(S.ACCEPTED) or when.get(S.DECLINED), first_session_at=first, meets=activity["coach_name"],
        comes_along="coordinator_and_guardian", started_at=when.get(S.TRIAL), ended_at=when[state] if state in (S.ENDED, S.SWITCHED) else None,
        season_ends_on=rows.day(rows.random.randint(60, 120)) if state in (S.TRIAL, S.ACTIVE, S.PAUSED) else None,
        fund_ends_on=rows.day(rows.random.randint(25, 120)) if state == S.ACTIVE and rows.chance(0.3) else None, state_since=when[state], switched_to_id=None,
        version=1,
    )  # fmt: skip
    _moves(rows, town, placement, steps, when)
    _lights(rows, town, placement, state)
    _agreements(rows, town, placement, child, activity, when)


def _first_session(rows: Rows, session: dict, state: PlacementState, when: dict):
    if S.BOOKED not in when:
        return None
    days = (session["weekday"] - rows.today.weekday()) % 7
    if state != S.BOOKED:
        days = -((rows.now - when[S.BOOKED]).days // 2) - 1
    return rows.at(days, session["starts"])


def _moves(rows: Rows, town: Town, placement: dict, steps: list, when: dict) -> None:
    role = {S.AGREED: Role.FAMILY, S.ACCEPTED: Role.ASSOCIATION, S.DECLINED: Role.ASSOCIATION}
    for before, step in zip([None, *steps], steps, strict=False):
        rows.add(
            PlacementMove, placement_id=placement["id"], from_state=before, to_state=step, at=when[step], by_id=None,
            by_role=role.get(step, Role.COORDINATOR), reason="", note=None,
        )  # fmt: skip


def _lights(rows: Rows, town: Town, placement: dict, state: PlacementState) -> None:
    settled = state in (S.HELD, S.TRIAL, S.ACTIVE, S.PAUSED, S.ENDED, S.SWITCHED)
    colours = (
        (LightColour.GREEN, LightColour.NOT_NEEDED)
        if settled
        else (LightColour.RED, LightColour.YELLOW, LightColour.GREEN, LightColour.UNKNOWN)
    )
    for kind in LightKind:
        colour = rows.random.choice(colours)
        open_light = colour in (LightColour.RED, LightColour.YELLOW)
        rows.add(
            Light, placement_id=placement["id"], kind=kind, colour=colour, owner_id=town.coordinator["id"] if open_light else None,
            due_on=rows.day(rows.random.randint(0, 6)) if open_light else None, note=None, version=1,
        )  # fmt: skip


def _agreements(rows: Rows, town: Town, placement: dict, child: dict, activity: dict, when: dict) -> None:
    if S.AGREED not in when:
        return
    given = when[S.AGREED]
    for item in SHARED:
        rows.add(
            Agreement, family_id=child["family_id"], child_id=child["id"], receiver_kind=ReceiverKind.ASSOCIATION,
            receiver_id=activity["association_id"], placement_id=placement["id"], item=item, detail="", how=AgreementHow.ON_SCREEN,
            language="nb", child_heard=ChildHeard.YES, text_version="yes-2026-1", given_on=given.date(), given_at=given,
            expires_on=given.date() + timedelta(days=360), withdrawn_at=None, recorded_by=None,
        )  # fmt: skip


def _partners(rows: Rows, town: Town) -> None:
    known = [(PartnerKind.SCHOOL, town.schools[0]["name"], town.schools[0]["id"]), (PartnerKind.WELFARE_OFFICE, "NAV Fjordvik", None),
             (PartnerKind.REFUGEE_SERVICE, "Flyktningtenesta", None), (PartnerKind.HEALTH_CENTRE, "Fjordvik helsestasjon", None),
             (PartnerKind.VOLUNTEER_CENTRE, "Frivilligsentralen", None)]  # fmt: skip
    for number, (kind, name, place) in enumerate(known):
        partner = rows.add(
            Partner, name=name, kind=kind, place_id=place, owner_id=town.coordinator["id"], is_active=True
        )
        email = EMAILS[Role.PARTNER] if number == 0 else f"partner{number}@example.org"
        person = f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}"
        user = rows.add(
            User,
            role=Role.PARTNER,
            name=person,
            email=email,
            language="nb",
            created_at=rows.ago(300),
            partner_id=partner["id"],
        )
        for _ in range(3):
            _referral(rows, town, partner=partner, user=user, age=rows.random.uniform(0, 6))
    for _ in range(3):
        _referral(rows, town, partner=None, user=None, age=rows.random.uniform(0, 3))
    for phone in (f"+47009{rows.random.randint(0, 99999):05d}", ""):
        _wish(rows, town, phone)


def build_staff(rows: Rows) -> None:
    """Who answers at each partner, and a second coordinator. Called last, so that the seed gives all else as before."""
    rows.add(
        User, role=Role.COORDINATOR, name="Ingrid Solheim", email=SECOND_COORDINATOR, language="nb", created_at=rows.ago(200)
    )  # fmt: skip
    users = [user for user in rows.of(User) if user["role"] == Role.PARTNER]
    for user in users:
        rows.add(
            PartnerPerson, partner_id=user["partner_id"], user_id=user["id"], kind=PersonKind.LINK, name=user["name"],
            email=user["email"],
        )  # fmt: skip
    school = users[0]["partner_id"]
    name = f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}"
    email = "vikar@example.org"
    rows.add(PartnerPerson, partner_id=school, user_id=None, kind=PersonKind.SUBSTITUTE, name=name, email=email)


def _wish(rows: Rows, town: Town, phone: str) -> None:
    """Somebody found nothing on the public page; without a number it only tells what is missing."""
    rows.add(
        Referral, source=ReferralSource.WISH, state=ReferralState.NEW, partner_id=None, referred_by=None, activity_id=None,
        child_first_name="", birth_year=rows.today.year - rows.random.randint(6, 12), phone=phone, channel=Channel.CALL,
        language=rows.random.choice(LANGUAGES), kinds=["cricket", "dance"] if phone else ["swimming"], agreed_how="",
        school_id=None, class_level=None, created_at=rows.ago(rows.random.uniform(0, 2)), contacted_at=None,
        answered_at=None, child_id=None, wish_place_id=rows.random.choice(town.schools)["id"], wish_days=["1", "3"], wish_part="after_school", plan_until=None,
    )  # fmt: skip


def _referral(rows: Rows, town: Town, *, partner: dict | None, user: dict | None, age: float) -> None:
    activity = rows.random.choice(rows.of(Spot))["activity_id"] if partner is None else None
    new = partner is None or age < 2.5
    rows.add(
        Referral, source=ReferralSource.PARTNER if partner else ReferralSource.PUBLIC,
        state=ReferralState.NEW if new else ReferralState.CONTACTED, partner_id=partner["id"] if partner else None,
        referred_by=user["id"] if user else None, activity_id=activity, child_first_name=rows.random.choice(CHILDREN),
        birth_year=rows.today.year - rows.random.randint(6, 14), phone=f"+47009{rows.random.randint(0, 99999):05d}", channel=Channel.CALL,
        language=rows.random.choice(LANGUAGES), kinds=[rows.random.choice(town.activities)["kind"]], agreed_how="spoken" if partner else "",
        school_id=None, class_level=None, created_at=rows.ago(age), contacted_at=None if new else rows.ago(age - 1),
        answered_at=None if new else rows.ago(age - 1), child_id=None,
        wish_place_id=None, wish_days=[], wish_part="", plan_until=None,
    )  # fmt: skip


def build_told(rows: Rows) -> None:
    """What the first school was told of last term. Called last, as `build_staff`."""
    school = next(user for user in rows.of(User) if user["role"] == Role.PARTNER)["partner_id"]
    last_term = term_start(term_start(rows.today) - timedelta(days=1))
    rows.add(
        TermMessage, partner_id=school, term_on=last_term, received=1, in_contact=4, in_activity=7, made_at=rows.ago(60)
    )


def build_plans(rows: Rows) -> None:
    """Two children for whom leisure is part of a plan with the school; one plan ends soon. Called last, as `build_staff`."""
    user = next(user for user in rows.of(User) if user["role"] == Role.PARTNER)
    for child, days in zip(rows.of(Child)[3:5], (10, 120), strict=False):
        rows.add(
            Referral, source=ReferralSource.PARTNER, state=ReferralState.CLOSED, partner_id=user["partner_id"],
            referred_by=user["id"], activity_id=None, child_first_name=child["first_name"], birth_year=child["birth_year"],
            phone=f"+47008{days:05d}", channel=Channel.CALL, language="nb", kinds=[], agreed_how="spoken",
            school_id=child["school_id"], class_level=child["class_level"], created_at=rows.ago(100), contacted_at=rows.ago(98),
            answered_at=rows.ago(99), child_id=child["id"], wish_place_id=None, wish_days=[], wish_part="",
            plan_until=rows.day(days),
        )  # fmt: skip

"""Places, associations, activities and open spots of the invented municipality."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from uuid import UUID

from stdnum.no import orgnr

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.models import Association, ContactKind, ContactPerson
from allemed.catalogue.models import Activity, OpeningHours, Place, Spot, WeeklySession
from allemed.catalogue.rules import GenderGroup, PlaceKind
from allemed.demo.queries import EMAILS
from allemed.demo.rows import Rows
from allemed.demo.words import (
    AREAS,
    CLUBS,
    COACH_LANGUAGES,
    FIRST,
    KIND_NAMES,
    LAST,
    STAFF,
    SURNAMES,
    VENUES,
    WELCOMES,
)  # fmt: skip
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS

BRING = {
    "football": ("shin_guards", "football_boots", "water_bottle"), "handball": ("indoor_shoes", "water_bottle"),
    "swimming": ("swimsuit", "towel", "swim_goggles"), "scouts": ("clothes_for_outdoors", "packed_lunch", "backpack"),
    "skiing": ("skis", "warm_clothes"), "skating": ("skates", "helmet"), "cycling": ("bicycle", "helmet"),
    "marching_band": ("nothing",), "choir": ("water_bottle",), "riding": ("helmet", "warm_clothes"),
    "dance": ("dance_shoes", "gym_clothes"), "chess": ("nothing",), "coding": ("laptop",), "art": ("apron",),
}  # fmt: skip
BORROW = {
    "football": ("football_boots", "shin_guards"), "skiing": ("skis",), "skating": ("skates", "helmet"), "riding": ("helmet",),
    "marching_band": ("instrument", "uniform"), "scouts": ("backpack", "sleeping_bag"), "cycling": ("bicycle", "helmet"),
    "coding": ("laptop",), "handball": ("shoes",), "swimming": ("swim_goggles",),
}  # fmt: skip


LENDERS = (
    ("Utstyrssentralen i Fjordvik", ("skis", "skates", "helmet", "bicycle", "racket", "stick", "football_boots", "shin_guards"),
     ((1, 15, 19), (3, 15, 19))),
    ("Byttehylla på Frivilligsentralen", ("rain_clothes", "warm_clothes", "indoor_shoes", "swim_goggles", "backpack"),
     ((0, 10, 14), (2, 10, 14))),
)  # fmt: skip


@dataclass
class Town:
    """What people and placements are built on."""

    schools: list[dict]
    associations: list[dict]
    activities: list[dict]
    with_room: list[dict]  # activities with an open spot
    by_club: dict[UUID, list[dict]]
    sessions: dict[UUID, dict]  # one of each activity's
    coordinator: dict


def organisation_number(number: int) -> str | None:
    """A valid number of the series 3…, which the register does not give to real organisations."""
    digits = f"{31_000_000 + number:08d}"
    return next((whole for last in range(10) if orgnr.is_valid(whole := f"{digits}{last}")), None)


def build(rows: Rows, *, associations: int, activities: int, spots: int) -> Town:
    areas = _areas(rows, max(len(AREAS), associations // 8))
    coordinator = rows.add(
        User,
        role=Role.COORDINATOR,
        name="Kari Nordbø",
        email=EMAILS[Role.COORDINATOR],
        language="nb",
        created_at=rows.ago(400),
    )
    schools, venues = _places(rows, areas)
    clubs = [_association(rows, number, areas) for number in range(associations)]
    groups = [_activity(rows, number, clubs, venues, schools) for number in range(activities)]
    with_room = rows.random.sample(groups, spots)
    for group in with_room:
        _spot(rows, group, coordinator)
    _lenders(rows, schools[0])
    by_club = defaultdict(list)
    for group in groups:
        by_club[group["association_id"]].append(group)
    sessions = {session["activity_id"]: session for session in rows.of(WeeklySession)}
    return Town(schools, clubs, groups, with_room, by_club, sessions, coordinator)


def _areas(rows: Rows, count: int) -> list[str]:
    names = list(AREAS)
    while len(names) < count:
        name = rows.random.choice(FIRST) + rows.random.choice(LAST)
        names.append(name if name not in names else f"{name} {len(names)}")
    return names


def _places(rows: Rows, areas: list[str]) -> tuple[list[dict], list[dict]]:
    schools, venues = [], []
    for area in areas:
        latitude, longitude = 59.05 + rows.random.uniform(-0.06, 0.06), 5.62 + rows.random.uniform(-0.1, 0.1)

        def place(kind, name, area=area, latitude=latitude, longitude=longitude):
            return rows.add(
                Place, name=name, kind=kind, area=area, latitude=round(latitude + rows.random.uniform(-0.008, 0.008), 5),
                longitude=round(longitude + rows.random.uniform(-0.015, 0.015), 5), lends=[],
            )  # fmt: skip

        schools.append(place(PlaceKind.SCHOOL, f"{area} skule" if rows.chance(0.4) else f"{area} skole"))
        venues += [place(PlaceKind.VENUE, f"{area} {kind}") for kind in rows.random.sample(VENUES, 3)]
    return schools, venues


def _lenders(rows: Rows, near: dict) -> None:
    """Two who lend what children need, open on a few afternoons."""
    for number, (name, lends, hours) in enumerate(LENDERS):
        place = rows.add(
            Place, name=name, kind=PlaceKind.LENDER, area=near["area"], lends=list(lends),
            latitude=near["latitude"] + 0.002 * (number + 1), longitude=near["longitude"],
        )  # fmt: skip
        for weekday, starts, ends in hours:
            rows.add(OpeningHours, place_id=place["id"], weekday=weekday, starts=time(starts), ends=time(ends))


def _association(rows: Rows, number: int, areas: list[str]) -> dict:
    pattern, category, _kinds = CLUBS[number % len(CLUBS)]
    area = areas[(number // len(CLUBS) * 5 + number) % len(areas)]
    name = pattern.format(area) if number < len(CLUBS) * len(areas) else f"{pattern.format(area)} {number}"
    club = rows.add(
        Association, name=name, organisation_number=organisation_number(number), purpose="Fritidsaktiviteter for barn og unge",
        category=category, age_groups="barn, unge", address="", postcode=f"{4360 + number % 9}", town=area,
        website="", email=f"post{number}@example.org", phone="", accepts_leisure_card=rows.chance(0.6),
        accepts_leisure_fund=rows.chance(0.7), accepts_companion_card=rows.chance(0.5), is_approved=True, is_imported=False,
        created_at=rows.ago(380), updated_at=rows.ago(20), version=1,
    )  # fmt: skip
    _contacts(rows, number, club)
    return club


def _contacts(rows: Rows, number: int, club: dict) -> None:
    kinds = (ContactKind.MAIN, ContactKind.SUBSTITUTE) if rows.chance(0.6) else (ContactKind.MAIN,)
    for kind in kinds:
        name = f"{rows.random.choice(STAFF)} {rows.random.choice(SURNAMES)}"
        email = EMAILS[Role.ASSOCIATION] if number == 0 and kind == ContactKind.MAIN else f"{kind}{number}@example.org"
        user = rows.add(
            User, role=Role.ASSOCIATION, name=name, email=email, language="nn" if rows.chance(0.4) else "nb",
            created_at=rows.ago(370), association_id=club["id"],
        )  # fmt: skip
        rows.add(
            ContactPerson, association_id=club["id"], user_id=user["id"], kind=kind, name=name, email=email, phone="",
            confirmed_at=rows.ago(rows.random.randint(1, 300)) if rows.chance(0.8) else None, ended_at=None,
        )  # fmt: skip


def _activity(rows: Rows, number: int, clubs: list[dict], venues: list[dict], schools: list[dict]) -> dict:
    club = clubs[number % len(clubs)]
    kinds = CLUBS[number % len(clubs) % len(CLUBS)][2]
    kind = kinds[number // len(clubs) % len(kinds)]
    youngest = rows.random.choice((6, 7, 8, 9, 10, 11, 13))
    oldest = youngest + rows.random.choice((1, 2, 3, 4))
    gender = rows.random.choices(list(GenderGroup), (8, 2, 1))[0]
    year = rows.today.year
    after_school = rows.chance(0.3)
    place = rows.random.choice(schools if after_school else venues)
    cost = rows.random.choice((0, 0, 300, 450, 540, 600, 750, 900, 1200, 1500, None))
    who = {"girls": " jenter", "boys": " gutter"}.get(gender, "")
    group = rows.add(
        Activity, association_id=club["id"], kind=kind, name=f"{KIND_NAMES.get(kind, 'Gruppe')}{who} {youngest}–{oldest} år",
        birth_year_from=year - oldest, birth_year_to=year - youngest, gender_group=gender,
        place_id=place["id"] if rows.chance(0.95) else None, cost_per_half_year=None if cost is None else Decimal(cost),
        bring=[code for code in BRING.get(kind, ("gym_clothes", "water_bottle")) if code in BRING_LABELS],
        borrow=[code for code in BORROW.get(kind, ()) if code in BORROW_LABELS and rows.chance(0.7)],
        languages=["nb", *rows.random.sample(COACH_LANGUAGES, rows.random.choice((0, 1, 1, 2)))],
        parent_tasks=rows.random.sample(["drive", "wash_shirts", "bake", "sell"], rows.random.choice((0, 1, 2))) or ["nothing"],
        accessibility=["wheelchair_access"] if rows.chance(0.3) else [], is_right_after_school=after_school,
        has_transport_help=rows.chance(0.2), is_for_beginners=rows.chance(0.6), trial_times=rows.random.choice((0, 2, 3, 3, 3)),
        coach_name=rows.random.choice(STAFF), welcome=rows.random.choice(WELCOMES) if rows.chance(0.6) else "", is_open=True,
        created_at=rows.ago(200), updated_at=rows.ago(rows.random.randint(1, 90)), version=1,
    )  # fmt: skip
    _sessions(rows, group, after_school)
    return group


def _sessions(rows: Rows, group: dict, after_school: bool) -> None:
    hours = ((13, 45), (14, 15)) if after_school else ((16, 30), (17, 0), (17, 30), (18, 0))
    for weekday in sorted(rows.random.sample(range(5), rows.random.choice((1, 1, 1, 2)))):
        hour, minute = rows.random.choice(hours)
        long = rows.random.choice((60, 75, 90))
        ends = hour * 60 + minute + long
        rows.add(
            WeeklySession,
            activity_id=group["id"],
            weekday=weekday,
            starts=time(hour, minute),
            ends=time(ends // 60, ends % 60),
        )


def _spot(rows: Rows, group: dict, coordinator: dict) -> None:
    fresh = rows.chance(0.88)
    rows.add(
        Spot, activity_id=group["id"], free=rows.random.choice((1, 1, 2, 2, 3, 4, 6)), is_open=True,
        is_for_referrals=rows.chance(0.25), confirmed_at=rows.ago(rows.random.uniform(0, 25) if fresh else rows.random.uniform(31, 60)),
        confirmed_by=None, version=1,
    )  # fmt: skip

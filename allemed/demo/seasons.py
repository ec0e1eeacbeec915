"""Seasons in the demo: what runs, five groups of last season, a day that is cancelled, a trial that is over, room for wishes."""

from datetime import date as Date
from datetime import time, timedelta
from decimal import Decimal

from allemed.associations.models import Association
from allemed.catalogue.actions import suggested_left_out
from allemed.catalogue.models import Activity, CancelledSession, Spot, WeeklySession
from allemed.catalogue.rules import CancelReason, GenderGroup
from allemed.catalogue.rules.seasons import Span
from allemed.commitments.models import Goal
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.placements.models import Placement
from allemed.placements.rules import PlacementState
from allemed.referrals.models import RoomOffer

EMPTY = dict.fromkeys(
    ("starts_on", "ends_on", "goes_on_in_id", "pilot_from", "pilot_until", "pilot_outcome", "serves_id")
) | {"pilot_purpose": ""}
LAST_SEASON = (  # name, kind, youngest, oldest, weekday, hour
    ("Fotball jenter 8–9 år", "football", 8, 9, 0, 17),
    ("Fotball gutter 8–9 år", "football", 8, 9, 1, 17),
    ("Fotball 10–11 år", "football", 10, 11, 2, 17),
    ("Håndball 9–10 år", "handball", 9, 10, 3, 18),
    ("Friidrett 7–8 år", "athletics", 7, 8, 4, 16),
)


def build(rows: Rows, town: Town) -> None:
    """Of the first association, which one looks around as; the others only have a season."""
    first = town.associations[0]
    season = _season(rows)
    left_out = suggested_left_out(season)
    for number, activity in enumerate(rows.of(Activity)):
        activity.update(EMPTY, left_out=[])
        if number % 3:
            activity.update(starts_on=season.first, ends_on=season.last, left_out=left_out)
    own = [one for one in rows.of(Activity) if one["association_id"] == first["id"]]
    for club in rows.of(Association):
        club["offers_confirmed_at"] = None
    for number, club in enumerate(town.associations[1:]):
        club["offers_confirmed_at"] = rows.ago(20 + number) if number % 3 else None
    earlier = [_earlier(rows, first, own[0], *group) for group in LAST_SEASON]
    earlier[0]["goes_on_in_id"] = own[0]["id"]
    own[1 % len(own)].update(
        pilot_from=rows.day(-60), pilot_until=rows.day(-3), pilot_purpose="Kjem fleire når me startar rett etter skulen?",
        serves_id=rows.of(Goal)[0]["id"],
    )  # fmt: skip
    _cancel(rows, own, town.coordinator)
    fresh = {one["activity_id"] for one in rows.of(Spot) if one["confirmed_at"] > rows.ago(20) and one["free"]}
    theirs = [one for one in rows.of(Activity) if one["id"] in fresh and one["association_id"] != first["id"]]
    _room(rows, next((one for one in theirs if one["kind"] == "football"), theirs[0]))


def _season(rows: Rows) -> Span:
    """The half year that today lies in."""
    year = rows.today.year
    return (
        Span(Date(year, 8, 17), Date(year, 12, 31))
        if rows.today.month > 6
        else Span(Date(year, 1, 1), Date(year, 6, 30))
    )


def _earlier(
    rows: Rows, club: dict, like: dict, name: str, kind: str, young: int, old: int, weekday: int, hour: int
) -> dict:
    year = rows.today.year
    values = {key: value for key, value in like.items() if key != "id"} | {
        "association_id": club["id"], "kind": kind, "name": name, "birth_year_from": year - old,
        "birth_year_to": year - young, "gender_group": GenderGroup.ALL, "cost_per_half_year": Decimal(600),
        "is_right_after_school": False,
    }  # fmt: skip
    group = rows.add(Activity, **(values | EMPTY | {"starts_on": rows.day(-120), "ends_on": rows.day(-12)}))
    rows.add(WeeklySession, activity_id=group["id"], weekday=weekday, starts=time(hour), ends=time(hour + 1, 15))
    rows.add(
        Spot, activity_id=group["id"], free=4, is_open=True, is_for_referrals=False, confirmed_at=rows.ago(45),
        confirmed_by=None, version=1,
    )  # fmt: skip
    return group


def _cancel(rows: Rows, groups: list[dict], by: dict) -> None:
    """Next week's session of a group in which nobody has a first time."""
    booked = {one["activity_id"] for one in rows.of(Placement) if one["state"] == PlacementState.BOOKED}
    group = next((one for one in groups if one["id"] not in booked), groups[-1])
    weekdays = [one["weekday"] for one in rows.of(WeeklySession) if one["activity_id"] == group["id"]]
    monday = rows.today + timedelta(days=7 - rows.today.weekday())
    rows.add(
        CancelledSession, activity_id=group["id"], session_on=monday + timedelta(days=(weekdays or [0])[0]),
        reason=CancelReason.PLACE_CLOSED, said_at=rows.ago(1), said_by=by["id"],
    )  # fmt: skip


def _room(rows: Rows, group: dict) -> None:
    rows.add(
        RoomOffer, activity_id=group["id"], wish_count=3, offered_at=rows.ago(1), offered_by=None, closed_at=None,
    )  # fmt: skip

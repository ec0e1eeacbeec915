"""Children whom no place fitted, with what associations were asked and said; and children who go together."""

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.rules import kind_of
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.families.models import Child
from allemed.intake.models import Conversation
from allemed.intake.rules import PracticalNeed
from allemed.matching.models import Companion, Priorities
from allemed.placements.models import Placement
from allemed.placements.rules import LIVE_STATES
from allemed.rounds.models import OpenWish, WishAnswer
from allemed.rounds.rules.open_wishes import band_of


def build(rows: Rows, town: Town) -> None:
    """One child only waits, one is asked about at the demo's own club, and for one another club has room."""
    placed = {one["child_id"] for one in rows.of(Placement) if one["state"] in LIVE_STATES}
    free = [child for child in rows.of(Child) if child["id"] not in placed]
    talks = {talk["child_id"]: talk for talk in rows.of(Conversation)}
    own = town.associations[0]
    kinds = {activity["kind"] for activity in town.by_club[own["id"]]}
    families = {kind_of(kind).family for kind in kinds}
    fitting = [one for one in free if kind_of(talks[one["id"]]["kinds"][0]).family in families]
    for number, child in enumerate([*fitting[:2], *(one for one in free if one not in fitting)][:3]):
        wish = _wish(rows, child, talks[child["id"]], since=12 + 9 * number, is_asked=number < 2)
        if number == 1 and len(town.associations) > 1:
            rows.add(
                WishAnswer, wish_id=wish["id"], association_id=town.associations[1]["id"], has_room=True,
                answered_at=rows.ago(1), answered_by=None, seen_at=None,
            )  # fmt: skip
    _together(rows, free)


def _wish(rows: Rows, child: dict, talk: dict, *, since: int, is_asked: bool) -> dict:
    first, last = band_of(child["birth_year"])
    return rows.add(
        OpenWish, child_id=child["id"], since_on=rows.day(-since), kinds=talk["kinds"][:1], birth_year_from=first,
        birth_year_to=last, days=sorted({code[0] for code in talk["times"]}),
        is_girls_only=PracticalNeed.GIRLS_ONLY_GROUP in talk["practical"], asked_at=rows.ago(since - 8) if is_asked else None,
        fits_at=None, closed_at=None,
    )  # fmt: skip


def _together(rows: Rows, free: list[dict]) -> None:
    """Pairs of about the same age, and one family to which near and free of charge matter most."""
    coordinator = next(user for user in rows.of(User) if user["role"] == Role.COORDINATOR)
    by_age = sorted(free, key=lambda child: child["birth_year"])
    for one, other in list(zip(by_age[::2], by_age[1::2], strict=False))[:4]:
        smaller, larger = sorted((one["id"], other["id"]))
        rows.add(Companion, child_id=smaller, other_id=larger, noted_at=rows.ago(5), noted_by=coordinator["id"])
    if by_age:
        rows.add(
            Priorities, child_id=by_age[0]["id"], near=3, after_school=1, friend=1, free=2, saved_at=rows.ago(5),
            saved_by=coordinator["id"],
        )  # fmt: skip

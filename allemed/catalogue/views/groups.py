"""An association's groups as rows: when, where, how many places, and whether families see it."""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.catalogue.rules import is_fresh, kind_of
from allemed.catalogue.rules.folding import fold
from allemed.catalogue.rules.seasons import is_over
from allemed.catalogue.views.cards import span, start_times, title_of
from allemed.config import settings


def own_page_of(association_id: UUID, user: User) -> str:
    """Where somebody goes back to: an association to its groups, the coordinator to the association."""
    if user.role == Role.COORDINATOR:
        return url_for("associations.show_association", association_id=association_id)
    return url_for("catalogue.list_own_activities")


def group_rows(groups: list[Activity]) -> list[dict]:
    """What `_group.html` draws, one for each group: used on the association's pages and the coordinator's."""
    return [group_row(activity) for activity in groups]


def group_row(activity: Activity) -> dict:
    """`state`: open, stale (families don't see it until it is confirmed), full, over (its season) or closed."""
    times = [(one.weekday, one.starts, one.ends) for one in activity.sessions]
    kind, title, spot = (
        kind_of(activity.kind),
        title_of(activity.kind, activity.gender_group, activity.holiday),
        activity.spot,
    )
    return {
        "id": activity.id,
        "association_id": activity.association_id,
        "kind": kind,
        "title": activity.name,
        "what": "" if fold(title) == fold(activity.name) else title,
        "holiday": activity.holiday,
        "born": span(activity.birth_year_from, activity.birth_year_to),
        "is_for_parents": activity.is_for_parents,
        "place": activity.place.name if activity.place else "",
        "days": sorted({day for day, _starts, _ends in times}),
        "time": start_times(times),
        "free": spot.free if spot else 0,
        "confirmed_at": spot.confirmed_at if spot else None,
        "state": state_of(activity),
    }


def state_of(activity: Activity) -> str:
    """How a group stands towards families today."""
    spot = activity.spot
    if spot is None or not spot.is_open or not activity.is_open:
        return "closed"
    if is_over(activity.ends_on, clock.today(settings().zone)):
        return "over"
    if spot.free == 0:
        return "full"
    return "open" if is_fresh(spot.confirmed_at, clock.now(), settings().spot_days) else "stale"

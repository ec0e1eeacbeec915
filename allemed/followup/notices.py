"""Who is told that a question waits: the family, the association, or the coordinators once for all of theirs."""

from datetime import datetime
from uuid import UUID

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.queries import list_users
from allemed.config import settings
from allemed.delivery.actions import tell, tell_all
from allemed.delivery.rules import Topic
from allemed.followup.models import CheckIn
from allemed.followup.queries import AT_HOME, list_untold
from allemed.followup.rules import Audience, CheckInKind


def tell_due(now: datetime) -> int:
    """Tell whoever has to answer what is due today; each question is told once. Returns how many. The caller commits."""
    due = list_untold(clock.local(now, settings().zone).date())
    families, associations = _Receivers(Role.FAMILY, "family_id"), _Receivers(Role.ASSOCIATION, "association_id")
    coordinators = list_users(Role.COORDINATOR)
    told: set[UUID] = set()
    for check_in in due:
        if check_in.audience in AT_HOME:
            _tell_family(check_in, families, told, now)
        elif check_in.audience == Audience.ASSOCIATION:
            association_id = check_in.placement.activity.association_id
            _tell_each(associations.of(association_id), "/our-association", told, now)
        else:
            _tell_each(coordinators, "/check-ins", told, now)
        check_in.told_at = now
    return len(due)


def tell_coordinators_of_answer(check_in: CheckIn, *, now: datetime) -> None:
    """An answer that leaves something to do."""
    tell_all(list_users(Role.COORDINATOR), Topic.CHECK_IN, f"/check-ins/{check_in.id}", now=now)


class _Receivers:
    """The users of a family or an association, looked up once for each."""

    def __init__(self, role: Role, owner: str):
        self.role, self.owner, self.known = role, owner, {}

    def of(self, owner_id: UUID) -> list:
        if owner_id not in self.known:
            self.known[owner_id] = list_users(self.role, **{self.owner: owner_id})
        return self.known[owner_id]


def _tell_family(check_in: CheckIn, families: _Receivers, told: set[UUID], now: datetime) -> None:
    """The first session is told for itself, with its own page; other questions wait on the family's page."""
    receivers = families.of(check_in.placement.child.family_id)
    if check_in.kind == CheckInKind.BEFORE_FIRST_SESSION:
        tell_all(receivers, Topic.FIRST_SESSION, f"/our-check-ins/{check_in.id}", now=now)
    else:
        _tell_each(receivers, "/our-page", told, now)


def _tell_each(users: list, path: str, told: set[UUID], now: datetime) -> None:
    """One message a person and run, however many questions wait."""
    for user in users:
        if user.id not in told:
            told.add(user.id)
            tell(user, Topic.CHECK_IN, path, now=now)

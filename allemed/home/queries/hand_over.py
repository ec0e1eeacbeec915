"""All that is open, for the coordinator who takes over (F9): what the day does not show besides its own rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from allemed.accounts.models import User
from allemed.catalogue.models import Activity, Spot
from allemed.commitments.models import Commitment
from allemed.commitments.rules.status import OPEN_STATUSES
from allemed.database import db
from allemed.families.models import Child, Family
from allemed.followup.models import CheckIn
from allemed.followup.queries import list_open
from allemed.home.queries.today import Found, Window
from allemed.needs.models import Need
from allemed.needs.rules import OPEN
from allemed.placements.models import Placement
from allemed.placements.queries import count_by_group
from allemed.placements.rules import GROUP_STATES, ListGroup
from allemed.referrals.models import Referral, RoutineText
from allemed.referrals.queries import find_routine, list_partners
from allemed.referrals.rules import ReferralState
from allemed.support.models import FeeApplication, Loan
from allemed.support.rules import ApplicationState, LoanState

UNDER_WAY = (ListGroup.FAMILY, ListGroup.ASSOCIATION, ListGroup.FIRST_SESSION, ListGroup.STARTED)
AHEAD = timedelta(days=30)  # questions that come due while somebody new settles in; our default


@dataclass
class Pack:
    """What stands in the pack besides the rows of the day."""

    figures: dict[str, int]
    groups: dict[ListGroup, int]
    placements: dict[ListGroup, list[Placement]]
    check_ins: list[CheckIn]
    applications: list[FeeApplication]
    loans: list[Loan]
    partners: list[Any]
    routine: RoutineText | None = None
    families: set[UUID] = field(default_factory=set)


def make_pack(user: User, window: Window, found: Found, term_from: datetime) -> Pack:
    """Everything open; `families`: whose data stands in it or in the rows of the day that were `found`."""
    pack = Pack(
        figures=_figures(),
        groups=count_by_group(user),
        placements=_under_way(window.most),
        check_ins=list_open(user, until=window.today + AHEAD, most=window.most),
        applications=_rows(_with_group(FeeApplication).where(_open_application()), window.most),
        loans=_rows(_with_group(Loan).where(Loan.state != LoanState.RETURNED).order_by(Loan.due_on), window.most),
        partners=[one for one in list_partners(user, term_from=term_from) if one.partner.is_active],
        routine=find_routine(),
    )
    shown = [*pack.check_ins, *pack.applications, *pack.loans]
    shown += [one for rows in (*pack.placements.values(), *found.rows.values()) for one in rows]
    pack.families = families_of(shown)
    return pack


def families_of(rows: Iterable[Any]) -> set[UUID]:
    """The families that rows of whatever kind are about, as far as they are about one."""
    return {family_id for row in rows if (family_id := _family_of(row))}


def _family_of(row: Any) -> UUID | None:
    """A row's own family, or that of the child, placement, wish or answer it hangs on."""
    if isinstance(row, Child | Placement) or hasattr(row, "child"):
        child = row if isinstance(row, Child) else row.child
        return child.family_id if child else None
    if found := getattr(row, "family_id", None):
        return found
    parts = [getattr(row, name, None) for name in ("placement", "wish", "Placement")]
    return next((_family_of(part) for part in parts if part is not None), None)


def _open_application() -> Any:
    return FeeApplication.state.in_((ApplicationState.DRAFTED, ApplicationState.SENT))


def _with_group(model: Any) -> Select:
    load = joinedload(model.placement)
    return select(model).options(
        load.joinedload(Placement.child), load.joinedload(Placement.activity).joinedload(Activity.association)
    )


def _rows(query: Select, most: int) -> list[Any]:
    return list(db.session.scalars(query.limit(most)))


def _under_way(most: int) -> dict[ListGroup, list[Placement]]:
    """By whose turn it is, the longest waiting first. One query."""
    states = {state: group for group in UNDER_WAY for state in GROUP_STATES[group]}
    query = select(Placement).where(Placement.state.in_(states)).order_by(Placement.state_since, Placement.id)
    query = query.options(joinedload(Placement.child), joinedload(Placement.activity).joinedload(Activity.association))
    found: dict[ListGroup, list[Placement]] = {group: [] for group in UNDER_WAY}
    for one in _rows(query, most):
        found[states[one.state]].append(one)
    return found


def _figures() -> dict[str, int]:
    """The page at the front, in one query."""
    open_spot = and_(Spot.is_open, Spot.free > 0)
    counted = {
        "families": select(func.count(Family.id)),
        "children": select(func.count(Child.id)),
        "interest": select(func.count(Referral.id)).where(
            or_(Referral.state == ReferralState.NEW, Referral.state == ReferralState.CONTACTED)
        ),
        "spots": select(func.coalesce(func.sum(Spot.free), 0)).where(open_spot),
        "applications": select(func.count(FeeApplication.id)).where(_open_application()),
        "loans": select(func.count(Loan.id)).where(Loan.state != LoanState.RETURNED),
        "needs": select(func.count(Need.id)).where(Need.status.in_(OPEN)),
        "promises": select(func.count(Commitment.id)).where(Commitment.status.in_(OPEN_STATUSES)),
    }
    columns = [query.scalar_subquery().label(name) for name, query in counted.items()]
    return {name: int(number) for name, number in db.session.execute(select(*columns)).one()._mapping.items()}

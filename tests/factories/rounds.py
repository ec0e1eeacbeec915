"""Children who wait, a planned round, and open wishes, invented."""

from uuid import UUID

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.database import db
from allemed.families.models import Child
from allemed.rounds.actions import planning, waiting
from allemed.rounds.models import OpenWish, Round, RoundLine
from tests.factories.accounts import make_user
from tests.factories.families import make_child
from tests.factories.intake import make_conversation


def make_waiting_child(first_name: str = "Amir", **talk) -> Child:
    """A child of nine that wishes for football on Tuesday evenings and has no place."""
    child = make_child(first_name=first_name)
    make_conversation(child, **({"times": ["1:evening"]} | talk))
    return child


def make_round(by: User | None = None) -> Round:
    """All who wait and all that is open, planned."""
    plan = planning.start_round(by=by or make_user(Role.COORDINATOR), now=clock.now())
    planning.plan_round(plan.id, clock_now=clock.now, commit=db.session.commit)
    return plan


def line_of(plan: Round, child: Child) -> RoundLine:
    query = db.select(RoundLine).where(RoundLine.round_id == plan.id, RoundLine.child_id == child.id)
    return db.session.scalars(query).one()


def group_of(plan: Round, child: Child) -> UUID | None:
    return line_of(plan, child).activity_id


def make_open_wish(child: Child | None = None, by: User | None = None) -> OpenWish:
    child = child or make_waiting_child()
    return waiting.wait(child, by=by or make_user(Role.COORDINATOR), now=clock.now())

"""Schemes, grants and their commitments, invented."""

from datetime import date
from decimal import Decimal
from itertools import count

from allemed import clock
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.commitments import actions
from allemed.commitments.models import Commitment, Grant, GrantScheme
from allemed.commitments.rules import STARTER_SET
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.associations import make_association

_numbers = count(1)
DECIDED = date(2026, 10, 1)
SEASON = date(2027, 1, 10)


def make_scheme(*codes: str, by: User | None = None, **changes) -> GrantScheme:
    """A scheme that asks for `codes` (the starter set if none is given), valid since January."""
    values = {"name": f"Tilskot {next(_numbers)}", "valid_from": date(2026, 1, 1), "valid_to": None}
    values |= {"codes": codes or STARTER_SET} | changes
    return actions.add_scheme(actions.SchemeValues(**values), by=by or make_user(), now=clock.now())


def make_grant(
    association: Association | None = None,
    scheme: GrantScheme | None = None,
    *,
    agreed_by: User | None = None,
    **changes,
) -> Grant:
    """A grant of 2026 decided in October; `agreed_by` says yes to its promises."""
    coordinator = make_user()
    values = {"year": 2026, "amount": Decimal(25000), "decided_on": DECIDED, "season_starts_on": SEASON} | changes
    grant = actions.add_grant(
        association or make_association(), scheme or make_scheme(by=coordinator), actions.GrantValues(**values),
        by=coordinator, now=clock.now(),
    )  # fmt: skip
    if agreed_by:
        actions.agree(grant, agreed_by.name, by=agreed_by, now=clock.now())
    return grant


def make_commitment(
    code: str = "C01", *, association: Association | None = None, agreed_by: User | None = None, **changes
) -> Commitment:
    """The one commitment of a grant of its own; `changes` are written onto it."""
    grant = make_grant(association, make_scheme(code), agreed_by=agreed_by)
    commitment = grant.commitments[0]
    for name, value in changes.items():
        setattr(commitment, name, value)
    db.session.flush()
    return commitment

"""Calls for grants, applications and decisions, invented."""

from datetime import date, timedelta
from decimal import Decimal

from allemed import clock
from allemed.accounts.models import User
from allemed.applications import actions
from allemed.applications.models import GrantApplication, GrantCall, GrantDecision
from allemed.applications.queries import get_call
from allemed.associations.models import Association
from allemed.commitments.models import GrantScheme
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.commitments import make_scheme

DAY = timedelta(days=1)


def make_call(scheme: GrantScheme | None = None, *, opened_for: int = 3, closes_in: int = 10, **changes) -> GrantCall:
    """A call of 2027 that opened `opened_for` days ago and is open for `closes_in` days more."""
    today = clock.now().date()
    scheme = scheme or make_scheme("C01", "C11")
    values = {
        "scheme_id": scheme.id, "year": 2027, "opens_on": today - opened_for * DAY, "closes_on": today + closes_in * DAY,
        "about": "Utstyr som barn kan låne.", "ask": "Kari, 51 00 00 00", "complaint": "Skriv til oss innan tre veker.",
    }  # fmt: skip
    call = actions.add_call(actions.CallValues(**(values | changes)), by=make_user(), now=clock.now())
    return get_call(call.id)


def make_draft(
    call: GrantCall | None = None, association: Association | None = None, by: User | None = None, **changes
) -> GrantApplication:
    """What an association has written and not sent."""
    association = association or make_association()
    values = {
        "amount": Decimal(25_000), "purpose": "Sko til utlån.", "children_count": 20, "groups": [], "link": "",
        "applicant_name": "Turid Åsland",
    }  # fmt: skip
    by = by or make_association_user(association)
    return actions.write(call or make_call(), association, values | changes, version=0, by=by, now=clock.now())


def make_application(
    call: GrantCall | None = None, association: Association | None = None, by: User | None = None, **changes
) -> GrantApplication:
    """One that was sent."""
    application = make_draft(call, association, by, **changes)
    actions.send(application, by=by or make_user(), now=clock.now())
    return application


def close(call: GrantCall) -> GrantCall:
    """Its last day was yesterday."""
    call.opens_on, call.closes_on = call.opens_on - 30 * DAY, clock.now().date() - DAY
    return call


def make_decision(
    application: GrantApplication, amount: Decimal | None = None, *, by: User | None = None, **changes
) -> GrantDecision:
    """What was decided once the call was over: an amount, or a no."""
    close(application.call)
    values = {
        "amount": amount, "reason": "" if amount else "Summen rakk ikkje.", "decided_on": date(2026, 11, 20),
        "decided_by": "Utval for kultur", "reference": "sak 14/26",
    }  # fmt: skip
    values = actions.DecisionValues(**(values | changes))
    return actions.decide(application, values, version=application.version, by=by or make_user(), now=clock.now())

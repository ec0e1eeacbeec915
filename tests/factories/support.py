"""Guides, loans and applications, invented."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.support.models import FeeApplication, FeeScheme, Guide
from allemed.support.rules import Applicant, ApplicationState, Covers, Period
from tests.factories.accounts import make_user

_numbers = count(1)


def make_guide(*, signs_in: bool = True, **changes) -> Guide:
    """A guide who speaks Arabic; with `signs_in` there is a user."""
    number = next(_numbers)
    values = {"first_name": f"Guide {number}", "email": f"guide{number}@example.org", "languages": ["ar"], "free": []}
    guide = Guide(**(values | changes))
    if signs_in:
        guide.user_id = make_user(Role.GUIDE, name=guide.first_name, email=guide.email).id
    db.session.add(guide)
    db.session.flush()
    return guide


def make_scheme(**changes) -> FeeScheme:
    """A scheme that club and municipality may apply to, with an answer in a fortnight."""
    values = {
        "name": "Fritidskasse", "applicants": [Applicant.MUNICIPALITY, Applicant.ASSOCIATION],
        "covers": [Covers.FEE], "period": Period.HALF_YEAR, "answer_days": 14,
    }  # fmt: skip
    scheme = FeeScheme(**(values | changes))
    db.session.add(scheme)
    db.session.flush()
    return scheme


def make_application(placement, **changes) -> FeeApplication:
    """A draft for this half-year."""
    now = clock.now()
    values = {
        "placement_id": placement.id, "reference": f"ABC-{next(_numbers):03}", "state": ApplicationState.DRAFTED,
        "amount": Decimal(540), "from_on": now.date(), "until_on": now.date() + timedelta(days=90), "drafted_at": now,
    }  # fmt: skip
    application = FeeApplication(**(values | changes))
    db.session.add(application)
    db.session.flush()
    return application

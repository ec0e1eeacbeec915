"""Applications that have been kept long enough."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select

from allemed.applications.models import GrantApplication, GrantCall
from allemed.applications.rules import ApplicationState

AWARDED = GrantApplication.state == ApplicationState.AWARDED


def _of_old_calls(since: datetime) -> list[ColumnElement[bool]]:
    """What is written in a call that is still open is never old."""
    over = select(GrantCall.id).where(GrantCall.closes_on < since.date())
    return [GrantApplication.state_since < since, GrantApplication.call_id.in_(over)]


def old_applications(since: datetime) -> Select:
    """Declined, undecided, never sent or "not this year": they go whole."""
    return select(GrantApplication.id).where(~AWARDED, *_of_old_calls(since))


def old_awarded(since: datetime) -> Select:
    """Awarded ones with words in them: amounts, days and the grant stay, as in the ledger."""
    has_words = or_(GrantApplication.purpose != "", GrantApplication.link != "", GrantApplication.applicant_name != "")
    return select(GrantApplication.id).where(AWARDED, has_words, *_of_old_calls(since))

"""The blueprint that every page of this feature hangs on, and what several of them ask."""

from datetime import date

from flask import Blueprint

from allemed import clock
from allemed.applications.models import GrantCall
from allemed.applications.rules import CallState
from allemed.config import settings

views = Blueprint("applications", __name__)


def today() -> date:
    return clock.today(settings().zone)


def state_of(call: GrantCall) -> CallState:
    return call.state_at(clock.now(), settings().zone)

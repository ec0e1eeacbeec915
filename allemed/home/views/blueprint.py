"""The blueprint of the start pages, and what they share."""

from flask import Blueprint

from allemed import clock
from allemed.config import settings
from allemed.countries import profile
from allemed.home.queries import Window
from allemed.home.queries.today import answer_since

views = Blueprint("home", __name__, cli_group=None)


def window() -> Window:
    """Now, as the municipality's calendar and settings see it."""
    day, zone = clock.today(settings().zone), settings().zone
    return Window(
        now=clock.now(), today=day, zone=zone, spot_days=settings().spot_days,
        answer_since=answer_since(day, settings().answer_days, zone, profile().is_working_day),
    )  # fmt: skip

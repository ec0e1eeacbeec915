"""The blueprint of interest, and what its pages share."""

from flask import Blueprint, Flask

from allemed.catalogue.rules import KINDS
from allemed.config import settings
from allemed.locales import ngettext

views = Blueprint("referrals", __name__)
PICTURES = {code: (kind.icon, kind.family) for code, kind in KINDS.items()}
USUAL_CONTACT_DAYS = 5  # what our texts say in words


def said_in_time(usual: str) -> str:
    """The text that says five working days; with another setting one that says how many."""
    days = settings().contact_days
    if days == USUAL_CONTACT_DAYS:
        return usual
    return ngettext(
        "The coordinator calls within %(num)s working day.", "The coordinator calls within %(num)s working days.", days
    )


def prepare(app: Flask) -> None:
    """For the pages that say when somebody is called."""
    app.jinja_env.globals.update(said_in_time=said_in_time)

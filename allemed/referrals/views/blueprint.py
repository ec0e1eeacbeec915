"""The blueprint of interest, and what its pages share."""

from datetime import date

from flask import Blueprint, Flask

from allemed import clock
from allemed.catalogue.rules import KINDS
from allemed.config import settings
from allemed.countries import profile
from allemed.locales import ngettext
from allemed.referrals.forms.words import kind_name
from allemed.referrals.models import Referral, TermMessage
from allemed.referrals.rules import Progress, told_progress

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


def answer_by(referral: Referral) -> date:
    """The working day by which its partner was promised an answer."""
    came = clock.local(referral.created_at, settings().zone).date()
    return profile().after_working_days(came, settings().partner_answer_days)


def told_of(message: TermMessage | None) -> dict[Progress, str] | None:
    """The counts of a term as they may be said; None where there are too few to say any."""
    return told_progress({one: getattr(message, one) for one in Progress}) if message else None


def prepare(app: Flask) -> None:
    """For the pages that say when somebody is called."""
    app.jinja_env.globals.update(said_in_time=said_in_time, own_kind_name=kind_name)

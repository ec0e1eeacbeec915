"""Messages between families and the coordinator, and sessions they cannot come to, invented."""

from datetime import date

from allemed import clock
from allemed.database import db
from allemed.families.models import Family
from allemed.messages.models import Message
from allemed.messages.rules import Phrase, Side
from allemed.placements.models import Absence, Placement
from tests.factories.families import make_family


def make_message_of(family: Family | None = None, side: Side = Side.FAMILY, **changes) -> Message:
    """A family asks to be called; pass `words` for its own words."""
    family = family or make_family()
    values = {"phrase": None if "words" in changes else Phrase.CALL_ME, "language": "ar", "sent_at": clock.now()}
    return _add(Message(family_id=family.id, side=side, **(values | changes)))


def make_absence(placement: Placement, session_on: date, **changes) -> Absence:
    return _add(Absence(placement_id=placement.id, session_on=session_on, **({"said_at": clock.now()} | changes)))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row

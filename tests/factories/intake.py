"""Conversations, invented."""

from datetime import timedelta

from allemed import clock
from allemed.database import db
from allemed.families.models import Child
from allemed.intake.models import Conversation
from allemed.intake.rules import GUIDE_VERSION, Interpreter, NextStep
from tests.factories.families import make_child


def make_conversation(child: Child | None = None, **changes) -> Conversation:
    """A conversation held today: football and choir, after school on Tuesdays; the next step is due in a week."""
    child = child or make_child()
    now = clock.now()
    values = {
        "family_id": child.family_id,
        "child_id": child.id,
        "held_on": now.date(),
        "guide_version": GUIDE_VERSION,
        "interpreter": Interpreter.NONE_NEEDED,
        "kinds": ["football", "choir"],
        "times": ["1:after_school"],
        "next_step": NextStep.FIND_SPOT,
        "next_step_on": now.date() + timedelta(days=7),
        "created_at": now,
    }
    conversation = Conversation(**(values | changes))
    db.session.add(conversation)
    db.session.flush()
    return conversation

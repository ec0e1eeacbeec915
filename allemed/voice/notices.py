"""Who asks is told that a child waits; nothing about the child leaves the page."""

from datetime import datetime

from allemed.delivery.actions import tell
from allemed.delivery.rules import Topic
from allemed.voice.models import NeutralPerson


def tell_person_of_task(person: NeutralPerson, *, now: datetime) -> None:
    tell(person.user, Topic.CHECK_IN, "/child-voices", now=now)

"""Who is told that a step waits, or was done: every other coordinator."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.closing.rules import Step
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic


def tell_coordinators_of_step(step: Step, *, by: User | None, now: datetime) -> None:
    """The message says that there is news; the page says what."""
    path = url_for("closing.show_step", step=step)
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, path, by=by, now=now)


def tell_coordinators_of_command(now: datetime) -> None:
    """Somebody with access to the machine has taken everything out."""
    tell_all(list_users(Role.COORDINATOR), Topic.NEWS, "/closing", now=now)

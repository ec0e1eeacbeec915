"""Who is told that there is a message: the other side, without a name and without a word of it."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.messages.models import Message
from allemed.messages.rules import Side


def tell_of_message(message: Message, *, by: User, now: datetime) -> None:
    """A family's message reaches every coordinator, an answer every adult of the family."""
    if message.side is Side.FAMILY:
        path = url_for("messages.show_of_family", family_id=message.family_id)
        tell_all(list_users(Role.COORDINATOR), Topic.MESSAGE, path, by=by, now=now)
    else:
        family = list_users(Role.FAMILY, family_id=message.family_id)
        tell_all(family, Topic.MESSAGE, url_for("messages.show_ours"), by=by, now=now)

"""Who is told of a need and of its answer, without a word of either."""

from datetime import datetime

from flask import url_for

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.needs.models import Need


def tell_coordinators_of_need(need: Need, *, by: User, now: datetime) -> None:
    tell_all(list_users(Role.COORDINATOR), Topic.MESSAGE, url_for("needs.show_need", need_id=need.id), by=by, now=now)


def tell_association_of_answer(need: Need, *, by: User, now: datetime) -> None:
    users = list_users(Role.ASSOCIATION, association_id=need.association_id)
    tell_all(users, Topic.ANSWER, url_for("needs.show_need", need_id=need.id), by=by, now=now)

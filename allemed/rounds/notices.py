"""Who is told that something of a round or an open wish waits for them. No name leaves here."""

from datetime import datetime

from flask import url_for

from allemed.accounts.models import User
from allemed.delivery.actions import tell_all
from allemed.delivery.rules import Topic
from allemed.rounds.models import OpenWish
from allemed.rounds.queries import list_association_users


def tell_associations_of_wish(wish: OpenWish, *, by: User, now: datetime) -> None:
    """A family wishes for a group that nobody has room in."""
    tell_all(list_association_users(wish), Topic.NEWS, url_for("home.show_our_wishes"), by=by, now=now)

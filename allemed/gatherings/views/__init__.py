"""Pages of gatherings: planned, run, looked back on, and what everybody may read of them."""

from flask import Flask

from allemed.gatherings.views import agreed, events, invited, inviting, network, public, running, themes
from allemed.gatherings.views.blueprint import views

__all__ = ["agreed", "events", "invited", "inviting", "network", "prepare", "public", "running", "themes", "views"]


def prepare(app: Flask) -> None:
    """What pages of features below show of gatherings."""
    app.jinja_env.globals.update(guests_at=public.guests_at, my_invitations=invited.my_invitations)

"""The first address: families meet what there is to do, or what waits for them; everybody else their own page."""

from flask import g, url_for
from sqlalchemy import text

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.catalogue.views import show_list
from allemed.config import settings
from allemed.database import db
from allemed.home.queries import count_family_waiting
from allemed.home.views.blueprint import views
from allemed.htmx import redirect_to
from allemed.kept_pages import kept_for_visitors
from allemed.resting import open_at_rest

OWN_PAGES = {
    Role.COORDINATOR: "home.show_today",
    Role.ASSOCIATION: "home.show_our_association",
    Role.PARTNER: "referrals.list_referrals",
    Role.GUIDE: "support.list_first_times",
}


@views.get("/")
@allow(PUBLIC)
@kept_for_visitors
def show_start():
    user = current_user()
    endpoint = OWN_PAGES.get(user.role) if user else None
    if user and user.role == Role.FAMILY and _something_waits(user):
        endpoint = "home.show_our_page"
    return redirect_to(url_for(endpoint)) if endpoint else show_list()


def _something_waits(family) -> bool:
    g.waiting_count = count_family_waiting(family, clock.today(settings().zone))
    return g.waiting_count > 0


@views.get("/healthz")
@allow(PUBLIC)
@open_at_rest
def show_health():
    """200 only when the database answers; for a load balancer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}

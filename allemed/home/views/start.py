"""The first address: families meet what there is to do, everybody else their own page."""

from flask import url_for
from sqlalchemy import text

from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.catalogue.views import show_list
from allemed.database import db
from allemed.home.views.blueprint import views
from allemed.htmx import redirect_to

OWN_PAGES = {
    Role.COORDINATOR: "home.show_today",
    Role.ASSOCIATION: "home.show_our_association",
    Role.PARTNER: "referrals.list_referrals",
}


@views.get("/")
@allow(PUBLIC)
def show_start():
    user = current_user()
    endpoint = OWN_PAGES.get(user.role) if user else None
    return redirect_to(url_for(endpoint)) if endpoint else show_list()


@views.get("/healthz")
@allow(PUBLIC)
def show_health():
    """200 only when the database answers; for a load balancer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}

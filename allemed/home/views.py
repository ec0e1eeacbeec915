"""The start page of each role, the places of the bottom bar, and the pages about us."""

from flask import Blueprint, Flask, request, url_for

from sqlalchemy import text

from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.database import db
from allemed.locales import _l, _sl

views = Blueprint("home", __name__)

# endpoint, label, icon: at most four places for each role
PLACES = {
    None: (
        ("home.show_start", _l("Find"), "magnifying-glass"),
        ("home.show_help", _l("Help"), "hand-heart"),
        ("accounts.show_sign_in", _l("Sign in"), "user"),
    ),
    Role.FAMILY: (
        ("home.show_start", _l("Find"), "magnifying-glass"),
        ("home.show_our_page", _l("Our page"), "users-three"),
        ("home.show_help", _l("Help"), "hand-heart"),
    ),
    Role.ASSOCIATION: (
        ("home.show_our_association", _sl("Now"), "bell"),
        ("catalogue.list_own_activities", _sl("Our groups"), "users-three"),
        ("commitments.list_own", _sl("Promises"), "list-checks"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
    Role.PARTNER: (
        ("referrals.list_referrals", _sl("Families"), "users-three"),
        ("referrals.add_referral", _sl("New"), "plus"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
    Role.COORDINATOR: (
        ("home.show_today", _sl("Today"), "bell"),
        ("families.list_families", _sl("Families"), "house"),
        ("associations.list_associations", _sl("Associations"), "users-three"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
}


def places() -> list[dict]:
    """The bottom bar (or side rail) of the present user."""
    user = current_user()
    return [
        {"url": url_for(endpoint), "label": label, "icon": icon, "here": request.endpoint == endpoint, "badge": None}
        for endpoint, label, icon in PLACES[user.role if user else None]
    ]


def footer_links() -> list[dict]:
    """Reachable from every page: who the coordinator is, privacy, accessibility."""
    return [
        {"label": _l("Who is the coordinator?"), "url": url_for("home.show_help")},
        {"label": _l("Privacy"), "url": url_for("home.show_privacy")},
        {"label": _l("Accessibility"), "url": url_for("home.show_accessibility")},
    ]


def prepare(app: Flask) -> None:
    """Give every layout its navigation."""
    app.jinja_env.globals.update(places=places, footer_links=footer_links)


@views.get("/healthz")
@allow(PUBLIC)
def show_health():
    """200 only when the database answers; for a load balancer."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}

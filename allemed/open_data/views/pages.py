"""The page that says what there is for machines; and what a group's page tells search engines."""

from flask import url_for

from allemed import clock
from allemed.access.rules import PUBLIC, allow
from allemed.catalogue.models import Activity
from allemed.catalogue.rules.openactive import CONCEPTS
from allemed.config import OPEN_DATA_LICENCES, settings
from allemed.htmx import render
from allemed.locales import STAFF_LANGUAGES, language
from allemed.open_data.queries import count_public_groups, public_group, publisher
from allemed.open_data.rules.schema_org import event_series
from allemed.open_data.views.blueprint import views


@views.get("/open-data/")
@allow(PUBLIC)
def show_open_data():
    home = settings().base_url.rstrip("/")
    addresses = {
        name: home + url_for(f"open_data.{name}") for name in ("show_session_series", "list_services", "show_hsds")
    }
    name, address = OPEN_DATA_LICENCES[settings().open_data_licence]
    return render(
        "open_data/show_open_data.html", addresses=addresses, home=home, licence=name, licence_url=address,
        count=count_public_groups(), concepts=len(CONCEPTS), is_read=language().code in STAFF_LANGUAGES,
    )  # fmt: skip


def structured_data(activity: Activity) -> dict | None:
    """JSON-LD of a group's own page; None for a group that a visitor does not see."""
    if not (activity.is_open and activity.association.is_approved):
        return None
    return event_series(public_group(activity, clock.now()), publisher())

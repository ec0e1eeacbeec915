"""The feeds for machines: OpenActive's by RPDE 1.0, and Open Referral's."""

from uuid import UUID

from flask import abort, request, url_for

from allemed import clock
from allemed.access.rules import PUBLIC, allow
from allemed.config import OPEN_DATA_LICENCES, settings
from allemed.htmx import page_asked_for
from allemed.open_data.models import PublishedGroup
from allemed.open_data.queries import (
    count_public_groups,
    list_page_of_groups,
    list_public_groups,
    list_published,
    publisher,
)
from allemed.open_data.rules.hsds import OPENAPI, PROFILE, VERSION, full_service, listed_service, page_of_services
from allemed.open_data.rules.openactive import KIND, is_series, session_series
from allemed.open_data.views.answers import as_json
from allemed.open_data.views.blueprint import views
from allemed.resting import open_at_rest

ITEMS = 500  # a page, as the RPDE validator recommends
SERVICES, MOST_SERVICES = 50, 200
LAST_PAGE_AGE, PAGE_AGE = 8, 3600  # seconds, as OpenActive asks
SERVICES_AGE = 300
MOST_MODIFIED = 2**53


@views.get("/open-data/openactive/session-series")
@allow(PUBLIC)
@open_at_rest
def show_session_series():
    """One page of the feed. The last one is empty and names itself as the next: there a reader asks again later."""
    after = _after()
    rows = list_published(after, most=ITEMS)
    last = (rows[-1].modified, rows[-1].id) if rows else after
    told = tuple((row.id, row.modified) for row in rows)
    return as_json(
        lambda: {"next": _next(last), "items": _items(rows), "license": _licence()},
        max_age=PAGE_AGE if rows else LAST_PAGE_AGE,
        depends_on=told,
    )


def _licence() -> str:
    return OPEN_DATA_LICENCES[settings().open_data_licence][1]


def _after() -> tuple[int, UUID] | None:
    """Where in the feed to go on. Both parameters, or neither; anything else is a mistake of the reader (400)."""
    modified, group_id = request.args.get("afterTimestamp"), request.args.get("afterId")
    if modified is None and group_id is None:
        return None
    try:
        after = int(modified or ""), UUID(group_id or "")
    except ValueError:
        abort(400)
    return after if 0 <= after[0] <= MOST_MODIFIED else abort(400)


def _next(after: tuple[int, UUID] | None) -> str:
    words = {"afterTimestamp": after[0], "afterId": str(after[1])} if after else {}
    return settings().base_url.rstrip("/") + url_for("open_data.show_session_series", **words)


def _items(rows: list[PublishedGroup]) -> list[dict]:
    """What stands in the feed now. What was closed since it was noted is gone at once."""
    living = [row.id for row in rows if not row.is_deleted]
    groups = {one.id: one for one in list_public_groups(clock.now(), living) if is_series(one)} if living else {}
    by = publisher()
    items = []
    for row in rows:
        item = {"state": "deleted", "kind": KIND, "id": str(row.id), "modified": row.modified}
        if row.id in groups:
            item |= {"state": "updated", "data": session_series(groups[row.id], by)}
        items.append(item)
    return items


@views.get("/open-data/hsds/")
@allow(PUBLIC)
def show_hsds():
    """What this interface is, as the specification asks."""
    return as_json(lambda: {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}, max_age=PAGE_AGE)


@views.get("/open-data/hsds/services")
@allow(PUBLIC)
def list_services():
    page, size = page_asked_for(), request.args.get("per_page", SERVICES, type=int)
    size = min(max(size, 1), MOST_SERVICES)
    describe = full_service if request.args.get("full") == "true" else listed_service

    def make() -> dict:
        by = publisher()
        contents = [describe(one, by) for one in list_page_of_groups(clock.now(), page=page, size=size)]
        return page_of_services(contents, page=page, size=size, total=count_public_groups())

    return as_json(make, max_age=SERVICES_AGE)


@views.get("/open-data/hsds/services/<uuid:activity_id>")
@allow(PUBLIC)
def show_service(activity_id: UUID):
    groups = list_public_groups(clock.now(), [activity_id])
    if not groups:
        abort(404)
    return as_json(lambda: full_service(groups[0], publisher()), max_age=SERVICES_AGE)

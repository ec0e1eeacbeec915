"""Every page that somebody may open, with the first object of each kind that they may see."""

from collections.abc import Iterator

from flask import Flask

from allemed.access.guard import id_arguments
from allemed.access.rules import Role, may_open
from allemed.access.scopes import SCOPES
from allemed.database import db
from allemed.demo.queries import find_example

NO_PAGES = ("assets.", "media.", "demo.", "open_data.show_hsds", "open_data.list", "open_data.show_s", "open_data.show_c",
            "open_data.show_activity_calendar", "commitments.export", "pwa.show_manifest", "pwa.show_worker", "home.show_health", "catalogue.list_place_points")  # fmt: skip


def addresses_of(app: Flask, role: Role | None) -> Iterator[str]:
    """Pages of the demo municipality for its example of `role`; None is a visitor. Needs an app context."""
    user = find_example(role) if role else None
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "GET" not in rule.methods or rule.endpoint.startswith(NO_PAGES) or not may_open(view.allowed, role):
            continue
        found = {name: db.session.scalar(SCOPES[name](user).limit(1)) for name in id_arguments(rule)}
        if None not in found.values() and len(found) == len(rule.arguments):
            ids = {name: row.id for name, row in found.items()}
            yield app.url_map.bind("localhost").build(rule.endpoint, ids)

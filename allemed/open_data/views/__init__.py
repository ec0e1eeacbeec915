"""What others read: calendar files, feeds for machines, and the page that describes them."""

from flask import Flask

from allemed.open_data.views.blueprint import views
from allemed.open_data.views.calendars import (
    end_calendar,
    make_calendar,
    show_activity_calendar,
    show_calendar,
    show_calendar_file,
)
from allemed.open_data.views.feeds import list_services, show_hsds, show_service, show_session_series
from allemed.open_data.views.gatherings import show_gathering_calendar, show_invitation_calendar
from allemed.open_data.views.pages import show_open_data, structured_data


def prepare(app: Flask) -> None:
    """The group's page, which stands on a lower floor, asks for what search engines read."""
    app.jinja_env.globals["structured_data"] = structured_data


__all__ = [
    "end_calendar",
    "list_services",
    "make_calendar",
    "prepare",
    "show_activity_calendar",
    "show_calendar",
    "show_calendar_file",
    "show_gathering_calendar",
    "show_hsds",
    "show_invitation_calendar",
    "show_open_data",
    "show_service",
    "show_session_series",
    "views",
]

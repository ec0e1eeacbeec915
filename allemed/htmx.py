"""Page or fragment: one template serves a browser without JavaScript and a swap by htmx."""

from flask import Response, make_response, redirect, render_template, request

LAST_PAGE = 100_000  # no list is longer; a database cannot count to just any number


def is_htmx() -> bool:
    """Is this a swap of a part of a page (and not a boosted or restored whole one)?"""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def render(page: str, /, fragment: str | None = None, status: int = 200, **context) -> Response:
    """The template `page`, or only `fragment` if htmx asks for a part and one is named."""
    template = fragment if fragment and is_htmx() else page
    return make_response(render_template(template, **context), status)


def page_asked_for() -> int:
    """Which page of a long list the address asks for (`?page=`); what makes no sense is the first."""
    number = request.args.get("page", 1, type=int) or 1
    return number if 1 <= number <= LAST_PAGE else 1


def redirect_to(address: str) -> Response:
    """On to another page after a post (303). htmx's fetch follows it; a swapped part would be wrong, so it goes there."""
    if is_htmx():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = address
        return response
    return redirect(address, 303)

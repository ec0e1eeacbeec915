"""What is wrong with a family's form stands in a summary first, and at the field: linked both ways."""

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.demo import actions as demo
from allemed.demo.queries import find_example
from tests.addresses import addresses_of
from tests.pages import Page, check_page

LEFT_ALONE = ("once", "csrf_token", "version", "at", "website", "activity_id", "back", "next", "go")
WRONG = "9" * 21  # fits no field


@pytest.fixture
def town(session):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    session.commit()


def _sent(form, value: str) -> dict[str, str]:
    """What the form sends with every field that one can see filled with `value`."""
    found = {}
    for field in form.xpath(".//input|.//select|.//textarea|.//button"):
        name = field.get("name")
        if name and (field.get("type") == "hidden" or name in LEFT_ALONE):
            found[name] = field.get("value") or ""
        elif name and value:
            found[name] = value
    return found


def _wrong_pages(app, browser_of):
    """Each form of visitors and families, sent empty and sent with nonsense: the pages that say what is wrong."""
    for role in (None, Role.FAMILY):
        client = browser_of(find_example(role) if role else None)
        for address in list(addresses_of(app, role)):
            answer = client.get(address)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            for form in Page(answer, address)("main form[method=post]"):
                for value in ("", WRONG):
                    sent = client.post(form.get("action") or address, data=_sent(form, value))
                    if sent.status_code == 422:
                        yield Page(sent, f"{form.get('action') or address} with {value!r}")


def _points_at(page: Page, wanted: str) -> bool:
    """Does the field `wanted`, or the group around it, name the text of its error?"""
    field = page.one(f"[id='{wanted}']")
    errors = {error.get("id") for error in page(".field-error[id]")}
    around = [field, *field.iterancestors()]
    named = {word for one in around for word in (one.get("aria-describedby") or "").split()}
    return bool(named & errors)


@pytest.mark.one_database
def test_each_error_stands_in_the_summary_and_at_its_field(app, town, browser_of):
    seen = set()
    for page in _wrong_pages(app, browser_of):
        check_page(page)
        summary = page.one("#error-summary")
        assert summary.get("tabindex") == "-1" and summary.get("role") == "alert", page.address
        for link in summary.cssselect("a"):
            assert _points_at(page, link.get("href")[1:]), f"{page.address}: {link.get('href')}"
        assert summary.cssselect("li"), page.address
        seen.add(page.address.split(" with ")[0])
    assert len(seen) >= 4, seen

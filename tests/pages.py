"""A fetched page, and what every page must be: one heading, a title, a language, labelled inputs, protected forms."""

import re
from functools import cache, cached_property

from lxml import html
from lxml.cssselect import CSSSelector

_selector = cache(CSSSelector)  # to XPath once, not for each page


class Page:
    """An answer with its parsed tree. `page("css")` gives the matching elements, `page.text` the words a reader sees."""

    def __init__(self, response, address: str):
        self.response, self.address = response, address
        self.status, self.source = response.status_code, response.get_data(as_text=True)

    @cached_property
    def tree(self):
        return html.document_fromstring(self.source)

    def __call__(self, selector: str) -> list:
        return _selector(selector)(self.tree)

    def one(self, selector: str):
        found = self(selector)
        assert len(found) == 1, f"{self.address}: {len(found)} × {selector}"
        return found[0]

    @property
    def text(self) -> str:
        body = self.tree.cssselect("main")
        return re.sub(r"\s+", " ", (body[0] if body else self.tree).text_content()).strip()

    @property
    def links(self) -> list[str]:
        return [link.get("href") for link in self("a[href]")]


def token_of(client) -> str:
    """The anti-forgery token of a browser, as any page with a form would give it."""
    from flask import g
    from flask_wtf.csrf import generate_csrf

    app = client.application
    with app.test_request_context() as context:
        g.pop("csrf_token", None)  # of an earlier browser or visit
        with client.session_transaction() as stored:
            context.session.update(stored)
            token = generate_csrf()
            stored.update(context.session)
        return token


def check_page(page: Page) -> None:
    """AssertionError with the address and what is wrong with the page."""
    where = page.address
    root = page.tree.getroottree().getroot()
    assert page.source.lstrip().lower().startswith("<!doctype html>"), f"{where}: a bare fragment was sent as a page"
    assert root.get("lang") and root.get("dir") in ("ltr", "rtl"), f"{where}: html without lang or dir"
    assert len(page("h1")) == 1, f"{where}: {len(page('h1'))} h1"
    assert page("title") and page("title")[0].text_content().strip(), f"{where}: no title"
    ids = [element.get("id") for element in page("[id]")]
    assert len(ids) == len(set(ids)), f"{where}: ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for form in page("form"):
        if form.get("method", "get").lower() == "post" and "data-waits" not in form.attrib:
            assert form.cssselect("[name=csrf_token]"), f"{where}: a POST form without token"
    labelled = {label.get("for") for label in page("label[for]")}
    for field in page("input:not([type=hidden]):not([type=submit]), select, textarea"):
        named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        inside = any(ancestor.tag == "label" for ancestor in field.iterancestors())
        assert named or inside, f"{where}: no label for {field.get('name')}"
    assert not page("script:not([src]):not([type='application/json']):not([type='application/ld+json'])"), (
        f"{where}: inline script"
    )
    assert not page("[style], [onclick], [onsubmit], [onload]"), f"{where}: inline style or handler"
    for element in page("[hx-get], [hx-post]"):
        assert element.get("hx-nonce"), f"{where}: an htmx element without nonce"
    for link in page("a[href='#'], a[href='']"):
        raise AssertionError(f"{where}: a dead link {link.text_content().strip()!r}")

"""The forms as pages show them, filled in and then one or two fields made wrong: an answer, and never a crash.

What browsers prevent arrives all the same: from old ones, from scripts, and from pages that were open for long.
"""

from random import Random

import pytest

from allemed import clock
from allemed.access.guard import id_arguments
from allemed.access.rules import Role, may_open
from allemed.access.scopes import SCOPES
from allemed.database import db
from allemed.demo import actions as demo
from allemed.demo.queries import find_example
from tests.conftest import NIGHTLY, browsers
from tests.pages import Page

WRONG = ("", " ", "0", "-1", "9" * 21, "2026-02-30", "0001-01-01", "9999-12-31", "25:61", "\x00", "abc", "NaN", "1e309", "é" * 5_000)  # fmt: skip
USUAL = {"date": "2026-11-30", "time": "17:00", "tel": "40000000", "email": "somebody@example.org", "number": "3"}
LEFT_OUT = ("assets", "pwa", "accounts", "demo")  # no forms, or signing this browser out
POSTS = 5_000 if NIGHTLY else 200


@pytest.fixture(scope="module")
def forms(app, shared_session):
    """Every form of the demo municipality, where there is something of everything."""
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    shared_session.commit()
    return _forms(app, browsers(app))


def _addresses(app, role):
    """Each page a role may open, with the first object it may see."""
    user = find_example(role)
    for rule in app.url_map.iter_rules():
        may = may_open(app.view_functions[rule.endpoint].allowed, role)
        if "GET" not in rule.methods or not may or rule.endpoint.split(".")[0] in LEFT_OUT:
            continue
        values = {name: db.session.scalar(SCOPES[name](user).limit(1)) for name in id_arguments(rule)}
        if None not in values.values():
            others = {name: "x" for name in rule.arguments if name not in values}
            ids = others | {name: row.id for name, row in values.items()}
            yield app.url_map.bind("localhost").build(rule.endpoint, ids) + "?talk=ar&interpreter=none_needed"


def _fields(page, form):
    """What each field of a form may hold, by its name."""
    fields = {}
    for node in page(f"[form={form.get('id')}]" if form.get("id") else "nothing") + form.xpath(".//*[@name]"):
        name, kind = node.get("name"), node.get("type")
        if node.tag == "select":
            fields.setdefault(name, []).extend(option.get("value", option.text or "") for option in node.iter("option"))
        elif name:
            fields.setdefault(name, []).append(node.get("value") or USUAL.get(kind, "abc"))
    return fields


def _forms(app, browser_of):
    found = {}
    for role in Role:
        client = browser_of(find_example(role))
        for address in list(_addresses(app, role)):
            answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            page = Page(answer, address)
            for form in page("form"):
                action = form.get("action") or address
                found[role, action] = (client, form.get("method", "get").lower(), action, _fields(page, form))
    return [form for form in found.values() if "/sign-out" not in form[2]]


def test_a_form_with_a_wrong_field_is_answered_and_breaks_nothing(forms):
    chance = Random(2)
    assert len(forms) > 60
    for _ in range(POSTS):
        client, method, address, fields = chance.choice(forms)
        data = {name: chance.choice(values) for name, values in fields.items()}
        for name in chance.sample(sorted(fields), min(len(fields), chance.choice((0, 1, 1, 2)))):
            if name not in ("csrf_token", "once"):
                data[name] = chance.choice(WRONG)
        data["once"] = str(chance.random())
        answer = (
            client.post(address, data=data)
            if method == "post"
            else client.get(address.split("?")[0], query_string=data)
        )
        sent = {name: value[:40] for name, value in data.items()}
        assert answer.status_code < 500, f"{address} answered {answer.status_code} to {sent}"


IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's


@pytest.mark.one_database
def test_an_identity_number_is_never_shown_again_whichever_field_it_was_written_into(forms):
    refused = 0
    for number, (client, method, address, fields) in enumerate(forms):
        if method != "post":
            continue
        written = dict.fromkeys(set(fields) - {"csrf_token", "version", "way"}, IDENTITY_NUMBER)
        data = {name: values[0] for name, values in fields.items()} | written | {"once": f"identity-{number}"}
        answer = client.post(address, data=data)
        refused += answer.status_code == 422
        assert IDENTITY_NUMBER not in answer.text, f"{address} shows it again"
    assert refused > 20, refused

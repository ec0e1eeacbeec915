"""Who may do what, over the whole app: nothing is open by accident, and a stranger's object is not there."""

import logging
import uuid
from collections import defaultdict
from pathlib import Path

import pytest

from allemed.access.guard import id_arguments
from allemed.access.matrix import access_matrix
from allemed.access.rules import PUBLIC, Role
from allemed.access.scopes import SCOPES
from allemed.home.views import navigation
from tests.factories.accounts import make_user

MATRIX = Path(__file__).with_name("access_matrix.txt")
OPEN_TO_ALL = ("static", "assets.show_asset")


def test_the_access_matrix_is_what_was_decided(app):
    assert access_matrix(app) == MATRIX.read_text("utf-8"), (
        "rights have changed: read the difference, and if it is meant, run "
        "`allemed access-matrix > tests/whole_app/access_matrix.txt` with demo = true"
    )


def test_every_view_says_who_may_open_it(app):
    for name, view in app.view_functions.items():
        assert view.allowed, name


def test_every_id_in_an_address_is_a_uuid_with_a_scope(app):
    for rule in app.url_map.iter_rules():
        for argument in id_arguments(rule):
            assert argument in SCOPES, rule
            assert f"<uuid:{argument}>" in rule.rule, rule


def test_no_get_view_is_also_the_one_that_changes_something(app):
    names = ("add_", "end_", "sign_out", "use_", "accept_", "decline_", "say_", "confirm_", "close_", "withdraw_")
    methods = defaultdict(set)
    for rule in app.url_map.iter_rules():
        methods[rule.endpoint] |= rule.methods
    for endpoint, all_methods in methods.items():
        if endpoint.split(".")[-1].startswith(names):
            assert "POST" in all_methods, f"{endpoint} changes something by GET"


@pytest.fixture
def users(session, monkeypatch):
    """One user of each role who owns nothing; how much waits for them is counted elsewhere."""
    monkeypatch.setattr(navigation, "_count_waiting", lambda user: 0)
    return {None: None} | {role: make_user(role) for role in Role}


def _address(app, rule) -> str:
    values = {name: uuid.uuid4() if name.endswith("_id") else "x" for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.mark.one_database
def test_each_role_meets_401_403_or_404_where_it_has_no_right(app, users, browser_of):
    refused = 0
    for rule in app.url_map.iter_rules():
        allowed = app.view_functions[rule.endpoint].allowed
        if rule.endpoint in OPEN_TO_ALL or PUBLIC in allowed or "GET" not in rule.methods:
            continue
        address = _address(app, rule)
        for role, user in users.items():
            answer = browser_of(user).get(address)
            if role not in allowed:
                assert answer.status_code == (401 if role is None else 403), f"{rule.endpoint} as {role}"
                refused += 1
            elif id_arguments(rule):
                assert answer.status_code == 404, f"{rule.endpoint} as {role} with an unknown id"
    assert refused > 50


def test_who_tries_doors_leaves_a_trace_that_names_nobody(session, browser_of, caplog):
    coach = make_user(Role.ASSOCIATION, name="Kanarifugl", email="kanari@example.org")
    with caplog.at_level(logging.DEBUG):
        for address in (f"/requests/{uuid.uuid4()}", "/families", "/our-association"):
            browser_of(coach).get(address)
        browser_of(None).get("/families")
    refusals = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert refusals == [
        f"refused with 404: placements.show_request to user {coach.id}",
        f"refused with 403: families.list_families to user {coach.id}",
    ]
    assert "anari" not in caplog.text


@pytest.mark.one_database
def test_posting_without_a_token_is_refused_everywhere(app, users, browser_of):
    app.config["WTF_CSRF_ENABLED"] = True
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint == "demo.sign_in":
            continue
        address = _address(app, rule)
        for user in users.values():
            answer = browser_of(user).post(address)
            assert answer.status_code in (400, 401, 403, 404), f"{rule.endpoint} took a post without token"

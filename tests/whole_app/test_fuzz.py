"""Whatever is sent to whatever address: never a 5xx, never a trace, never a change without a right."""

import string
import uuid
from random import Random

import pytest

from allemed.access.rules import Role
from allemed.database import db
from allemed.forms import Form
from tests.conftest import NIGHTLY
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.families import make_family
from tests.factories.referrals import make_partner
from tests.pages import token_of

CANARY = "<img src=x onerror=alert(1)>"
NASTY = ("", " ", "0", "-1", "999999999999999999999", "2026-02-30", "25:61", "\x00", "\u202eabc", "' OR 1=1--", "{{7*7}}",
         "%(name)s", CANARY, "é" * 5_000, "javascript:alert(1)", "//evil.example", "../../etc/passwd", "NaN", "1e309", "٣", "true")  # fmt: skip
EXAMPLES = 20_000 if NIGHTLY else 250


@pytest.fixture
def world(app, session, browser_of):
    """A signed-in browser for each role, and every rule of the app."""
    owners = {
        Role.COORDINATOR: {},
        Role.ASSOCIATION: {"association_id": make_association().id},
        Role.PARTNER: {"partner_id": make_partner().id},
        Role.FAMILY: {"family_id": make_family().id},
    }
    users = [None] + [make_user(role, **owner) for role, owner in owners.items()]
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "assets.show_asset"]
    clients = [browser_of(user) for user in users]
    return app, rules, _names(), clients, [token_of(client) for client in clients]


def _names() -> list[str]:
    """The names of all form fields, so that posts get past the first look."""

    def every(kind):
        for child in kind.__subclasses__():
            yield child
            yield from every(child)

    return sorted({name for form in every(Form) for name in dir(form) if hasattr(getattr(form, name), "field_class")})


def _text(chance: Random) -> str:
    """Something nasty, any signs at all, or digits."""
    kind = chance.randrange(3)
    if kind == 0:
        return chance.choice(NASTY)
    signs = string.digits if kind == 1 else [chr(code) for code in (chance.randrange(1, 0xD800) for _ in range(40))]
    return "".join(chance.choices(signs, k=chance.randrange(12 if kind == 1 else 40)))


def test_no_input_breaks_any_view(world):
    app, rules, names, clients, tokens = world
    chance = Random(7)
    for _ in range(EXAMPLES):
        rule, who = chance.choice(rules), chance.randrange(len(clients))
        values = {name: uuid.uuid4() if name.endswith("_id") else "7" for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        fields = {chance.choice(names): _text(chance) for _ in range(chance.randrange(13))}
        if "POST" in rule.methods and chance.random() < 0.5:
            answer = clients[who].post(address, data={"csrf_token": tokens[who], **fields})
        else:
            answer = clients[who].get(address, query_string=fields)
        assert answer.status_code < 500, f"{rule.endpoint}: {answer.status_code} to {fields}"
        assert "Traceback" not in answer.text
        assert CANARY not in answer.text, f"{rule.endpoint} sends back markup as it came"
        db.session.rollback()

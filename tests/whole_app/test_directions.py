"""In right-to-left text a name keeps to itself, and times, spans and phone numbers stay left-to-right.

Every public and family page of the demo municipality, read in Arabic and in Dari.
"""

import re

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place
from allemed.database import db
from allemed.demo import actions as demo
from allemed.demo.queries import find_example
from allemed.families.models import Child, Guardian
from allemed.locales import _
from tests.addresses import addresses_of
from tests.pages import Page

NAMES = (
    Association.name,
    Place.name,
    Activity.name,
    Activity.coach_name,
    Child.first_name,
    Guardian.first_name,
    User.name,
)
NUMBERS = re.compile(r"\d\d[:.]\d\d|\d ?[–-] ?\d|\+?\d{2,3}(?: \d{2,3}){2,}")
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
LEFT_ALONE = "//text()[not(ancestor::title or ancestor::option or ancestor::textarea or ancestor::script or ancestor::style or ancestor::svg or ancestor::*[@class='sr-only'])]"


@pytest.fixture
def town(session):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    session.commit()


def _names() -> re.Pattern:
    found = {name for column in NAMES for name in db.session.scalars(select(column).distinct()) if name}
    latin = [re.escape(name) for name in {*found, "Kari Nordbø"} if re.match(r"[A-ZÆØÅ]", name)]
    return re.compile(rf"\b({'|'.join(sorted(latin, key=len, reverse=True))})\b")


def _pages(app, browser_of, language: str):
    for role in (None, Role.FAMILY):
        client = browser_of(find_example(role) if role else None)
        for address in list(addresses_of(app, role)):
            answer = client.get(f"{address}?lang={language}")
            if answer.mimetype == "text/html" and answer.status_code == 200:
                yield Page(answer, address)


def _is_isolated(node) -> bool:
    parents = [node.getparent(), *node.getparent().iterancestors()]
    return any(one.tag == "bdi" or (one.get("dir") and one.tag != "html") for one in parents)


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["ar", "fa_AF"])
def test_names_and_numbers_are_isolated_on_every_page_a_family_meets(app, town, browser_of, language):
    names, seen, loose = _names(), 0, {}
    for page in _pages(app, browser_of, language):
        seen += 1
        for node in page.tree.xpath(LEFT_ALONE):
            for wanted in (names, NUMBERS):
                if (found := wanted.search(ISOLATED.sub("", node))) and not _is_isolated(node):
                    loose.setdefault(f"{found.group()} in {str(node).strip()[:80]!r}", page.address)
    assert seen > 15
    assert not loose


def test_a_name_of_the_other_direction_is_isolated_in_a_text(app):
    for code, name, shown in (
        ("ar", "Åge (U10)", "\u2068Åge (U10)\u2069"), ("ar", "محمد", "محمد"), ("nb", "محمد", "\u2068محمد\u2069"), ("nb", "Åge", "Åge")
    ):  # fmt: skip
        with app.test_request_context("/", query_string={"lang": code}):
            assert shown in _("Call %(name)s", name=name)
            assert shown in app.jinja_env.from_string('{{ _("Call %(name)s", name=name) }}').render(name=name)
            assert "\u2068" not in _("Call %(name)s", name=name).replace(shown, "")


def test_a_variable_of_a_text_is_escaped(app):
    with app.test_request_context("/", query_string={"lang": "ar"}):
        shown = app.jinja_env.from_string('{{ _("Call %(name)s", name="<b>") }}').render()
    assert "&lt;b&gt;" in shown and "<b>" not in shown

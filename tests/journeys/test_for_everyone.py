"""Every page a visitor or a family can open: axe finds nothing, light from the left and dark from the right (at night both
in both); nothing is cut off at 320 and 360 px or with the text twice as large; every target is large enough for a thumb;
the browser refuses nothing that the page's policy forbids.
"""

import pytest
from playwright.sync_api import Page

from allemed.access.rules import Role
from allemed.database import db
from allemed.demo.queries import find_example
from allemed.families.models import Family
from allemed.locales import LANGUAGES
from allemed.placements.rules import PlacementState
from tests.addresses import addresses_of
from tests.conftest import NIGHTLY
from tests.factories.families import make_child
from tests.factories.placements import make_placement
from tests.journeys.conftest import AXE, WATCH_POLICY, show_whole, sign_in

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.sr-only'))
  .map(e => [e.getBoundingClientRect(), e]).filter(([box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
  .slice(-3).map(([_box, e]) => e.outerHTML.slice(0, 110))"""
TWICE = "(on) => { document.documentElement.style.fontSize = on ? '212.5%' : ''; }"
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
  .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.closest('[aria-hidden], .sr-only'))
  .map(e => [e.closest('label') || (e.matches('.card-link') && e.closest('.card, .list-row')) || e, e])
  .filter(([e]) => !e.matches('.ds-skip-link, .ds-error-summary a'))
  .map(([e, own]) => [e.getBoundingClientRect(), own.outerHTML.slice(0, 110)])
  .filter(([box]) => box.width > 1 && (box.height < 47.5 || box.width < 47.5))
  .map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""
AXE_RUN = """async (rules) => (await axe.run({resultTypes: ['violations'], runOnly: rules})).violations
  .map(found => `${found.id}: ${found.nodes[0].html.slice(0, 120)}`)"""
LONG = "Annemarijekatarina"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THEMES = {"uk": ("light", "dark") if NIGHTLY else ("light",), "ar": ("dark", "light") if NIGHTLY else ("dark",)}


def _findings(page: Page, themes: tuple[str, ...]) -> list[str]:
    """What is wrong with the page that is open."""
    found = []
    for width, text in ((360, True), (360, False), (320, False)):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(TWICE, text)
        if (wider := page.evaluate(WIDER)) > 0:
            found.append(f"{wider} px too wide at {width}{' with the text twice as large' if text else ''}")
            found += page.evaluate(WIDEST)
    found += page.evaluate(SMALL)
    show_whole(page)
    page.evaluate(AXE.read_text("utf-8"))
    for theme in themes:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme}: {one}" for one in page.evaluate(AXE_RUN, RULES)]
    return found + page.evaluate("window.refused")


def _make_child_with_a_long_name() -> None:
    family = db.session.get_one(Family, find_example(Role.FAMILY).family_id)
    if all(child.first_name != LONG for child in family.children):
        make_placement(make_child(family, first_name=LONG), state=PlacementState.TRIAL)
        db.session.commit()


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize("role", [None, Role.FAMILY])
def test_every_page_holds_for_everyone(phone, demo_town, role, language):
    with demo_town.app.app_context():
        _make_child_with_a_long_name()
        addresses = set(addresses_of(demo_town.app, role))
        if role:
            addresses -= set(addresses_of(demo_town.app, None))
    page = phone(language=language, reduced_motion="reduce", service_workers="block")
    page.add_init_script(WATCH_POLICY)
    if role:
        sign_in(page, role)
    page.goto(f"/privacy?lang={language}")
    wrong, seen = {}, 0
    for address in sorted(addresses):
        answer = page.goto(address, wait_until="domcontentloaded")
        if "html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status < 500 and page.locator("html").get_attribute("lang") in (language, "nb"), address
        seen += 1
        if found := _findings(page, THEMES[language]):
            wrong[address] = found
    for address, found in wrong.items():
        print(address, *found, sep="\n    ")
    assert seen >= 6
    assert not wrong


def test_the_tag_our_scripts_use_gives_gregorian_dates_and_latin_digits(phone):
    """Without it a browser writes ۳ آذر ۱۴۰۵ in Dari, and a family sees two different dates."""
    page = phone()
    write = "(tag) => new Intl.DateTimeFormat(tag, {dateStyle: 'full'}).format(new Date('2026-11-24T12:00Z'))"
    page.goto("/offline")
    for known in LANGUAGES.values():
        text = page.evaluate(write, f"{known.tag}-u-ca-gregory-nu-latn")
        assert "2026" in text and "24" in text, text
    assert "2026" not in page.evaluate(write, "fa-AF")

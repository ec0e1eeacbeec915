"""The hand-over pack as it leaves a printer: real pages, nothing cut, names of every script in it."""

import re
import unicodedata
import zlib
from datetime import timedelta

import pytest

from allemed import clock
from allemed.placements.rules import PlacementState
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.followup import make_check_in
from tests.factories.placements import make_placement
from tests.journeys import small_town
from tests.journeys.conftest import phones, running, sign_in

NAMES = ("أميرة", "زهرا", "ሰናይት", "Ольга", "Nguyễn", "Bjørg-Åse Kristiansdatter Sundheimsnes")
OPEN = (PlacementState.PROPOSED, PlacementState.TRIAL)
A4 = {"width": 794, "height": 1123}  # at 96 dots an inch


def fill() -> None:
    """Eighteen open things of twelve children: what a small municipality has on a day."""
    small_town.fill()
    activity = make_activity(name="Turn og lek for de minste i Fjordvikhallen", birth_year_from=2005, free=40)
    for name in NAMES:
        for state in OPEN:
            placement = make_placement(make_child(first_name=name), activity, state)
            if state is PlacementState.TRIAL:
                make_check_in(placement=placement, due_on=clock.now().date() + timedelta(days=3))


@pytest.fixture
def paper(chromium, tmp_path):
    """The page on a screen, and the file that it is printed into."""
    with running(tmp_path, fill, default_language="en") as town, phones(chromium, town.address) as take:
        page = sign_in(take(viewport=A4, is_mobile=False, device_scale_factor=1), "coordinator")
        page.goto("/hand-over-pack")
        yield page, page.pdf(prefer_css_page_size=True)


def letters_in(file: bytes) -> set[str]:
    """What a reader copies out again: the letters that the fonts in the file say their glyphs stand for."""
    found: set[str] = set()
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            text = zlib.decompress(packed)
        except zlib.error:
            continue
        for part in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", part):
                found |= set(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore"))
        for part in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
            for first, last, start in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", part):
                found |= {chr(int(start, 16) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return set(unicodedata.normalize("NFKC", "".join(found)))  # Arabic letters are named by their shapes


def test_the_pack_is_one_page_of_status_and_one_of_what_is_open_with_names_of_every_script(paper):
    page, file = paper
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == 2
    assert set("".join(NAMES)) - {" "} <= letters_in(file)
    page.emulate_media(media="print")
    wide = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], "what is wider than the paper is cut, or makes everything smaller"
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
    assert page.locator(".pack-lines li, .pack-head, .council-key > div").evaluate_all(cut) == []
    parts = page.locator(".pack-lines li, .pack-head").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert set(parts) == {"avoid"}
    line = page.locator(".pack-lines a", has_text=NAMES[0]).first
    name, group = line.locator("bdi").nth(0).bounding_box(), line.locator("bdi").nth(1).bounding_box()
    assert name["x"] < group["x"], "an Arabic name does not turn the line around"

"""Read aloud and passed on, in a real browser whose voices, share sheet and clipboard are invented."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.demo.queries import find_example
from allemed.families.models import Child
from allemed.locales import LANGUAGES
from allemed.media.models import Picture
from allemed.placements.rules import ComesAlong, PlacementState
from tests.conftest import NOW
from tests.factories.media import make_picture, make_recording
from tests.factories.placements import make_placement
from tests.journeys.conftest import show_whole, sign_in

VOICES = """(voices) => {
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = new EventTarget();
  speech.getVoices = () => voices;
  speech.speak = (one) => said.push([one.voice.lang, one.text]);
  speech.cancel = () => {};
  speech.come = (more) => { voices = more; speech.dispatchEvent(new Event("voiceschanged")); };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""


def with_voices(page: Page, *tags: str, local: bool = True) -> Page:
    """A phone with these voices; `local=False`: they send the words away."""
    voices = [{"lang": tag, "localService": local} for tag in tags]
    page.add_init_script(f"({VOICES})({voices!r})".replace("True", "true").replace("False", "false"))
    return page


def spoken(page: Page) -> list[list[str]]:
    """Voice and words of all that was said, once something was: a tap comes to the page a moment later."""
    page.wait_for_function("() => said.length")
    return page.evaluate("said")


@pytest.mark.parametrize(
    ("language", "tags", "local", "is_there"),
    [
        ("ar", ["de-DE", "ar_EG"], True, True),
        ("ar", ["ar-SA"], False, False),
        ("ar", ["fa-IR", "he-IL", "en-US"], True, False),
        ("ti", ["am-ET", "en-US", "nb-NO"], True, False),
        ("fa-AF", ["fa-IR"], True, True),
        ("nn", ["nb-NO"], True, True),
        ("nb", ["da-DK", "sv-SE"], True, False),
    ],
)
def test_only_a_voice_of_the_same_language_on_this_phone_reads(phone, language, tags, local, is_there):
    page = with_voices(phone(language=language), *tags, local=local)
    page.goto("/help")
    expect(page.locator("[data-listen]")).to_be_visible(visible=is_there)


def test_a_voice_that_comes_later_brings_the_buttons_also_to_each_card(phone):
    page = with_voices(phone(language="ar"))
    page.goto("/activities")
    expect(page.locator(".card").first).to_be_visible()
    assert page.locator(".card [data-listen]").count() == 0
    height = page.locator(".card").first.bounding_box()["height"]
    page.evaluate("speechSynthesis.come([{ lang: 'ar-SA', localService: true }])")
    assert page.locator(".card [data-listen]").count() == page.locator(".card").count() > 10
    assert page.locator(".card").first.bounding_box()["height"] == height
    button = page.locator(".card [data-listen]").first
    assert button.bounding_box()["y"] < page.locator(".card .tile").first.bounding_box()["y"]
    name = page.locator(".card-name").first.inner_text()
    assert name in button.get_attribute("aria-label")
    button.tap()
    assert name in spoken(page)[0][1]
    assert {voice for voice, _words in spoken(page)} == {"ar-SA"}
    expect(page).to_have_url(re.compile("/activities"))


def test_without_a_voice_a_card_that_somebody_has_spoken_is_heard(phone, demo_town):
    page = with_voices(phone(language="ti"))
    page.goto("/activities")
    group = page.locator("a.card-link").nth(1).get_attribute("href")
    with demo_town.app.app_context():
        recording = make_recording(language="ti", activity=db.session.get(Activity, UUID(group.split("/")[-1])))
        db.session.commit()
        address = f"/sounds/{recording.id}"
        db.session.remove()
    page.reload()
    expect(page.locator(".card [data-listen]")).to_have_count(1)
    with page.expect_request(lambda request: request.url.endswith(address)):
        page.locator(f".card:has(a[href$='{group}']) [data-listen]").tap()
    page.goto("/activities?lang=so")
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".card [data-listen]")).to_have_count(0)


def test_a_second_tap_is_silence(phone):
    page = with_voices(phone(language="en"), "en-GB")
    page.goto("/help")
    button = page.locator("[data-listen]")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "false")
    count = len(spoken(page))
    assert count == 6
    assert not any("svg" in words or "Listen" in words for _voice, words in spoken(page))


@pytest.fixture(scope="module")
def first_day(demo_town) -> str:
    """A card with a picture and much to bring, of the family that the demo signs in."""
    with demo_town.app.app_context():
        mother = find_example(Role.FAMILY)
        child = db.session.query(Child).filter_by(family_id=mother.family_id).first()
        has_picture = Activity.id.in_(select(Picture.activity_id))  # another file's tests may have given one
        activity = db.session.query(Activity).filter(Activity.place_id.is_not(None), ~has_picture).offset(40).first()
        activity.bring = ["gym_clothes", "indoor_shoes", "water_bottle", "towel", "packed_lunch", "warm_clothes"]
        activity.borrow = ["indoor_shoes", "shin_guards", "warm_clothes"]
        make_picture(activity)
        placement = make_placement(
            child, activity, PlacementState.BOOKED, first_session_at=NOW, meets="Ola",
            comes_along=ComesAlong.COORDINATOR_AND_GUARDIAN,
        )  # fmt: skip
        db.session.commit()
        address = f"/placements/{placement.id}/first-day"
        db.session.remove()
    return address


def test_the_card_is_read_in_arabic_and_its_norwegian_is_not(phone, first_day):
    page = sign_in(with_voices(phone(language="ar"), "ar-SA", "nb-NO"), "family")
    page.goto(f"{first_day}?lang=ar")
    page.locator("[data-listen]").first.tap()
    words = " ".join(text for _voice, text in spoken(page))
    assert "Ola" in words
    assert not set(page.locator(".day-happens .at-home").all_inner_texts()) & {text for _v, text in spoken(page)}
    assert {voice for voice, _text in spoken(page)} == {"ar-SA"}


@pytest.mark.parametrize("language", ["ar", "ti", "ru", "nb"])
def test_the_card_is_one_page_on_paper(phone, first_day, language):
    page = sign_in(phone(), "family")
    page.goto(f"{first_day}?lang={language}")
    page.wait_for_function("() => document.querySelector('.photo img').complete")
    assert pages_of(page) == 1


@pytest.mark.parametrize("count", [1, 3, 5, 6, 7, 12])
def test_the_sheet_for_a_wall_is_one_page_and_holds_every_code(phone, count):
    codes = list(LANGUAGES)[:count]
    page = phone(javascript=False)
    page.goto("/poster?" + "&".join(f"in={code}" for code in codes))
    assert page.locator(".poster-cell svg").count() == count
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    sheet = page.locator(".poster").bounding_box()
    for code in page.locator(".poster-code svg").all():
        drawn = code.bounding_box()
        assert drawn["width"] > sheet["width"] * 0.12
        assert drawn["y"] + drawn["height"] < sheet["y"] + sheet["height"]


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_a_phone_passes_the_page_on_in_its_language(phone):
    page = phone(language="fa-AF")
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.goto("/activities?age=9")
    show_whole(page)  # what is laid out only now moves the button away from under a thumb that is down already
    page.locator("[data-share]").tap()
    page.wait_for_function("() => window.shared")
    assert page.evaluate("shared.url").endswith("/activities?age=9&lang=fa_AF")
    assert page.evaluate("shared.title") == page.title()


def test_without_a_share_sheet_the_link_is_copied_and_that_is_said(phone):
    page = phone()
    page.add_init_script(
        "Object.defineProperty(navigator, 'share', { value: undefined });"
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });"
    )
    page.goto("/help")
    button = page.locator("[data-share]")
    show_whole(page)
    button.tap()
    expect(button).to_have_text("The link is copied")
    expect(page.locator("#announce")).to_have_text("The link is copied")
    assert page.evaluate("copied").endswith("/help?lang=en")


@pytest.mark.parametrize("address", ["/help", "/activities", "/poster"])
def test_without_a_script_nothing_is_offered_that_cannot_work(phone, address):
    page = phone(javascript=False)
    page.goto(address)
    for button in page.locator("[data-share], [data-listen], [data-print]").all():
        expect(button).to_be_hidden()


def test_our_page_and_each_question_are_read_with_the_words_on_their_faces(phone):
    page = with_voices(phone(language="ar"), "ar-EG")
    sign_in(page, "family")
    page.goto("/our-messages?lang=ar")
    button = page.locator(".lead-row [data-listen]")
    expect(button).to_be_visible()
    button.tap()
    words = [text for _voice, text in spoken(page)]
    assert page.locator("h1").inner_text() in words
    assert page.locator(".phrase span").first.inner_text() in words  # what can be said by one tap is heard
    assert page.locator(".back span").inner_text() not in words
    page.goto("/wishes/new")
    page.locator(".lead-row [data-listen]").tap()
    assert page.locator("h1").inner_text() in [text for _voice, text in spoken(page)]

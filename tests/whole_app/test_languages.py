"""Which language a reader gets, how it is changed and remembered, and what a municipality hides."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from allemed import formatting
from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.config import ROOT, Settings
from allemed.locales import HOME, LANGUAGES, STAFF_LANGUAGES, make_offer
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.pages import Page

NATIVE = {code: one.name for code, one in LANGUAGES.items()}
TRANSLATED = [code for code in LANGUAGES if code not in HOME["NO"]]


def read(client, address: str, accept: str = "nb") -> Page:
    answer = client.get(address, headers={"Accept-Language": accept})
    assert answer.status_code == 200
    return Page(answer, address)


def language_of(page: Page) -> str:
    return page.tree.getroottree().getroot().get("lang")


@pytest.mark.parametrize(
    ("browser", "read_in"),
    [("ti-ER,ti;q=0.9,en;q=0.5", "ti"), ("prs", "fa-AF"), ("fa-IR,fa;q=0.9", "fa-AF"), ("no", "nb"), ("nn-NO", "nn"),
     ("uk-UA,ru;q=0.4", "uk"), ("am-ET", "nb"), ("am-ET,so;q=0.3", "so")],
)  # fmt: skip
def test_the_browser_says_which_language_comes_first(client, browser, read_in):
    assert language_of(read(client, "/help", browser)) == read_in


@pytest.mark.parametrize(
    "address", ["/", "/help", "/privacy", "/accessibility", "/sign-in", "/offline", "/no-such-page"]
)
def test_every_page_names_each_language_in_its_own_script(client, address):
    page = Page(client.get(address), address)
    names = {link.get("hreflang"): link.text_content().strip() for link in page(".language a")}
    assert names == {LANGUAGES[code].tag: name for code, name in NATIVE.items()}
    assert not page(".language img")


def test_a_chosen_language_stays_and_the_page_keeps_its_filter(client):
    page = read(client, "/activities?free=1&lang=en")
    link = next(link for link in page(".language a") if link.get("hreflang") == "so")
    assert link.get("href") == "/activities?free=1&lang=so"
    assert language_of(read(client, link.get("href"))) == "so"
    assert language_of(read(client, "/help")) == "so"


# One tap to the country's language, for the helper beside a reader, and one tap back


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_norwegian_version_of_the_same_page_is_one_tap_away_and_so_is_the_way_back(client, code):
    tag = LANGUAGES[code].tag
    there = read(client, "/privacy", tag).one(".other-version")
    assert (there.text_content(), there.get("lang"), there.get("href")) == ("Norsk", "nb", "/privacy?lang=nb")
    norwegian = read(client, there.get("href"), tag)
    assert language_of(norwegian) == "nb"
    back = norwegian.one(".other-version")
    assert (back.text_content(), back.get("lang")) == (NATIVE[code], tag)
    assert language_of(read(client, "/help", tag)) == "nb"
    assert language_of(read(client, back.get("href"), tag)) == tag


@pytest.mark.parametrize("browser", ["nb", "nn"])
def test_who_reads_norwegian_is_offered_no_other_version(client, browser):
    assert not read(client, "/help", browser)(".other-version")


# One tap to any other language


@pytest.mark.parametrize("address", ["/activities?free=1", "/help", "/privacy", "/sign-in"])
def test_at_the_foot_of_every_public_page_each_language_is_one_tap_away(client, address):
    page = read(client, address, "ar")
    tags = [link.get("hreflang") for link in page(".foot-languages a")]
    assert tags == [known.tag for known in LANGUAGES.values()]
    somali = next(link for link in page(".foot-languages a") if link.get("hreflang") == "so")
    assert language_of(read(client, somali.get("href"), "ar")) == "so"


@pytest.mark.parametrize("browser", ["nb", "en", "nn", "xx"])
def test_a_phone_that_speaks_norwegian_or_english_shows_the_other_languages_on_top_until_one_is_chosen(client, browser):
    page = read(client, "/activities", browser)
    names = [link.text_content() for link in page(".top-languages a")]
    expected = [code for code in LANGUAGES if code not in ("nb", "nn", "sv", browser)]
    assert names == [NATIVE[code] for code in expected]
    read(client, page(".top-languages a")[-1].get("href"), browser)
    assert not read(client, "/help", browser)(".top-languages")


def test_a_phone_that_speaks_arabic_shows_arabic_and_no_row_on_top(client):
    assert not read(client, "/activities", "ar")(".top-languages")


def test_nobody_who_is_signed_in_is_asked_for_a_language(visit, session):
    assert not visit("home.show_help", as_=make_user(Role.FAMILY), language="nb")(".top-languages")


def test_in_sweden_the_helper_reads_swedish(app, another_app):
    client = another_app(country="SE").test_client()
    assert language_of(read(client, "/privacy", "xx")) == "sv"
    assert read(client, "/privacy", "ar").one(".other-version").text_content() == "Svenska"


# What a municipality hides


def test_a_hidden_language_is_neither_listed_nor_read_nor_remembered(app, another_app):
    client = another_app(hidden_languages="pl, tr").test_client()
    page = read(client, "/privacy?lang=tr", "tr,so;q=0.3")
    assert language_of(page) == "so"
    assert {"pl", "tr"} == set(NATIVE) - {link.get("hreflang").replace("-", "_") for link in page(".language a")}
    assert not page.response.headers.getlist("Set-Cookie")


def test_languages_that_nobody_has_reviewed_can_be_hidden_but_never_the_countrys_own(tmp_path, monkeypatch):
    monkeypatch.setattr("allemed.locales.known.REVIEWED", tmp_path / "reviewed.txt")
    (tmp_path / "reviewed.txt").write_text("so\nuk\n")
    assert make_offer(Settings(hidden_languages="unreviewed")).shown == {"nb", "nn", "en", "so", "uk"}
    assert make_offer(Settings(hidden_languages="unreviewed, uk, nb")).shown == {"nb", "nn", "en", "so"}
    assert make_offer(Settings(country="SE", hidden_languages="unreviewed")).shown == {"sv", "en", "so", "uk"}


def test_a_slip_in_the_setting_is_named():
    with pytest.raises(ValueError, match="no such language: xx"):
        make_offer(Settings(hidden_languages="pl xx"))


def test_a_language_nobody_has_reviewed_says_so_and_a_reviewed_one_does_not(app, another_app, tmp_path, monkeypatch):
    monkeypatch.setattr("allemed.locales.known.REVIEWED", tmp_path / "reviewed.txt")
    (tmp_path / "reviewed.txt").write_text("so\n")
    client = another_app().test_client()
    assert not read(client, "/help", "so")(".language-note")
    assert read(client, "/help", "pl").one(".language-note").text_content()


# Dates, digits and weeks


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_dates_and_numbers_are_gregorian_with_latin_digits(app, code):
    day = date(2026, 11, 24)
    with app.test_request_context("/", query_string={"lang": code}):
        texts = [formatting.date_text(day, style) for style in ("short", "medium", "long", "full", "weekday")]
        texts += [formatting.moment_text(datetime(2026, 11, 24, 16, 5, tzinfo=UTC)), formatting.money(1250)]
        texts += [formatting.time_text(time(17, 5)), formatting.number_span(7, 9), formatting.days_ago(day)]
    assert all(letter in "0123456789" for text in texts for letter in text if letter.isdecimal())
    assert all("24" in text for text in texts[:5])
    assert "2026" in texts[2] and "17:05" in texts[5]


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_an_amount_has_the_sign_that_stands_on_every_price_here(app, code):
    with app.test_request_context("/", query_string={"lang": code}):
        shown = [formatting.money(1250), formatting.money(Decimal("12.50"))]
    assert all("kr" in one and "NOK" not in one for one in shown), shown
    assert re.sub(r"[^0-9]", "", shown[0]) == "1250" and re.sub(r"[^0-9]", "", shown[1]) == "1250"


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_week_begins_as_in_the_country_in_every_language(visit, session, code):
    activity: Activity = make_activity(sessions=[(0, time(17), time(18)), (6, time(10), time(11))])
    page = visit("catalogue.show_activity", activity_id=activity.id, language=LANGUAGES[code].tag)
    dots = [dot.get("class") for dot in page(".week-large .days i")]
    assert dots == ["on", None, None, None, None, None, "on"]
    days = [field.get("value") for field in visit("catalogue.list_activities", language=code)("#filters [name=day]")]
    assert days == list("0123456")


def test_staff_pages_come_only_in_their_languages(app):
    from allemed.locales import offered

    with app.test_request_context("/today", headers={"Accept-Language": "ar"}):
        assert tuple(one.code for one in offered()) == STAFF_LANGUAGES


IN_JAVASCRIPT = re.compile(r"\b(?:new\s+)?Intl\.\w+\(|\.toLocale(?:Date|Time)?String\(")
GREGORIAN_AND_LATIN = "-u-ca-gregory-nu-latn"  # else a browser writes Persian years and digits in Dari


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda path: path.name)
def test_a_date_or_number_written_by_javascript_is_gregorian_with_latin_digits(path):
    source = path.read_text("utf-8")
    for use in IN_JAVASCRIPT.finditer(source):
        statement = source[max(0, use.start() - 200) : source.find(";", use.end())]  # the tag may stand the line before
        assert GREGORIAN_AND_LATIN in statement, f"{path.name}: {statement.strip()}"

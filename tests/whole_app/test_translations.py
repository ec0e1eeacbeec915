"""Every visible word is translated, with the right placeholders and plural forms."""

import subprocess
import sys
from datetime import date

import pytest

from allemed import translations
from allemed.access.rules import Role
from allemed.formatting import date_text
from allemed.locales import LANGUAGES, ngettext, offered
from tests.factories.accounts import make_user
from tests.factories.families import make_family

FINDINGS = translations.check()


@pytest.mark.parametrize("found", FINDINGS, ids=lambda found: found.catalogue)
def test_no_text_is_missing_stale_or_broken(found):
    assert not found.missing
    assert not found.stale
    assert not found.broken


@pytest.mark.parametrize("domain", list(translations.OFFERED))
def test_no_counted_text_was_left_in_english(domain):
    for language in translations.OFFERED[domain]:
        left = [m.id[0] for m in translations.read(language, domain) if m.pluralizable and tuple(m.string) == m.id]
        assert not left or language == translations.SOURCE


@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (103, 3)]
)
def test_arabic_has_six_plural_forms_chosen_as_cldr_says(count, form):
    rule = translations.PLURALS["ar"].split("plural=")[1].rstrip(";")
    python = "(0 if n==0 else 1 if n==1 else 2 if n==2 else 3 if 3<=n%100<=10 else 4 if n%100>=11 else 5)"
    assert eval(python, {"n": count}) == form
    assert translations.read("ar", "messages").num_plurals == 6
    assert "n%100>=11 ? 4 : 5" in rule


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_each_language_reads_in_its_own_direction(visit, language):
    page = visit("home.show_help", language=language.replace("_", "-"))
    root = page.tree.getroottree().getroot()
    assert root.get("lang") == LANGUAGES[language].tag
    assert root.get("dir") == LANGUAGES[language].direction


def test_a_text_is_shown_in_the_language_of_the_reader(visit):
    titles = {
        language: visit("home.show_privacy", language=language).one("h1").text_content() for language in LANGUAGES
    }
    assert len(set(titles.values())) == len(titles)


def test_staff_pages_come_only_in_their_languages(app):
    with app.test_request_context("/today", headers={"Accept-Language": "ar"}):
        assert "ar" not in {language.code for language in offered()}


def test_a_counted_text_has_no_number_left_out(app):
    with app.test_request_context("/", headers={"Accept-Language": "nb"}):
        assert ngettext("%(num)s day ago", "%(num)s days ago", 2) == "2 dager siden"


def test_who_looks_at_the_demo_goes_on_reading_their_own_language(client, session):
    make_user(role=Role.FAMILY, language="uk", family_id=make_family().id)
    session.commit()
    client.post("/demo/sign-in", data={"as": "family"}, headers={"Accept-Language": "tr"})
    assert 'lang="tr"' in client.get("/our-page").text


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_a_date_ends_without_a_full_stop_of_its_own(app, language):
    with app.test_request_context("/", headers={"Accept-Language": language}):
        assert date_text(date(2026, 11, 22)).endswith("2026")


@pytest.mark.parametrize("width", ["wide", "short"])
def test_days_are_nynorsk_whichever_language_was_read_first(width):
    script = f"from allemed.formatting import _day_names as n; n({width!r}, 'nb'); print(n({width!r}, 'nn')[1])"
    tuesday = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert tuesday.startswith("ty")


def test_english_dates_put_the_day_before_the_month(app):
    with app.test_request_context("/?lang=en"):
        assert date_text(date(2026, 11, 17), "medium") == "17 Nov 2026"
        assert date_text(date(2026, 11, 17), "weekday") == "Tuesday 17 November"

"""Every visible word is translated, with the right placeholders and plural forms."""

import re
import subprocess
import sys
from datetime import date
from gettext import c2py

import pytest
from babel import Locale

from allemed import translations
from allemed.access.rules import Role
from allemed.formatting import date_text
from allemed.locales import LANGUAGES, ngettext
from allemed.translations import OFFERED
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


FORMS = {"nb": 2, "nn": 2, "en": 2, "sv": 2, "uk": 3, "ar": 6, "ru": 3, "ti": 2, "so": 2, "fa_AF": 2, "pl": 3, "tr": 2}


@pytest.mark.parametrize(("language", "domain"), [(code, name) for name, codes in OFFERED.items() for code in codes])
def test_each_number_takes_the_form_that_cldr_says(language, domain):
    """gettext's own table is wrong or silent for fa_AF, so, ti and tr: the header of the file decides."""
    header = translations.path_of(language, domain).read_text("utf-8").split('\n"')[5]
    count, rule = re.match(r"Plural-Forms: nplurals=(\d); plural=(.*);", header).groups()
    choose, cldr = c2py(rule), Locale.parse(language).plural_form
    assert int(count) == FORMS[language]
    assert len({(choose(n), cldr(n)) for n in range(300)}) == FORMS[language]


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 21, 100])
def test_a_counted_text_comes_in_the_form_of_its_number(app, code, count):
    catalogue = translations.read(code, "messages")
    wanted = catalogue.get("%(num)s place").string[c2py(catalogue.plural_expr)(count)]
    with app.test_request_context("/", query_string={"lang": code}):
        assert ngettext("%(num)s place", "%(num)s places", count) == wanted % {"num": count}


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_form_for_many_numbers_says_the_number(code):
    """0 is singular in Tigrinya and Dari, 21 in Ukrainian and Russian. English "once" is meant for one alone."""
    catalogue = translations.read(code, "messages")
    choose = c2py(catalogue.plural_expr)
    for message in (m for m in catalogue if m.id and m.pluralizable and "%(num)s" in m.id[0]):
        for number, text in enumerate(message.string):
            assert "%(num)s" in text or sum(choose(n) == number for n in range(200)) == 1, text


# What the check would notice


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """`damaged("ti", change)`: what the check finds wrong in Tigrinya after the change to a copy of its catalogue."""

    def check_after(code: str, change) -> translations.Findings:
        path = tmp_path / code / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        text = translations.path_of(code, "messages").read_text("utf-8")
        assert change(text) != text
        path.write_text(change(text), "utf-8")
        monkeypatch.setattr(translations, "FOLDER", tmp_path)
        monkeypatch.setattr(translations, "OFFERED", {"messages": (code,)})
        return translations.check()[0]

    return check_after


PLACES = re.compile(r'(msgid "%\(num\)s place"\nmsgid_plural .*\nmsgstr\[0\] ".*"\n)(msgstr\[1\] )".*"\n')


@pytest.mark.parametrize("code", ["ti", "so", "fa_AF", "tr", "ar", "uk"])
def test_a_missing_plural_form_is_noticed(damaged, code):
    assert "%(num)s place" in damaged(code, lambda text: PLACES.sub(r'\1\2""\n', text)).missing


@pytest.mark.parametrize(
    "wrong", ["ደውሉ", "ናብ %(nam)s ደውሉ", "ናብ %(name)s 100 % ደውሉ", "<b>ናብ %(name)s ደውሉ", "ናብ %(name)s ደውሉ ٣"]
)
def test_a_translation_that_would_break_a_page_is_noticed(damaged, wrong):
    found = damaged("ti", lambda text: re.sub(r'(msgid "Call %\(name\)s"\nmsgstr ).*', rf'\1"{wrong}"', text))
    assert len(found.broken) == 1 and "Call %(name)s" in found.broken[0]


def test_a_text_that_is_missing_or_that_nobody_uses_is_noticed(damaged):
    found = damaged("ti", lambda text: text.replace('msgid "Help"', 'msgid "Helpp"'))
    assert "Help" in found.missing and "Helpp" in found.stale


def test_another_rule_for_plurals_than_ours_is_noticed(damaged):
    assert damaged("ti", lambda text: text.replace("plural=(n > 1)", "plural=(n != 1)")).broken


# What a reader gets


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

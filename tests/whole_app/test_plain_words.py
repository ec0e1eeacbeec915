"""What families read: short sentences in plain words, in every language.

At most 15 words a sentence, no contractions, none of the words that make a child a case. (Our default, after the advice
on plain language of morsmal.no, språklova § 9 and the Swedish guide to easy reading.)
"""

import re

import pytest
from babel.messages.catalog import Catalog

from allemed import translations
from allemed.locales import LANGUAGES

MOST_WORDS = 15
SENTENCES = re.compile(r"(?<=[.!?؟።፧])\s+|\n")
AVOIDED = {
    "en": r"cases?|clients?|risk\w*|problem\w*|challeng\w+|disadvantag\w+|foreign\w*|vulnerab\w+|immigrants?",
    "nb": r"sak(en|er)?|klient\w*|risiko\w*|problem\w*|ressurssvak\w*|fremmedspråklig\w*|utfordr\w+|innvandrer\w*|brukere?n?",
    "nn": r"sak(a|er)?|klient\w*|risiko\w*|problem\w*|ressurssvak\w*|framandspråkleg\w*|utfordr\w+|innvandrar\w*|brukar(en|ar)?",
    "sv": r"ärende\w*|klient\w*|risk\w*|problem\w*|resurssvag\w*|utman\w+|invandrar\w*|användare\w*",
    "uk": r"клієнт\w*|ризик\w*|проблем\w*",
    "ru": r"клиент\w*|риск\w*|проблем\w*",
    "pl": r"klien\w*|ryzyk\w*|problem\w*",
    "tr": r"müşteri\w*|riskli?|problem\w*",
    "ar": r"(ال)?(مشكلة|مشاكل|مشكلات|مخاطر|عميل|عملاء)",
    "fa_AF": r"مشکل|مشکلات|خطر|مشتری",
    "so": r"macmiil\w*|dhibaato\w*|khatar\w*",
    "ti": r"ጸገም|ጸገማት|ሓደጋ|ዓሚል",
}
MEANT = {"Is somebody in danger?"}  # here the word is the one that is needed
CONTRACTED = re.compile(r"\b(\w+n['’]t|(I|you|we|they|it|that|there|what|who)['’](re|ll|ve|s|d|m))\b", re.IGNORECASE)


def _texts(code: str) -> list[tuple[str, str]]:
    """Every text families read in a language, with its English one; the English ones as they stand in the pages."""
    catalogue: Catalog = translations.collect("messages") if code == "en" else translations.read(code, "messages")
    found = []
    for message in (m for m in catalogue if m.id):
        english = message.id if isinstance(message.id, str) else message.id[0]
        shown = message.id if code == "en" else message.string
        found += [(english, text) for text in ([shown] if isinstance(shown, str) else shown) if text]
    return found


def _words(sentence: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_no_sentence_for_families_has_more_than_15_words(code):
    sentences = [part for _english, text in _texts(code) for part in SENTENCES.split(text)]
    assert len(sentences) > 700
    assert not {part for part in sentences if _words(part) > MOST_WORDS}


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_families_meet_none_of_the_words_that_make_a_child_a_case(code):
    avoided = re.compile(rf"\b({AVOIDED[code]})\b", re.IGNORECASE)
    assert not {text for english, text in _texts(code) if english not in MEANT and avoided.search(text)}


def test_english_is_written_out():
    assert not {text for _english, text in _texts("en") if CONTRACTED.search(text)}

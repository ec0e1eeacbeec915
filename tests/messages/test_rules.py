"""The ready phrases."""

from allemed.messages.forms import PHRASE_ICONS, PHRASE_LABELS
from allemed.messages.rules import NEEDS_NO_ANSWER, PHRASES, Phrase, Side, may_say


def test_every_phrase_has_words_and_a_picture_and_belongs_to_somebody():
    said = {phrase for phrases in PHRASES.values() for phrase in phrases}
    assert said == set(Phrase) == set(PHRASE_LABELS) == set(PHRASE_ICONS)


def test_each_side_says_only_its_own():
    assert may_say(Side.FAMILY, Phrase.CALL_ME) and not may_say(Side.COORDINATOR, Phrase.CALL_ME)
    assert may_say(Side.COORDINATOR, Phrase.LOOKING) and not may_say(Side.FAMILY, Phrase.LOOKING)
    assert Side.FAMILY.other is Side.COORDINATOR and Side.COORDINATOR.other is Side.FAMILY


def test_what_asks_for_something_waits_for_an_answer():
    assert not {Phrase.CALL_ME, Phrase.NOT_WELL, Phrase.NEED_RIDE} & NEEDS_NO_ANSWER

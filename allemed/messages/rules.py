"""The ready phrases, who may send which, and when a message is asked about."""

from enum import StrEnum

MOST_LETTERS = 300
MOST_SHOWN = 60


class Side(StrEnum):
    """Who writes. Two sides only: a family and its coordinator. No message has a third reader."""

    FAMILY = "family"
    COORDINATOR = "coordinator"

    @property
    def other(self) -> "Side":
        return Side.COORDINATOR if self is Side.FAMILY else Side.FAMILY


class Phrase(StrEnum):
    """A ready sentence. Its words are data in every language, so each side reads it in its own."""

    # a family says
    CALL_ME = "call_me"
    CANNOT_COME = "cannot_come"
    ALL_WELL = "all_well"
    NOT_WELL = "not_well"
    NEED_EQUIPMENT = "need_equipment"
    NEED_RIDE = "need_ride"
    WHEN_START = "when_start"
    WANT_OTHER = "want_other"
    # the coordinator says
    I_CALL_YOU = "i_call_you"
    PLEASE_CALL = "please_call"
    LOOKING = "looking"
    SEE_PROPOSAL = "see_proposal"
    CLUB_ANSWERED = "club_answered"
    EQUIPMENT_READY = "equipment_ready"
    HOW_WAS_IT = "how_was_it"
    # both
    THANK_YOU = "thank_you"
    YES = "yes"
    NO = "no"


_P = Phrase
PHRASES: dict[Side, tuple[Phrase, ...]] = {
    Side.FAMILY: (
        _P.CALL_ME, _P.CANNOT_COME, _P.ALL_WELL, _P.NOT_WELL, _P.NEED_EQUIPMENT, _P.NEED_RIDE, _P.WHEN_START,
        _P.WANT_OTHER, _P.YES, _P.NO, _P.THANK_YOU,
    ),
    Side.COORDINATOR: (
        _P.I_CALL_YOU, _P.PLEASE_CALL, _P.LOOKING, _P.SEE_PROPOSAL, _P.CLUB_ANSWERED, _P.EQUIPMENT_READY,
        _P.HOW_WAS_IT, _P.YES, _P.NO, _P.THANK_YOU,
    ),
}  # fmt: skip

# Nobody has to answer these, so they wake nobody up as something to do.
NEEDS_NO_ANSWER = frozenset({_P.THANK_YOU, _P.ALL_WELL, _P.YES, _P.NO})


def may_say(side: Side, phrase: Phrase) -> bool:
    """Is this one of the sentences of this side?"""
    return phrase in PHRASES[side]

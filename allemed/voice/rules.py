"""Five picture questions to a child, and what of the answers may be told to whom (domain.md 2.5 B12, 6.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from allemed.intake.rules import Face

FEWEST = 5  # answers: fewer are shown to nobody, and every five more are added together
DAYS_TO_ASK = 14  # then the task comes back to the coordinator; our default


class VoiceQuestion(StrEnum):
    LOOK_FORWARD = "look_forward"
    FRIEND = "friend"
    KIND = "kind"  # are the grown-ups kind?
    HEARD = "heard"  # do they listen to you?
    GO_ON = "go_on"


COMPARED = (VoiceQuestion.FRIEND, VoiceQuestion.LOOK_FORWARD)  # before and after, as in Biskopsgården (V8)


class Share(StrEnum):
    """How many say yes, in words: an exact number of few answers would tell who said what."""

    MOST = "most"
    HALF = "half"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Told:
    """One question over many children: how many answers are counted, and how many of them were good."""

    count: int
    share: Share


def tell(faces: Sequence[Face]) -> Told | None:
    """Of the faces in the order they were given, those in full fives; None for fewer than five.

    So the answer of the one who came last cannot be found by looking before and after.
    """
    count = len(faces) // FEWEST * FEWEST
    if count == 0:
        return None
    good = sum(face == Face.GOOD for face in faces[:count]) / count
    return Told(count, Share.MOST if good >= 0.75 else Share.HALF if good >= 0.25 else Share.FEW)

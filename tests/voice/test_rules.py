"""What many children say is told in words, and never of fewer than five."""

from hypothesis import given
from hypothesis import strategies as st

from allemed.followup.rules import Face
from allemed.intake.rules import decode, encode
from allemed.voice.rules import FEWEST, Share, VoiceQuestion, tell


def test_four_answers_are_told_to_nobody():
    assert tell([Face.GOOD] * 4) is None
    assert tell([Face.GOOD] * 5).share is Share.MOST


@given(st.lists(st.sampled_from(Face), min_size=FEWEST, max_size=40))
def test_the_answer_of_whoever_came_last_cannot_be_found_by_looking_before_and_after(faces):
    whole = len(faces) // FEWEST * FEWEST
    assert tell(faces) == tell(faces[:whole])


def test_answers_come_back_as_they_were_given():
    answers = {VoiceQuestion.FRIEND: Face.BAD, VoiceQuestion.GO_ON: Face.SO_SO}
    assert decode(encode(answers.items())) == answers

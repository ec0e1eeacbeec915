"""What is a sound, and what goes out of the file before it is kept."""

import pytest

from allemed.media.rules import SoundKind, sound_kind, without_marks
from tests.factories.media import m4a, mp3

WHERE = b"+59.7390+010.2050/ Kari's phone"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (mp3(), SoundKind.MP3),
        (mp3(mark=WHERE), SoundKind.MP3),
        (m4a(), SoundKind.M4A),
        (b"OggS" + bytes(60), None),
        (b"<svg onload=alert(1)>", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff\xe0 a picture", None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_the_bytes_decide_what_a_file_is(data, kind):
    assert sound_kind(data) is kind


def test_an_mp3_loses_what_was_written_before_and_after_the_sound():
    assert without_marks(mp3(mark=WHERE), SoundKind.MP3) == mp3()


def test_a_voice_memo_loses_where_it_was_recorded_and_keeps_its_length_and_sound():
    kept = without_marks(m4a(WHERE), SoundKind.M4A)
    assert WHERE not in kept
    assert len(kept) == len(m4a(WHERE))
    assert kept.endswith(b"sound" * 9)


@pytest.mark.parametrize("cut", [9, 30, 45, 60])
def test_a_broken_memo_is_no_reason_to_fail(cut):
    assert len(without_marks(m4a(WHERE)[:cut], SoundKind.M4A)) == cut


def test_tags_that_never_end_are_cut_away():
    assert without_marks(b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(50), SoundKind.MP3) == b""

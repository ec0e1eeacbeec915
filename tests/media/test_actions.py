"""Recordings and pictures are added, replaced and taken away."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.media import actions
from allemed.media.gateway import NoPicture, draw_again
from allemed.media.models import Picture, Recording
from allemed.media.rules import LARGEST_PHOTO, LARGEST_SOUND, LONGEST_SIDE, PictureKind, Shows
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.factories.media import mp3, photo

pytestmark = pytest.mark.usefixtures("session")
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def test_a_new_recording_takes_the_place_of_the_old_one_of_its_language_only(coordinator):
    for language in ("ti", "so", "ti"):
        actions.add_recording("help", language, mp3(), by=coordinator, now=NOW)
    assert sorted(one.language for one in db.session.scalars(select(Recording))) == ["so", "ti"]


@pytest.mark.parametrize("data", [b"", b"RIFF....WAVEfmt ", mp3() + bytes(LARGEST_SOUND)])
def test_what_no_phone_plays_or_is_too_large_is_refused(coordinator, data):
    with pytest.raises(actions.NoSound):
        actions.add_recording("help", "ti", data, by=coordinator, now=NOW)
    assert db.session.scalars(select(Recording)).all() == []


def test_the_recording_and_the_picture_of_a_group_go_with_it(coordinator, session):
    activity = make_activity()
    actions.add_recording("activity:x", "ti", mp3(), activity_id=activity.id, by=coordinator, now=NOW)
    actions.set_picture(activity.id, photo(), Shows.COACH, by=coordinator, now=NOW)
    session.delete(activity)
    session.flush()
    session.expire_all()
    assert session.scalars(select(Recording)).all() == session.scalars(select(Picture)).all() == []


def test_a_picture_is_small_the_right_way_up_and_says_nothing_of_where_it_was_taken():
    sent = photo(3000, 2000, exif={ORIENTATION: 6, MAKER: "Kari's phone", PLACE: {1: "N"}})
    drawn = draw_again(sent)
    body, width, height = drawn.body, drawn.width, drawn.height
    with Image.open(io.BytesIO(body)) as kept:
        assert (kept.format, kept.size, len(kept.getexif())) == ("JPEG", (width, height), 0)
    assert (width, height) == (640, LONGEST_SIDE)
    assert b"Kari" not in body
    assert len(body) < 200_000


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_a_jpeg(kind):
    assert draw_again(photo(80, 60, kind)).body.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:400], b"GIF89a" + bytes(40), b"%!PS-Adobe"]
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NoPicture):
        draw_again(data)


def test_a_picture_that_would_fill_the_memory_is_not_opened(monkeypatch):
    monkeypatch.setattr("allemed.media.gateway.MOST_PIXELS", 100 * 100)
    with pytest.raises(NoPicture):
        draw_again(photo(200, 100))


def test_a_picture_is_kept_in_three_widths_and_three_formats_without_its_marks():
    drawn = draw_again(photo(3000, 2000, exif={MAKER: "Kari's phone", PLACE: {1: "N"}}))
    kept = {(one.width, one.kind) for one in drawn.sizes} | {(drawn.width, PictureKind.JPEG)}
    assert kept == {(width, kind) for width in (320, 640, 960) for kind in PictureKind}
    for one in drawn.sizes:
        with Image.open(io.BytesIO(one.body)) as size:
            assert (size.format, size.width, len(size.getexif())) == (one.kind.name, one.width, 0)
        assert b"Kari" not in one.body


def test_a_photo_of_more_than_a_megabyte_is_refused_with_a_clear_word(coordinator):
    with pytest.raises(actions.UnreadablePicture, match="1 MB"):
        actions.set_picture(make_activity().id, bytes(LARGEST_PHOTO + 1), Shows.PLACE, by=coordinator, now=NOW)

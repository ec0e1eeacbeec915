"""Who sends sound and pictures, and how they are heard and seen."""

import io
from urllib.parse import urlsplit

import pytest
from flask import url_for
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.database import db
from allemed.media.models import Picture, Recording
from allemed.media.rules import LARGEST_SOUND, Shows
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.media import m4a, make_picture, make_recording, mp3, photo

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def file(data: bytes, name: str = "memo.m4a"):
    return io.BytesIO(data), name


def test_the_coordinator_sees_what_is_to_be_read_in_the_chosen_language(coordinator, visit):
    page = visit("media.list_recordings", as_=coordinator, **{"for": "ar"})
    words = page.one(".sound-words")
    assert (words.get("lang"), words.get("dir")) == ("ar", "rtl")
    assert len(words.cssselect("li")) == 4
    assert "lang=ar" in page.one("main a[href^='/help']").get("href")


def test_a_recording_is_heard_where_it_belongs_and_in_its_language_only(coordinator, post, visit):
    data = {"piece": "help", "file": file(m4a(b"where"))}
    post("media.list_recordings", as_=coordinator, data=data, status=303, **{"for": "ti"})
    address = visit("home.show_help", language="ti").one("[data-listen]").get("data-sounds")
    assert address == f"/sounds/{db.session.scalars(select(Recording)).one().id}"
    assert visit("home.show_help", language="so").one("[data-listen]").get("data-sounds") is None
    assert visit("home.show_privacy", language="ti").one("[data-listen]").get("data-sounds") is None


def test_without_a_script_a_recording_has_its_own_player(visit):
    recording = make_recording("help", "ti")
    page = visit("home.show_help", language="ti")
    assert page.one("noscript audio[controls]").get("src") == f"/sounds/{recording.id}"
    assert page.one("[data-listen]").get("hidden") is not None


def test_a_phone_gets_the_sound_in_parts_and_keeps_it(client):
    recording = make_recording()
    whole = client.get(f"/sounds/{recording.id}")
    assert (whole.mimetype, whole.data) == ("audio/mpeg", mp3())
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=86400" in whole.headers["Cache-Control"]
    part = client.get(f"/sounds/{recording.id}", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.data) == (206, mp3()[:2])
    again = client.get(f"/sounds/{recording.id}", headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304


def test_the_policy_lets_sound_of_our_own_be_played(client):
    assert "media-src 'self'" in client.get("/help").headers["Content-Security-Policy"]


@pytest.mark.parametrize("data", [b"", b"RIFF....WAVE", photo(40, 40)])
def test_a_file_that_is_no_sound_says_so_at_its_field(coordinator, post, data):
    sent = {"piece": "privacy", "file": file(data)}
    answer = post("media.list_recordings", as_=coordinator, data=sent, status=422, **{"for": "ti"})
    assert 'href="#file-privacy"' in answer.text
    assert db.session.scalars(select(Recording)).all() == []


@pytest.mark.parametrize("endpoint", ["media.list_recordings", "catalogue.edit_sounds"])
def test_a_file_that_is_too_large_is_not_even_read(app, browser_of, coordinator, endpoint):
    ids = {"activity_id": make_activity().id} if endpoint == "catalogue.edit_sounds" else {}
    with app.test_request_context():
        address = url_for(endpoint, **ids)
    body, kind = bytes(LARGEST_SOUND + 70_000), "multipart/form-data; boundary=x"
    answer = browser_of(coordinator).post(address, data=body, content_type=kind, headers={"Accept-Language": "en"})
    assert answer.status_code == 413
    assert "1 MB" in answer.text


def test_nobody_records_what_is_not_on_the_list(coordinator, post):
    data = {"piece": "activity:1", "file": file(mp3())}
    post("media.list_recordings", as_=coordinator, data=data, status=404, **{"for": "ti"})


def test_a_groups_page_is_read_aloud_by_somebody_in_tigrinya(coordinator, post, visit):
    activity, other = make_activity(), make_activity()
    data = {"file": file(mp3())}
    post("catalogue.edit_sounds", as_=coordinator, data=data, status=303, activity_id=activity.id, **{"for": "ti"})
    page = visit("catalogue.show_activity", language="ti", activity_id=activity.id)
    assert page.one("[data-listen=about]").get("data-sounds").startswith("/sounds/")
    page = visit("catalogue.show_activity", language="ti", activity_id=other.id)
    assert page.one("[data-listen=about]").get("data-sounds") is None


def test_what_is_taken_away_is_heard_no_more(coordinator, client, post, visit):
    activity = make_activity()
    recording_id = make_recording(activity=activity).id
    answer = post("media.remove_recording", as_=coordinator, status=303, recording_id=recording_id)
    assert urlsplit(answer.location).path == f"/activities/{activity.id}/sounds"
    assert client.get(f"/sounds/{recording_id}").status_code == 404


def test_visitors_hear_a_new_recording_at_once_although_pages_are_kept(client, coordinator, post):
    def sounds():
        return client.get("/help", headers={"Accept-Language": "ti"}).text.count("data-sounds")

    assert sounds() == 0
    data = {"piece": "help", "file": file(mp3())}
    post("media.list_recordings", as_=coordinator, data=data, status=303, **{"for": "ti"})
    assert sounds() == 1


def test_an_association_shows_the_face_of_its_coach(post, visit, client):
    club = make_association()
    coach, activity = make_association_user(club), make_activity(club)
    data = {"shows": "coach", "agreed": "y", "file": file(photo(), "coach.jpg")}
    post("catalogue.edit_picture", as_=coach, data=data, status=303, own_activity_id=activity.id)
    picture = db.session.scalars(select(Picture)).one()
    page = visit("catalogue.show_activity", activity_id=activity.id)
    image = page.one(".photo img")
    assert (image.get("src"), image.get("alt")) == (f"/pictures/{picture.id}", "The coach")
    assert client.get(image.get("src")).mimetype == "image/jpeg"
    assert page.one("[property='og:image']").get("content").endswith(f"/pictures/{picture.id}")


@pytest.mark.parametrize(
    "data",
    [
        {"shows": "coach", "file": file(photo(), "x.jpg")},  # nobody was asked
        {"shows": "coach", "agreed": "y"},
        {"shows": "nobody", "agreed": "y", "file": file(photo(), "x.jpg")},
        {"shows": "coach", "agreed": "y", "file": file(b"<svg/>", "x.jpg")},
    ],
)
def test_a_picture_needs_a_yes_and_has_to_be_one(coordinator, post, data):
    post("catalogue.edit_picture", as_=coordinator, data=data, status=422, own_activity_id=make_activity().id)
    assert db.session.scalars(select(Picture)).all() == []


def test_another_associations_picture_is_not_there_to_change(post, visit):
    stranger, activity = make_association_user(make_association()), make_activity()
    make_picture(activity, Shows.PLACE)
    visit("catalogue.edit_picture", as_=stranger, status=404, own_activity_id=activity.id)
    post("catalogue.remove_picture", as_=stranger, status=404, own_activity_id=activity.id)
    assert len(db.session.scalars(select(Picture)).all()) == 1


def test_a_picture_is_taken_away(coordinator, post, client):
    activity = make_activity()
    picture_id = make_picture(activity).id
    post("catalogue.remove_picture", as_=coordinator, status=303, own_activity_id=activity.id)
    assert client.get(f"/pictures/{picture_id}").status_code == 404

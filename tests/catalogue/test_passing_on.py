"""Everything public can be passed on: what a chat shows of a link, and the sheet for a wall."""

import re
from urllib.parse import urlsplit

import pytest

from allemed.assets import load
from allemed.catalogue.rules.kinds import KINDS
from allemed.qr_codes import qr_code
from tests.factories.catalogue import make_activity, make_place
from tests.factories.families import make_child
from tests.factories.placements import make_family_user

pytestmark = pytest.mark.usefixtures("session")
PAGES = ("catalogue.list_activities", "home.show_help", "home.show_privacy")


@pytest.mark.parametrize("endpoint", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_chat_shows_a_title_words_and_a_picture_of_our_own(visit, client, endpoint, language):
    page = visit(endpoint, language=language)
    assert page.one("[property='og:title']").get("content")
    assert len(page.one("[property='og:description']").get("content")) > 20
    picture = urlsplit(page.one("[property='og:image']").get("content"))
    assert (picture.scheme, picture.netloc) == ("http", "localhost")
    assert client.get(picture.path).data.startswith(b"\x89PNG")


def test_a_link_to_a_group_says_what_where_when_and_who_in_the_pages_language(visit):
    activity = make_activity(place_id=make_place("Storhallen").id, kind="choir")
    words = {}
    for language in ("en", "ar"):
        page = visit("catalogue.show_activity", language=language, activity_id=activity.id)
        words[language] = page.one("[property='og:description']").get("content")
        assert "Storhallen" in words[language]
        assert "17:00" in words[language]
        assert "preview/choir.png" in page.one("[property='og:image']").get("content")
    assert words["en"] != words["ar"]


def test_each_kind_of_activity_has_its_picture():
    missing = [code for code in KINDS if f"icons/preview/{code}.png" not in load()]
    assert not missing, f"run ./dev previews: {missing}"


@pytest.mark.parametrize("endpoint", PAGES)
def test_the_share_button_waits_for_a_script_that_can(visit, endpoint):
    assert visit(endpoint).one("[data-share]").get("hidden") is not None


def test_a_familys_own_page_is_not_passed_on(visit):
    page = visit("home.show_our_record", as_=make_family_user(make_child()))
    assert not page("[data-share], [property]")


def test_the_sheet_has_a_code_in_each_chosen_language(visit):
    page = visit("catalogue.show_poster", **{"in": ["ar", "ti"]})
    cells = page(".poster-cell")
    assert [(cell.get("lang"), cell.get("dir")) for cell in cells] == [("ar", "rtl"), ("ti", "ltr")]
    drawn = [cell.cssselect("path")[0].get("d") for cell in cells]
    assert drawn == [_path(f"http://localhost/activities?lang={code}") for code in ("ar", "ti")]
    assert page("input[name=in][value=ar][checked]")
    assert not page("input[name=in][value=so][checked]")


def _path(address: str) -> str:
    return re.search(r'd="([^"]+)"', qr_code(address))[1]


def test_the_sheet_begins_with_the_usual_languages_and_ignores_unknown_ones(visit):
    cells = [cell.get("lang") for cell in visit("catalogue.show_poster")(".poster-cell")]
    usual = set(cells)
    assert cells[0] == "nb"
    assert {"nb", "ar", "ti", "so", "uk"} <= usual
    assert {cell.get("lang") for cell in visit("catalogue.show_poster", **{"in": ["xx"]})(".poster-cell")} == usual


def test_the_sheet_of_a_group_says_what_it_is_in_each_language(visit):
    activity = make_activity(kind="choir", place_id=make_place("Storhallen").id)
    page = visit("catalogue.show_group_poster", activity_id=activity.id, **{"in": ["en", "sv"]})
    assert "Storhallen" in page.one(".poster-place").text_content()
    english, swedish = (cell.text_content() for cell in page(".poster-cell"))
    assert "Choir" in english
    assert "Choir" not in swedish
    assert page(".poster-cell path")[0].get("d") == _path(f"http://localhost/activities/{activity.id}?lang=en")


def test_a_closed_group_has_no_sheet(visit):
    activity = make_activity(is_open=False)
    visit("catalogue.show_group_poster", status=404, activity_id=activity.id)

"""The page of the young: their age, what others do, and short messages in the ways the municipality has chosen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from allemed.config import Settings, load
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.placements import make_family_user

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(session, frozen):
    frozen(NOW)


@pytest.fixture
def ways(app, monkeypatch):
    def choose(chosen: str, **changes) -> None:
        changed = replace(app.extensions["allemed_settings"], young_ways=chosen, **changes)
        monkeypatch.setitem(app.extensions, "allemed_settings", changed)
        monkeypatch.setitem(app.jinja_env.globals, "settings", changed)

    return choose


def test_what_others_of_the_same_age_do(visit):
    for kind, first, last in (
        ("football", 2010, 2012),
        ("football", 2011, 2011),
        ("choir", 2011, 2011),
        ("chess", 2018, 2019),
    ):
        make_activity(kind=kind, birth_year_from=first, birth_year_to=last)
    page = visit("home.show_young", age=15)
    links = [link.get("href") for link in page(".young-kinds a")]
    assert links == ["/activities?age=15&kind=football", "/activities?age=15&kind=choir"]
    assert len(page(".cards article")) == 3
    assert "Nothing has room" in visit("home.show_young", age=19).text


@pytest.mark.parametrize("age", ["12", "20", "x", "-1"])
def test_another_age_is_answered_like_none(visit, age):
    assert visit("home.show_young", age=age).one(".chip[aria-current]").text_content() == "14 years"


def test_a_short_message_is_written_in_the_coordinators_language_and_names_the_readers(visit):
    page = visit("home.show_young", language="so")
    links = [link for link in page.links if link.startswith("sms:")]
    assert len(links) == 4 and all(link.startswith("sms:+4751000000?body=") for link in links)
    assert all("%28Soomaali%29" in link for link in links)


def test_the_municipality_chooses_the_ways(visit, ways):
    ways("call")
    links = visit("home.show_young").links
    assert not [link for link in links if link.startswith("sms:")] and "tel:+4751000000" in links
    ways("")
    assert not visit("home.show_young", age=15)("[aria-labelledby=say]")
    ways("sms, call", coordinator_phone="")
    assert not visit("home.show_young", age=16)("[aria-labelledby=say]")


def test_messages_only_for_who_is_signed_in_and_they_know_who_reads(visit, ways):
    ways("message")
    assert "/our-messages" not in visit("home.show_young").links
    page = visit("home.show_young", as_=make_family_user(make_child()))
    assert "/our-messages" in page.links and "parents can read" in page.text


def test_there_is_nothing_to_fill_in_and_no_room_to_chat(visit):
    assert not visit("home.show_young")("main form, main textarea, main input")


def test_our_page_leads_there_when_a_child_is_old_enough(visit):
    teenager, child = make_child(birth_year=2013), make_child(birth_year=2014)
    assert "/young" in visit("home.show_our_page", as_=make_family_user(teenager)).links
    assert "/young" not in visit("home.show_our_page", as_=make_family_user(child)).links


def test_a_way_nobody_knows_stops_the_start(tmp_path):
    (tmp_path / "settings.toml").write_text('young_ways = "sms,fax"')
    with pytest.raises(ValueError, match="fax"):
        load({}, tmp_path / "settings.toml")
    assert Settings().young_ways == "sms,call"

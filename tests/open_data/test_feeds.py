"""The feeds: paging as RPDE 1.0 says, only what is public, nothing of a person, nothing sent twice."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from allemed.open_data.actions import refresh_feed
from allemed.open_data.models import PublishedGroup
from allemed.open_data.views import feeds
from tests.conftest import counted_queries
from tests.factories.catalogue import make_activity, make_place

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FEED = "/open-data/openactive/session-series"
SERVICES = "/open-data/hsds/services"


def walk(client, address: str = FEED) -> tuple[list[dict], int]:
    """All items from an address on, to the page that names itself; and how many pages there were."""
    items, pages = [], 0
    while True:
        page = client.get(address).json
        items, pages = items + page["items"], pages + 1
        if not page["items"]:
            assert page["next"] == "http://localhost" + address or not items
            return items, pages
        address = page["next"].removeprefix("http://localhost")


def last_address(client) -> str:
    address = FEED
    while (page := client.get(address).json)["items"]:
        address = page["next"].removeprefix("http://localhost")
    return address


def test_each_group_comes_once_in_the_order_of_the_feed_however_long_a_page_is(client, session, frozen, monkeypatch):
    frozen(NOW)
    made = {str(make_activity().id) for _ in range(7)}
    refresh_feed(NOW)
    monkeypatch.setattr(feeds, "ITEMS", 3)
    items, pages = walk(client)
    assert {one["id"] for one in items} == made and len(items) == 7 and pages == 4
    assert [(one["modified"], one["id"]) for one in items] == sorted((one["modified"], one["id"]) for one in items)
    assert all(one["state"] == "updated" and one["kind"] == "SessionSeries" for one in items)


def test_a_reader_who_asks_again_gets_only_what_changed_since(client, session, frozen):
    frozen(NOW)
    changed, closed, same = make_activity(), make_activity(), make_activity()
    refresh_feed(NOW)
    address = last_address(client)
    assert refresh_feed(NOW + timedelta(minutes=5)) == 0 and client.get(address).json["items"] == []
    changed.spot.free, closed.is_open = 1, False
    assert refresh_feed(NOW + timedelta(minutes=10)) == 2
    later = {one["id"]: one for one in walk(client, address)[0]}
    assert later.keys() == {str(changed.id), str(closed.id)} and str(same.id) not in later
    assert later[str(changed.id)]["data"]["description"].startswith("Open spots: 1.")
    assert later[str(closed.id)] == {
        "state": "deleted", "kind": "SessionSeries", "id": str(closed.id),
        "modified": later[str(closed.id)]["modified"],
    }  # fmt: skip


def test_a_group_that_was_erased_is_deleted_in_the_feed_and_comes_back_if_it_opens_again(client, session, frozen):
    frozen(NOW)
    gone, back = make_activity(), make_activity()
    refresh_feed(NOW)
    session.delete(gone)
    back.is_open = False
    refresh_feed(NOW + timedelta(minutes=5))
    back.is_open = True
    refresh_feed(NOW + timedelta(minutes=10))
    assert {one["id"]: one["state"] for one in walk(client)[0]} == {str(gone.id): "deleted", str(back.id): "updated"}


def test_what_was_closed_a_moment_ago_is_not_told_any_more_although_the_feed_is_renewed_later(client, session, frozen):
    frozen(NOW)
    activity = make_activity()
    refresh_feed(NOW)
    activity.association.is_approved = False
    (item,) = walk(client)[0]
    assert item["state"] == "deleted" and "data" not in item


def test_deleted_items_are_kept_longer_than_the_week_that_the_specification_asks_for(session, frozen):
    frozen(NOW)
    activity = make_activity()
    refresh_feed(NOW)
    activity.is_open = False
    refresh_feed(NOW + timedelta(days=1))
    refresh_feed(NOW + timedelta(days=9))
    assert session.get(PublishedGroup, activity.id).is_deleted
    refresh_feed(NOW + timedelta(days=32))
    assert session.get(PublishedGroup, activity.id) is None


def test_modified_only_grows_even_if_the_clock_is_set_back(session, frozen):
    frozen(NOW)
    first, second = make_activity(), make_activity(is_open=False)
    refresh_feed(NOW)
    second.is_open = True
    refresh_feed(NOW - timedelta(hours=1))
    assert session.get(PublishedGroup, second.id).modified > session.get(PublishedGroup, first.id).modified


def test_a_spot_that_nobody_confirmed_for_long_is_not_told(client, session, frozen):
    frozen(NOW)
    make_activity(spot={"confirmed_at": NOW - timedelta(days=31)})
    refresh_feed(NOW)
    assert "description" not in walk(client)[0][0]["data"]


def test_a_spot_growing_old_is_a_change(session, frozen):
    frozen(NOW)
    make_activity()
    refresh_feed(NOW)
    assert refresh_feed(NOW + timedelta(days=29)) == 0
    assert refresh_feed(NOW + timedelta(days=31)) == 1


@pytest.mark.parametrize(
    "query",
    ["afterTimestamp=1", "afterId=x", "afterTimestamp=x&afterId=00000000-0000-0000-0000-000000000000",
     "afterTimestamp=-1&afterId=00000000-0000-0000-0000-000000000000",
     "afterTimestamp=99999999999999999999&afterId=00000000-0000-0000-0000-000000000000", "afterTimestamp=1&afterId=x"],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_a_mistake(client, session, query):
    assert client.get(f"{FEED}?{query}").status_code == 400


def test_an_empty_feed_names_itself_as_the_next_page(client, session):
    assert client.get(FEED).json == {
        "next": f"http://localhost{FEED}", "items": [], "license": "https://creativecommons.org/licenses/by/4.0/",
    }  # fmt: skip


def test_any_site_may_read_and_any_cache_may_keep_it(client, session, frozen):
    frozen(NOW)
    make_activity()
    refresh_feed(NOW)
    full, last = client.get(FEED), client.get(last_address(client))
    assert full.headers["Cache-Control"] == "public, max-age=3600"
    assert last.headers["Cache-Control"] == "public, max-age=8"
    for answer in (full, last, client.get(SERVICES), client.get("/open-data/hsds/")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*" and answer.mimetype == "application/json"
        assert "Set-Cookie" not in answer.headers


def test_it_goes_over_the_line_packed_to_who_can_unpack_it(client, session, frozen):
    frozen(NOW)
    for _ in range(20):
        make_activity()
    refresh_feed(NOW)
    packed = client.get(FEED, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed.headers["Vary"]
    plain = client.get(FEED)
    assert gzip.decompress(packed.data) == plain.data and len(packed.data) * 5 < len(plain.data)
    assert packed.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("address", [FEED, SERVICES, "/open-data/hsds/"])
def test_what_has_not_changed_is_not_sent_again(client, session, frozen, address):
    frozen(NOW)
    make_activity()
    refresh_feed(NOW)
    mark = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": mark})
    assert again.status_code == 304 and not again.data
    assert again.headers["ETag"] == mark and "public" in again.headers["Cache-Control"]


@pytest.mark.parametrize("address", [FEED, SERVICES])
def test_what_has_changed_is_sent_again_at_once(client, session, frozen, address):
    frozen(NOW)
    activity = make_activity(kind="football")
    refresh_feed(NOW)
    mark = client.get(address).headers["ETag"]
    activity.is_open = False
    again = client.get(address, headers={"If-None-Match": mark})
    assert again.status_code == 200 and activity.name not in again.text


def test_reading_for_the_feed_holds_up_nobody_who_writes(session, frozen):
    frozen(NOW)
    make_activity()
    session.commit()
    with counted_queries() as asked:
        assert refresh_feed(NOW) == 1
    if session.get_bind().dialect.name == "sqlite":  # the others never wait for readers
        assert [one for one in asked if one.startswith("BEGIN")] == ["BEGIN", "BEGIN IMMEDIATE"]
    session.commit()
    assert refresh_feed(NOW) == 0


def test_a_large_feed_costs_no_more_questions_to_the_database_than_a_small_one(client, session, frozen):
    frozen(NOW)
    counts = []
    for _ in range(2):
        for _ in range(5):
            make_activity(place_id=make_place().id)
        refresh_feed(NOW)
        with counted_queries() as asked:
            client.get(FEED)
            client.get(SERVICES + "?full=true")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_services_come_in_pages_and_single(client, session, frozen):
    frozen(NOW)
    made = sorted((make_activity(kind=kind) for kind in ("chess", "football", "scouts")), key=lambda one: str(one.id))
    page = client.get(f"{SERVICES}?page=2&per_page=2").json
    assert [one["id"] for one in page["contents"]] == [str(made[2].id)]
    assert (page["total_items"], page["total_pages"], page["page_number"], page["last_page"]) == (3, 2, 2, True)
    single = client.get(f"{SERVICES}/{made[0].id}").json
    assert single["assured_date"] == "2026-11-24" and single["schedules"][0]["byday"] == "TU"
    assert client.get(f"{SERVICES}?page=x&per_page=-5").json["size"] == 1

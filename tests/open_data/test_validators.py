"""What the validators of each field say of what we publish: no failure."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from allemed import clock
from allemed.catalogue.rules import KINDS, GenderGroup
from allemed.database import db
from allemed.demo import actions as demo
from allemed.open_data.actions import refresh_feed
from allemed.open_data.models import PublishedGroup
from allemed.open_data.queries import list_public_groups
from allemed.open_data.rules import PublicPlace
from allemed.open_data.rules.hsds import full_service, listed_service
from allemed.open_data.rules.openactive import is_series, session_series
from allemed.open_data.rules.schema_org import event_series
from allemed.open_data.views import feeds
from tests.factories.open_data import PUBLISHER, make_public_group
from tests.journeys.conftest import running
from tests.open_data.readers import VENDOR, run_node, seed_cache
from tests.open_data.vocabulary import mistakes_in

SHAPES = {
    "everything known": {},
    "hardly anything known": {
        "cost_per_half_year": None, "place": None, "organisation_number": None, "website": "", "free": None,
        "confirmed_on": None, "is_for_beginners": False, "languages": (), "times": (),
    },
    "no place, no spots": {"place": None, "free": None, "confirmed_on": None, "website": "ring oss"},
    "free, for girls, a place nobody has put on the map": {
        "cost_per_half_year": Decimal(0), "gender_group": GenderGroup.GIRLS,
        "place": PublicPlace(uuid4(), "Hall <b> & “quote”", None, None),
    },
    "full, for the smallest": {"free": 0, "youngest": 0, "oldest": 0, "gender_group": GenderGroup.BOYS},
}  # fmt: skip
GROUPS = [make_public_group(**changes) for changes in SHAPES.values()]
GROUPS += [make_public_group(kind=kind) for kind in KINDS]


def failures(said: list[dict]) -> list[dict]:
    return [one for one in said if one["severity"] == "failure"]


def test_openactives_validator_finds_no_failure_in_any_kind_and_shape_of_group(tmp_path):
    items = [session_series(one, PUBLISHER) for one in GROUPS if is_series(one)]
    said = run_node("check_items.cjs", given={"items": items, "cache": str(seed_cache(tmp_path))})
    assert len(items) > 30 and said, "the validator has always something to recommend"
    assert failures(said) == []
    assert "activity_not_in_activity_list" not in {one["type"] for one in said}, "an id or a label is not the list's"


def test_openactives_validator_would_find_a_failure(tmp_path):
    """The test above would mean nothing if its validator were silent."""
    item = session_series(make_public_group(), PUBLISHER)
    item["activity"][0]["@id"] = "https://openactive.io/activity-list#nowhere"
    del item["organizer"]
    said = run_node("check_items.cjs", given={"items": [item], "cache": str(seed_cache(tmp_path))})
    assert {one["type"] for one in failures(said)} >= {"missing_required_field", "activity_not_in_activity_list"}


def fill() -> None:
    """The invented town; then some groups are closed, so that the feed has deleted items."""
    demo.load(inhabitants=20_000, seed=3, now=clock.now())
    db.session.commit()
    refresh_feed(clock.now())
    for number, row in enumerate(db.session.query(PublishedGroup).order_by(PublishedGroup.id)):
        row.modified += number // 4  # several with one moment, and several moments
        row.is_deleted = number % 5 == 0


def test_the_rpde_validator_walks_the_whole_feed_without_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(feeds, "ITEMS", 9)
    with running(tmp_path, fill) as town:
        told = run_node("check_feed.cjs", f"{town.address}/open-data/openactive/session-series")
    assert len(told["pages"]) >= 5
    assert failures(told["said"]) == []
    warned = [one["type"] for one in told["said"] if one["severity"] == "warning"]
    assert set(warned) == {"minimum_items_per_page", "missing_cache_control"}, "else only that these pages are short"
    assert warned.count("missing_cache_control") == 1, "the last page, which it takes for another one while it walks"


@pytest.mark.one_database
def test_every_group_of_the_invented_town_passes(client, session, tmp_path):
    demo.load(inhabitants=20_000, seed=3, now=clock.now())
    groups = list_public_groups(clock.now())
    items = [session_series(one, PUBLISHER) for one in groups if is_series(one)]
    said = run_node("check_items.cjs", given={"items": items, "cache": str(seed_cache(tmp_path))})
    assert len(items) > 20 and failures(said) == []


def schema(name: str) -> Draft202012Validator:
    found = json.loads((VENDOR / f"hsds-3.0-{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema({key: value for key, value in found.items() if key != "name"})
    return Draft202012Validator(found, format_checker=FormatChecker())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_service_is_what_the_hsds_schema_says(shape):
    group = make_public_group(**SHAPES[shape])
    for told, name in ((full_service(group, PUBLISHER), "service"), (listed_service(group, PUBLISHER), "service-list")):
        assert [error.message for error in schema(name).iter_errors(told)] == []
        assert set(told) <= set(schema(name).schema["properties"]), "a property that the specification does not know"


def test_the_hsds_schema_would_find_a_mistake():
    told = full_service(make_public_group(), PUBLISHER) | {"id": "7", "status": "open"}
    del told["organization"]["description"]
    assert len(list(schema("service").iter_errors(told))) == 3


def test_services_know_no_property_that_the_specification_does_not():
    """The schema lets unknown names pass; we don't, however deep they stand."""
    known = schema("service").schema
    parts = known["definitions"]

    def unknown(told: dict, shape: dict, where: str) -> list[str]:
        found = []
        for name, value in told.items():
            inner = shape["properties"].get(name)
            if inner is None:
                found.append(f"{where}.{name}")
                continue
            target = inner.get("items", inner)
            target = parts[target["$ref"].rsplit("/", 1)[1]] if "$ref" in target else target
            for one in value if isinstance(value, list) else [value]:
                found += unknown(one, target, f"{where}.{name}") if isinstance(one, dict) else []
        return found

    assert [problem for one in GROUPS for problem in unknown(full_service(one, PUBLISHER), known, "service")] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_json_ld_is_in_the_words_of_schema_org(shape):
    assert mistakes_in(event_series(make_public_group(**SHAPES[shape]), PUBLISHER)) == []


def test_the_vocabulary_check_would_find_a_mistake():
    told = event_series(make_public_group(), PUBLISHER)
    told["eventSchedule"][0]["byDay"] = {"@type": "Place"}
    told |= {"remainingAttendeeCapacity": "three", "ageRange": "8-10", "location": {"@type": "Hall"}}
    assert len(mistakes_in(told)) == 5

"""Only what is public, nothing of a person; and where it is described."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from allemed.config import load
from allemed.open_data.actions import refresh_feed
from allemed.placements.rules import PlacementState
from tests.factories.associations import make_association, make_contact
from tests.factories.catalogue import make_activity, make_group_owner, make_place
from tests.factories.families import make_child, make_guardian
from tests.factories.placements import make_placement

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FEED = "/open-data/openactive/session-series"
SERVICES = "/open-data/hsds/services"


def test_a_closed_group_and_one_of_an_association_that_is_not_approved_are_nowhere(client, session, frozen):
    frozen(NOW)
    hidden = make_activity(is_open=False), make_activity(make_group_owner(is_approved=False))
    refresh_feed(NOW)
    assert client.get(FEED).json["items"] == [] and client.get(SERVICES).json["empty"]
    for one in hidden:
        assert client.get(f"{SERVICES}/{one.id}").status_code == 404
        assert client.get(f"/activities/{one.id}.ics").status_code == 404


SECRETS = (
    "Zuhayra",
    "Mahmuda",
    "Coachella Olsen",
    "Styrk Lederen",
    "styrk@",
    "+4791234567",
    "91234567",
    "Hemmeligvegen",
)


def test_no_child_and_no_contact_persons_data_ever(client, session, frozen):
    """AND no free text: what a club writes may name a person."""
    frozen(NOW)
    club = make_association(email="styrk@example.org", phone="+4791234567", address="Hemmeligvegen 1")
    make_contact(club, name="Styrk Lederen", email="styrk@example.org", phone="+4791234567")
    activity = make_activity(
        club, coach_name="Coachella Olsen", welcome="Ring Styrk Lederen 91234567", place_id=make_place().id,
        cost_per_half_year=Decimal(500), birth_year_from=2005, birth_year_to=2026,
    )  # fmt: skip
    child = make_child(first_name="Zuhayra")
    make_guardian(child.family, first_name="Mahmuda", phone="+4791234567")
    make_placement(child, activity, PlacementState.ACTIVE, meets="Styrk Lederen")
    refresh_feed(NOW)
    addresses = (
        FEED, SERVICES, f"{SERVICES}?full=true", f"{SERVICES}/{activity.id}", f"/activities/{activity.id}.ics",
        "/open-data/", "/open-data/hsds/",
    )  # fmt: skip
    told = {address: client.get(address).get_data(as_text=True) for address in addresses}
    page = client.get(f"/activities/{activity.id}").get_data(as_text=True)
    told["JSON-LD"] = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    for address, text in told.items():
        assert activity.name in text or address in ("/open-data/", "/open-data/hsds/") or ".ics" in address
        for secret in (*SECRETS, str(child.id), str(child.family_id)):
            assert secret not in text, f"{address} tells {secret}"


def test_the_page_names_every_address_and_the_licence_that_was_chosen(visit, session):
    page = visit("open_data.show_open_data")
    assert {f"http://localhost{FEED}", f"http://localhost{SERVICES}"} <= set(page.links)
    assert page.one("a[rel=license]").get("href") == "https://creativecommons.org/licenses/by/4.0/"


def test_the_licence_is_a_setting(another_app):
    app = another_app(open_data_licence="NLOD-2.0")
    assert app.test_client().get(FEED).json["license"] == "https://data.norge.no/nlod/no/2.0"


def test_a_licence_nobody_knows_stops_the_start():
    with pytest.raises(ValueError, match="open_data_licence"):
        load({"ALLEMED_OPEN_DATA_LICENCE": "free"}, Path("no such file"))


def test_the_groups_page_carries_its_json_ld_and_escapes_what_a_club_wrote(visit, session):
    activity = make_activity(name="Fotball </script><script>alert(1)</script>")
    page = visit("catalogue.show_activity", activity_id=activity.id)
    script = page.one('script[type="application/ld+json"]')
    assert json.loads(script.text_content())["name"] == activity.name
    assert not script.get("nonce") and "<script>alert" not in page.source

"""A grant list is imported, an association says yes to what came with it, and the council's page fills two sheets."""

import re

from playwright.sync_api import expect

from allemed import clock
from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.config import settings
from allemed.database import db
from allemed.demo.queries import find_example
from tests.journeys import steps
from tests.journeys.conftest import axe_findings, sign_in

DESK = {"viewport": {"width": 1280, "height": 900}, "is_mobile": False, "has_touch": False}


def _grant_list(town, year: int) -> bytes:
    """As a Norwegian Excel saves it: the example's association by its number, and a row that nobody can count with."""
    with town.app.app_context():
        club = db.session.get_one(Association, find_example(Role.ASSOCIATION).association_id)
        lines = [
            "Org.nr;Søker;Tildelt beløp;År;Vedtaksdato",
            f"{club.organisation_number};{club.name};12 500,-;{year};{clock.today(settings().zone)}",
            f";{club.name};ca 10 000 + leie;{year};",
        ]
    return "\r\n".join(lines).encode("cp1252")


def test_a_list_is_imported_and_its_promises_accepted(phone, demo_town):
    with demo_town.app.app_context():
        year = clock.today(settings().zone).year + 1
    coordinator, club = phone(), phone()
    sign_in(coordinator, "coordinator")
    coordinator.goto("/grants/import")
    file = {"name": "tilskudd.csv", "mimeType": "text/csv", "buffer": _grant_list(demo_town, year)}
    coordinator.locator("[name=file]").set_input_files(file)
    coordinator.locator("[name=series]").select_option(index=1)
    steps.tap(coordinator, "Look at the list")
    steps.sees(coordinator, "12,500", "nothing is guessed")
    expect(coordinator.locator("#import-counts b")).to_have_text(["1", "0", "0", "0", "1"])
    assert not axe_findings(coordinator)
    steps.tap(coordinator, "Save")
    expect(coordinator.locator(".flash, [data-flash]").first).to_contain_text("1 new")

    sign_in(club, "association")
    club.goto("/our-commitments")
    club.locator("main a[href$='/agree']").first.tap()
    steps.sees(club, str(year), "first time by", "A named person says so, with a date")
    club.locator("[name=name]").fill("Ola Eksempel")
    steps.tap(club, "Yes, we promise this")
    steps.sees(club, "Our promises")
    coordinator.goto("/commitments")
    coordinator.goto(f"/associations/{_association(demo_town)}/commitments")
    steps.sees(coordinator, f"{year}", "yes from Ola Eksempel")


def _association(town):
    with town.app.app_context():
        return find_example(Role.ASSOCIATION).association_id


def test_the_councils_page_is_two_sheets_of_paper(phone):
    desk = phone(**DESK)
    sign_in(desk, "coordinator")
    desk.goto("/commitments/council")
    steps.sees(desk, "Goals of the municipality", "What we learned", "Children who began with an activity")
    assert len(desk.locator("#each tbody tr").all()) >= 10
    assert not axe_findings(desk)
    paper = desk.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2

"""Help with the fee: asked for, answered, renewed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.commitments.rules import FundCase
from allemed.database import db
from allemed.placements.rules import LightColour, LightKind, PlacementState
from allemed.support.models import FeeApplication, FeeScheme
from allemed.support.queries import list_done, list_late_applications
from allemed.support.queries.evidence import _read_buddies, _read_fund
from allemed.support.rules import ApplicationState, InterventionKind
from tests.factories.associations import make_association, make_association_user
from tests.factories.families import make_child
from tests.factories.placements import make_placement
from tests.factories.support import make_application, make_scheme
from tests.support.conftest import TODAY, colour

S, C = PlacementState, LightColour

pytestmark = pytest.mark.usefixtures("session", "tuesday")


def test_an_application_names_nobody_and_its_yes_turns_the_light_and_sets_the_day_of_renewal(
    placement, coordinator, visit, post
):
    scheme = make_scheme(amount=Decimal(2500), answer_days=14)
    visit("support.show_fee", as_=coordinator, placement_id=placement.id)
    data = {"scheme_id": str(scheme.id), "amount": "540", "from_on": "2026-07-01", "until_on": "2026-12-31"}
    post("support.draft_application", as_=coordinator, status=303, placement_id=placement.id, data=data)
    application = db.session.scalars(select(FeeApplication)).one()
    page = visit("support.show_application", as_=coordinator, application_id=application.id)
    for word in (application.reference, "540", "Gutter 2017", "Fritidskasse"):
        assert word in page.text
    assert "Amir" not in page.source and "2017-" not in page.source
    post(
        "support.send_application",
        as_=coordinator,
        status=303,
        application_id=application.id,
        data={"version": application.version},
    )
    assert (application.expected_on, colour(placement, LightKind.FEE)) == (TODAY + timedelta(days=14), C.YELLOW)
    sent = visit("support.show_application", as_=coordinator, application_id=application.id)
    assert sent.one("[name=granted]").get("value") == "540", "no decimals that say nothing"
    data = {"version": application.version, "answer": "yes", "granted": "500", "until": "2026-12-31"}
    post("support.answer_application", as_=coordinator, status=303, application_id=application.id, data=data)
    assert (application.granted, colour(placement, LightKind.FEE)) == (Decimal(500), C.GREEN)
    assert placement.fund_ends_on == date(2026, 12, 31), "followup asks 30 days before"
    assert InterventionKind.FEE_SUPPORT in list_done(placement.id)


def test_a_late_answer_is_on_today_by_its_reference(placement, coordinator, visit):
    application = make_application(
        placement,
        state=ApplicationState.SENT,
        sent_on=TODAY - timedelta(days=20),
        expected_on=TODAY - timedelta(days=6),
    )
    page = visit("home.show_today", as_=coordinator)
    assert page.one(f'a[href="/fee-applications/{application.id}"]') is not None
    assert application.reference in page.text


def test_an_answer_is_late_only_after_its_day_and_only_while_it_is_awaited(placement):
    days = (None, TODAY - timedelta(days=1), TODAY)
    made = {
        (state, day): make_application(placement, state=state, expected_on=day)
        for state in ApplicationState
        for day in days
    }
    late = made[ApplicationState.SENT, TODAY - timedelta(days=1)]
    assert list_late_applications(TODAY, 10) == [late]


def test_a_club_applies_itself_and_its_pages_of_applications_hold_no_child(placement, club, visit, post):
    coach = make_association_user(club)
    make_scheme()
    data = {"placement_id": str(placement.id), "amount": "540", "from_on": "2026-07-01", "until_on": "2026-12-31"}
    foreign = make_placement(make_child(), state=S.ACTIVE)
    post("support.draft_own_application", as_=coach, status=422, data=data | {"placement_id": str(foreign.id)})
    post("support.draft_own_application", as_=coach, status=303, data=data)
    application = db.session.scalars(select(FeeApplication)).one()
    listed = visit("support.list_own_applications", as_=coach)
    assert application.reference in listed.text and "Amir" not in listed.source
    assert "Amir" not in visit("support.show_application", as_=coach, application_id=application.id).source
    post(
        "support.send_application",
        as_=coach,
        status=303,
        application_id=application.id,
        data={"version": application.version},
    )
    facts = list(_read_fund({club.id}, TODAY))
    assert facts == [(club.id, FundCase(TODAY, TODAY, "Gutter 2017", False))]
    other = make_association_user(make_association())
    visit("support.show_application", as_=other, status=404, application_id=application.id)


def test_a_club_never_sees_what_the_coordinator_applies_for(placement, club, visit):
    application = make_application(placement)
    coach = make_association_user(club)
    visit("support.show_application", as_=coach, status=404, application_id=application.id)
    page = visit("support.list_own_applications", as_=coach)
    assert application.reference not in page.text
    assert "Amir" in page.text, "a name left out would tell of the coordinator's application"


def test_a_club_says_who_looks_after_the_child_without_a_name(placement, club, visit, post):
    coach = make_association_user(club)
    visit("placements.show_request", as_=coach, placement_id=placement.id)
    post("support.set_buddy", as_=coach, status=303, placement_id=placement.id, data={"buddy": "older"})
    assert list(_read_buddies({club.id}, TODAY)) == [(club.id, placement.id)]


@pytest.mark.parametrize("country", ["NO", "SE"])
def test_the_usual_schemes_of_a_country_are_a_beginning_that_can_be_changed(
    country, coordinator, visit, post, monkeypatch
):
    from allemed.support.views import fees

    monkeypatch.setattr(fees, "settings", lambda: type("Chosen", (), {"country": country}))
    visit("support.list_fee_schemes", as_=coordinator)
    for _twice in range(2):
        post("support.add_starters", as_=coordinator, status=303)
    schemes = db.session.scalars(select(FeeScheme)).all()
    assert len(schemes) == 2
    visit("support.list_fee_schemes", as_=coordinator)
    visit("support.edit_fee_scheme", as_=coordinator, fee_scheme_id=schemes[0].id)
    data = {
        "version": schemes[0].version,
        "name": "Vår kasse",
        "applicants": ["family"],
        "covers": ["fee"],
        "period": "year",
        "amount": "1 200,50",
    }
    post("support.edit_fee_scheme", as_=coordinator, status=303, fee_scheme_id=schemes[0].id, data=data)
    assert (schemes[0].name, schemes[0].amount) == ("Vår kasse", Decimal("1200.50"))

"""Everything open is in the pack that the next coordinator gets."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from allemed.audit.models import AuditEntry
from allemed.families.queries import list_readings
from allemed.placements.rules import PlacementState
from allemed.referrals.rules import PersonKind
from tests.factories.accounts import make_user
from tests.factories.followup import make_check_in
from tests.factories.needs import make_need
from tests.factories.placements import make_placement
from tests.factories.referrals import make_partner, make_partner_person, make_referral

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _open_things() -> list[str]:
    """Paths that must be in the pack."""
    placement = make_placement(state=PlacementState.BOOKED, first_session_at=NOW + timedelta(days=20))
    check_in, need, partner = make_check_in(due_on=NOW.date() + timedelta(days=25)), make_need(), make_partner()
    make_partner_person(partner, kind=PersonKind.LINK, name="Tone Lærer")
    return [
        f"/placements/{placement.id}", f"/check-ins/{check_in.id}", f"/needs/{need.id}", f"/partners/{partner.id}",
        f"/interest/{make_referral(partner).id}",
    ]  # fmt: skip


def test_the_pack_holds_all_that_is_open_with_where_to_open_it(session, visit, frozen):
    frozen(NOW)
    paths, kari = _open_things(), make_user()
    page = visit("home.show_hand_over", as_=kari)
    assert [path for path in paths if path not in page.links] == []
    assert "Tone Lærer" in page.text and "Destroy it after the hand-over" in page.text


def test_each_family_named_in_it_can_see_that_it_was_read(session, visit, frozen):
    frozen(NOW)
    placement, kari = make_placement(state=PlacementState.PROPOSED), make_user()
    visit("home.show_hand_over", as_=kari)
    reads = session.scalars(select(AuditEntry.family_id).where(AuditEntry.action == "read")).all()
    assert reads == [placement.child.family_id]
    assert [one.role for one in list_readings(placement.child.family_id)] == ["coordinator"]


def test_a_pack_reads_nobody_twice_and_nobody_in_it_stands_out(session, visit, frozen):
    frozen(NOW)
    child = make_placement(state=PlacementState.PROPOSED).child
    make_check_in(placement=make_placement(child=child, state=PlacementState.TRIAL))
    visit("home.show_hand_over", as_=make_user())
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.family_id == child.family_id)).all()) == 1

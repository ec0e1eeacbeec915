"""What the demo shows of holidays, hosts and groups for everybody."""

import pytest
from sqlalchemy import select

from allemed import clock
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.catalogue.models import Activity
from allemed.catalogue.rules import Has
from allemed.database import db
from allemed.demo import actions as demo
from allemed.families.models import Child
from allemed.placements.models import Placement


@pytest.mark.one_database
def test_whatever_a_family_can_ask_for_is_found_in_the_demo(session, visit):
    demo.load(inhabitants=20_000, seed=1, now=clock.now())
    for has in Has:
        assert visit("catalogue.list_activities", has=str(has))("article.card"), has
    hosted = db.session.scalars(select(Activity).where(Activity.hosts.any())).all()
    kinds = {host.kind for group in hosted for host in group.hosts}
    assert kinds == {AssociationKind.SERVICE, AssociationKind.BUSINESS}
    giver = db.session.scalar(select(Association).where(Association.kind == AssociationKind.BUSINESS))
    assert "football_boots" in giver.gives
    placed = db.session.execute(
        select(Child.gender, Activity.gender_group).select_from(Placement).join(Child, Placement.child_id == Child.id)
        .join(Activity, Placement.activity_id == Activity.id)
    )  # fmt: skip
    assert not {("boy", "girls"), ("girl", "boys")} & {(str(gender), str(group)) for gender, group in placed}

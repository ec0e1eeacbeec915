"""Dugnads, invitations and what was agreed, invented."""

from datetime import date, time

from allemed import clock
from allemed.commitments.models import Goal
from allemed.database import db
from allemed.gatherings.models import AgreedAction, Gathering, Invitation, NetworkMember
from allemed.gatherings.rules import ActionStatus, GatheringKind, Sector, Sheet


def make_goal(**changes) -> Goal:
    """A goal of the municipality with the decision behind it."""
    values = {
        "name": "Alle barn med",
        "decision": "Kommunestyret 12.3.2026, sak 14/26",
        "starts_on": date(2026, 1, 1),
        "codes": ["C01"],
    }
    return _add(Goal(**(values | changes)))


def make_gathering(**changes) -> Gathering:
    """A dugnad of the municipality on 17 November 2026, 18:00."""
    values = {
        "kind": GatheringKind.DUGNAD, "sheet": Sheet.CLUB, "title": "Dugnad om utstyr", "held_on": date(2026, 11, 17),
        "starts": time(18), "ends": time(19), "themes": ["equipment"], "created_at": clock.now(),
    }  # fmt: skip
    return _add(Gathering(**(values | changes)))


def make_invitation(gathering: Gathering | None = None, **changes) -> Invitation:
    gathering = gathering or make_gathering()
    values = {"sector": Sector.ASSOCIATION, "created_at": clock.now()}
    return _add(Invitation(gathering_id=gathering.id, **(values | changes)))


def make_action(gathering: Gathering | None = None, **changes) -> AgreedAction:
    """Open, of the municipality."""
    gathering = gathering or make_gathering()
    values = {
        "title": "Byttekasse for sko", "owner_name": "Ola Trener", "owner_organisation": "Fjordvik kommune",
        "due_on": date(2027, 2, 1), "status": ActionStatus.OPEN, "status_since": clock.now(), "created_at": clock.now(),
    }  # fmt: skip
    return _add(AgreedAction(gathering_id=gathering.id, **(values | changes)))


def make_member(**changes) -> NetworkMember:
    """A business of the network, with the person who comes; joined and said so on 1 October 2026."""
    known = changes.get("association_id") or changes.get("partner_id")
    values = {
        "sector": Sector.BUSINESS, "organisation": "" if known else "Fjordvik sport", "role": "Finner utstyr",
        "person": "Berit Berge", "person_since": date(2026, 10, 1), "joined_on": date(2026, 10, 1),
    }  # fmt: skip
    return _add(NetworkMember(**(values | changes)))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row

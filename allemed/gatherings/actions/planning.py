"""Planning a gathering, inviting, and noting who answered and who came."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.associations.rules import AssociationKind
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import take_letter_back
from allemed.errors import DomainError
from allemed.gatherings import queries
from allemed.gatherings.models import AgendaItem, Gathering, Invitation
from allemed.gatherings.rules import Answer, GatheringKind, Sector
from allemed.gatherings.rules.addresses import Person
from allemed.gatherings.rules.dates import a_month_later
from allemed.gatherings.rules.sheets import minutes_of
from allemed.locales import _sl
from allemed.referrals.models import Partner
from allemed.referrals.rules import PartnerKind
from allemed.versions import claim, lock


class NotHeldYet(DomainError):
    """Its day has not come."""

    def __init__(self) -> None:
        super().__init__(_sl("This day has not come yet. Press it when you have met."))


CHANGED = _sl("Somebody changed this while you had the page open. Nothing of yours is saved yet.")
_K, _S = PartnerKind, Sector
SECTOR_OF = {
    _K.SCHOOL: _S.SCHOOL, _K.WELFARE_OFFICE: _S.WELFARE_OFFICE, _K.REFUGEE_SERVICE: _S.REFUGEE_SERVICE,
    _K.HEALTH_CENTRE: _S.HEALTH_CENTRE, _K.CHILD_WELFARE: _S.CHILD_WELFARE, _K.ADULT_LEARNING: _S.MUNICIPALITY,
}  # fmt: skip


def _with_end(values: Mapping[str, Any]) -> dict[str, Any]:
    """A dugnad ends when its run sheet does, before midnight."""
    whole = dict(values)
    if whole.get("sheet"):
        begins = datetime.combine(whole["held_on"], whole["starts"])
        ends = begins + timedelta(minutes=minutes_of(whole["sheet"]))
        whole["ends"] = ends.time() if ends.date() == begins.date() else begins.replace(hour=23, minute=59).time()
    return whole


def plan_gathering(kind: GatheringKind, values: Mapping[str, Any], *, by: User, now: datetime) -> Gathering:
    """A new one. Somebody of an association plans its own only."""
    gathering = Gathering(
        kind=kind, created_at=now, created_by=by.id, keywords=[], people={}, version=1, **_with_end(values)
    )
    db.session.add(gathering)
    db.session.flush()
    record("plan_gathering", by=by, now=now, subject=gathering)
    return gathering


def edit_gathering(gathering: Gathering, values: Mapping[str, Any], *, version: int, by: User, now: datetime) -> None:
    claim(gathering, version, CHANGED, {"title": (_sl("Title"), values["title"])})
    for name, value in _with_end(values).items():
        setattr(gathering, name, value)
    record("edit_gathering", by=by, now=now, subject=gathering)


def cancel_gathering(gathering: Gathering, *, by: User, now: datetime) -> bool:
    """It is not held; who was invited reads so. Was it to be held until now? Of two who cancel at once, one is told so."""
    lock(gathering)
    if gathering.cancelled_at is not None:
        return False
    gathering.cancelled_at, gathering.version = now, gathering.version + 1
    record("cancel_gathering", by=by, now=now, subject=gathering)
    return True


def plan_next(gathering: Gathering, *, by: User, now: datetime) -> Gathering:
    """The next meeting of the network: a month later, with whoever is in the register of the network by then, or the same as here. What waits is on its agenda."""
    values = {
        name: getattr(gathering, name)
        for name in (
            "title",
            "goal",
            "hosts",
            "starts",
            "ends",
            "place_id",
            "association_id",
            "is_public",
            "sheet",
            "serves_id",
        )
    }
    held_on = gathering.next_on or a_month_later(gathering.held_on)
    following = plan_gathering(gathering.kind, values | {"held_on": held_on, "themes": []}, by=by, now=now)
    if gathering.kind is GatheringKind.NETWORK and queries.network.list_members():
        invite_network(following, by=by, now=now)
        return following
    for one in queries.events.list_invitations(gathering.id):
        if not (one.association_id or one.partner_id or one.name):
            continue  # only an address was known, and it was promised to go
        _add(following, one.sector, now, association_id=one.association_id, partner_id=one.partner_id, name=one.name)
    db.session.flush()
    return following


# Inviting


SECTOR_OF_KIND = {
    AssociationKind.ASSOCIATION: Sector.ASSOCIATION,
    AssociationKind.SERVICE: Sector.MUNICIPALITY,
    AssociationKind.BUSINESS: Sector.BUSINESS,
}


def _add(gathering: Gathering, sector: Sector, now: datetime, **whom: Any) -> Invitation:
    invitation = Invitation(gathering_id=gathering.id, sector=sector, created_at=now, **whom)
    db.session.add(invitation)
    return invitation


def invite(
    gathering: Gathering,
    *,
    associations: Iterable[Association] = (),
    partners: Iterable[Partner] = (),
    by: User,
    now: datetime,
) -> list[Invitation]:
    """Associations and partners, each once; returns the new ones."""
    invited = queries.events.list_invitations(gathering.id)
    known = {one.association_id for one in invited} | {one.partner_id for one in invited}
    made = [
        _add(gathering, SECTOR_OF_KIND[one.kind], now, association_id=one.id)
        for one in associations
        if one.id not in known
    ] + [
        _add(gathering, SECTOR_OF.get(one.kind, Sector.OTHER), now, partner_id=one.id)
        for one in partners
        if one.id not in known
    ]
    db.session.flush()
    record("invite", by=by, now=now, subject=gathering)
    return made


def invite_network(gathering: Gathering, *, by: User, now: datetime) -> list[Invitation]:
    """Whoever is in the network, each organisation once; returns the new ones. No name of a person is written."""
    invited = queries.events.list_invitations(gathering.id)
    known = {one.association_id or one.partner_id or (one.name or "").casefold() for one in invited}
    made = []
    for one in queries.network.list_members():
        if (one.association_id or one.partner_id or one.organisation.casefold()) not in known:
            name = one.organisation or None
            whom = {"association_id": one.association_id, "partner_id": one.partner_id, "name": name}
            made.append(_add(gathering, one.sector, now, **whom, address=one.address))
    db.session.flush()
    record("invite", by=by, now=now, subject=gathering)
    return made


def invite_people(
    gathering: Gathering, sector: Sector, people: Iterable[Person], language: str, *, by: User, now: datetime
) -> list[Invitation]:
    """People who have no sign-in: ALLEMED writes to those with an address, the others get a link by hand.

    An address, or a name without one, that is invited already is not invited again; returns the new ones.
    """
    invited = queries.events.list_invitations(gathering.id)
    known = {one.address for one in invited} | {(one.name or "").casefold() for one in invited if not one.address}
    made = []
    for person in people:
        key = person.address or person.name.casefold()
        if key not in known:
            known.add(key)
            made.append(
                _add(
                    gathering, sector, now, name=person.name or None, address=person.address or None, language=language
                )
            )
    db.session.flush()
    record("invite", by=by, now=now, subject=gathering)
    return made


def take_invitation_back(invitation: Invitation, *, by: User, now: datetime) -> None:
    """With the contact card that was made by it, and the mail about it if that has not gone."""
    record("take_invitation_back", by=by, now=now, subject=invitation)
    take_letter_back(invitation.letter_id, now=now)
    db.session.delete(invitation)


def answer_invitation(invitation: Invitation, answer: Answer, *, now: datetime) -> None:
    """By whoever has the link. It may be changed as often as one likes."""
    invitation.answer, invitation.answered_at = answer, now


def note_who_came(
    gathering: Gathering, came: Collection[UUID], people: Mapping[Sector, int], *, by: User, now: datetime
) -> None:
    """Which of the invited came, and how many people of each sector."""
    for one in db.session.scalars(select(Invitation).where(Invitation.gathering_id == gathering.id)):
        one.came = one.id in came
    gathering.people = {str(sector): count for sector, count in people.items() if count}
    record("note_who_came", by=by, now=now, subject=gathering)


# The rolling agenda of the network (GK2)


def add_agenda_item(title: str, *, by: User, now: datetime) -> AgendaItem:
    item = AgendaItem(title=title, created_at=now)
    db.session.add(item)
    db.session.flush()
    record("add_agenda_item", by=by, now=now, subject=item)
    return item


def write_decision(item: AgendaItem, gathering: Gathering, decision: str) -> None:
    """What was decided here about it; empty takes it back."""
    item.decision = decision
    if decision:
        item.gathering_id = gathering.id


def turn_agenda_item(item: AgendaItem, gathering: Gathering) -> None:
    """Talked about here; pressed again it waits for the next meeting."""
    item.gathering_id = None if item.gathering_id == gathering.id else gathering.id


def end_gathering(gathering: Gathering, next_on: date | None, *, by: User, now: datetime) -> None:
    """It was held; `next_on`: the day on which one looks back. NotHeldYet: who only tried it out has kept no promise."""
    if gathering.held_on > clock.local(now, settings().zone).date():
        raise NotHeldYet
    gathering.ended_at = gathering.ended_at or now
    gathering.next_on = next_on or gathering.next_on
    record("end_gathering", by=by, now=now, subject=gathering)

"""From a spot that fits to a question to the family, and from the family's yes to a question to the association."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.catalogue.models import Activity
from allemed.database import db
from allemed.families.actions import give_agreement
from allemed.families.models import Child
from allemed.families.rules import SHARING, AgreementHow, AgreementItem, ChildHeard, SharingRule
from allemed.locales import _l, _sl
from allemed.matching.forms import say
from allemed.matching.queries import why_not_there
from allemed.placements.actions.moving import (
    AlreadyOnTheWay,
    DoesNotFit,
    MoveNotAllowed,
    announced,
    claim,
    move,
    note_move,
)
from allemed.placements.models import Light, Placement
from allemed.placements.queries import find_live_placement, known_for_lights
from allemed.placements.rules import (
    LIVE_STATES,
    LightColour,
    PlacementState,
    first_lights,
    may_send_to_association,
)
from allemed.referrals.queries import find_open_offer

S = PlacementState
INVITATION, COORDINATOR = "invitation", "coordinator"  # how a placement began
SaidRoom = Callable[[UUID, UUID], bool]
_SAID_ROOM: list[SaidRoom] = []


def register_room_said(has_room: SaidRoom) -> SaidRoom:
    """A higher feature's `fn(child_id, association_id)`: did it say that it has room for this child's wish?"""
    _SAID_ROOM.append(has_room)
    return has_room


@dataclass(frozen=True, slots=True)
class Yes:
    """A family's yes: how it was said, and what it ticked besides name, birth year and wish."""

    how: AgreementHow
    language: str
    child_heard: ChildHeard
    given_on: date
    guardians: tuple[UUID, ...] = ()  # whose first name and phone may be given
    has_interpreter: bool = False
    shares_language: bool = False
    needs: tuple[str, ...] = ()

    def items(self) -> list[tuple[AgreementItem, str]]:
        """What may reach the association, one entry for each thing that was said yes to."""
        always = [(item, "") for item, rule in SHARING.items() if rule is SharingRule.WITH_THE_YES]
        people = [(AgreementItem.GUARDIAN_CONTACT, str(guardian)) for guardian in self.guardians]
        needs = [(AgreementItem.PRACTICAL_NEED, need) for need in self.needs]
        more = [(AgreementItem.INTERPRETER, "")] if self.has_interpreter else []
        more += [(AgreementItem.LANGUAGE, "")] if self.shares_language else []
        return always + people + needs + more


def propose_placement(
    child: Child, activity_id: UUID, *, by: User, now: datetime, instead_of: UUID | None = None
) -> Placement:
    """Ask the family whether it wants this activity for its child.

    A wish that stayed, or a request that was declined, is taken up again. Raises AlreadyOnTheWay, and DoesNotFit
    where a hard limit stands against it. `instead_of`: the placement the child leaves for it; a starter course that goes
    on there is one by itself.
    """
    instead_of = instead_of or _course_before(child, activity_id)
    if limits := why_not_there(child, activity_id, now=now, instead_of=instead_of):
        raise DoesNotFit(_sl("This does not fit. %(why)s.", why=". ".join(say(limit) for limit in limits)))
    placement = find_live_placement(child.id, activity_id) or _last_declined(child.id, activity_id)
    if placement is None:
        return _new_placement(child, activity_id, by=by, now=now)
    if placement.state not in (S.WISH, S.DECLINED):
        raise AlreadyOnTheWay(_sl("The child is on its way there already."))
    claim(placement, placement.version)
    move(placement, S.PROPOSED, by=by, now=now)
    placement.proposed_by, placement.proposed_at = by.id, now
    placement.agreed_at = placement.asked_at = placement.answered_at = placement.first_session_at = None
    placement.decline_reason, placement.offers_waiting_list = None, False
    placement.origin = _origin_of(child, activity_id, now)
    db.session.flush()
    return placement


def _course_before(child: Child, activity_id: UUID) -> UUID | None:
    """The child's place in a starter course that goes on in this group."""
    query = select(Placement.id).join(Activity, Activity.id == Placement.activity_id)
    query = query.where(Placement.child_id == child.id, Placement.state.in_(LIVE_STATES))
    return db.session.scalar(query.where(Activity.goes_on_in_id == activity_id).limit(1))


def _origin_of(child: Child, activity_id: UUID, now: datetime) -> str:
    """Did the association say "we have room" to wishes before this, or to this child's without knowing whose it is?
    Then it began with its invitation (domain M6).
    """
    if find_open_offer(activity_id, now):
        return INVITATION
    association_id = db.session.get_one(Activity, activity_id).association_id
    return INVITATION if any(has_room(child.id, association_id) for has_room in _SAID_ROOM) else COORDINATOR


def _last_declined(child_id: UUID, activity_id: UUID) -> Placement | None:
    query = select(Placement).where(Placement.child_id == child_id, Placement.activity_id == activity_id)
    query = query.where(Placement.state == S.DECLINED).order_by(Placement.state_since.desc()).limit(1)
    return db.session.scalar(query)


def _new_placement(child: Child, activity_id: UUID, *, by: User, now: datetime) -> Placement:
    activity = db.session.get_one(Activity, activity_id)
    placement = Placement(
        child=child, activity=activity, state=S.PROPOSED, proposed_by=by.id, proposed_at=now, state_since=now,
        origin=_origin_of(child, activity_id, now),
    )  # fmt: skip
    for kind, colour in first_lights(known_for_lights(child, activity)).items():
        owner = by.id if colour in (LightColour.RED, LightColour.YELLOW) else None
        placement.lights.append(Light(kind=kind, colour=colour, owner_id=owner))
    try:
        with db.session.begin_nested():
            db.session.add(placement)
    except IntegrityError as error:  # the same proposal at the same moment
        raise AlreadyOnTheWay(_sl("The child is on its way there already.")) from error
    note_move(placement, None, S.PROPOSED, by=by, role=by.role, now=now)
    db.session.flush()
    return placement


@announced
def say_yes(placement: Placement, yes: Yes, *, version: int, by: User, now: datetime) -> None:
    """The family wants it: the seat is taken, what may be shared is written down, and the association is asked.

    Raises NoSpotLeft if somebody was faster, MoveNotAllowed, StaleVersion; then nothing has changed.
    """
    if not placement.activity.association.is_approved:  # it was when this was proposed
        raise MoveNotAllowed(_l("The club has no place this time"))
    claim(placement, version)
    move(placement, S.AGREED, by=by, now=now)
    placement.agreed_at = now
    give_agreement(
        placement.child, yes.items(), how=yes.how, language=yes.language, child_heard=yes.child_heard, by=by, now=now,
        receiver_id=placement.activity.association_id, placement_id=placement.id, given_on=yes.given_on,
    )  # fmt: skip
    ask_association(placement, now=now)


def ask_association(placement: Placement, *, now: datetime, by: User | None = None) -> None:
    """Ask the association, on behalf of the coordinator who proposed it. The placement is claimed by the caller."""
    if not may_send_to_association(placement.state):
        raise MoveNotAllowed(_sl("Nothing goes to an association before the family has said yes."))
    owner = by or (db.session.get(User, placement.proposed_by) if placement.proposed_by else None)
    move(placement, S.ASKED, by=owner, now=now, role=Role.COORDINATOR)
    placement.asked_at = now
    db.session.flush()

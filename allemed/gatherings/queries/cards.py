"""Contact cards and names of people at gatherings that have been kept long enough."""

from datetime import datetime

from sqlalchemy import CompoundSelect, Select, select, union_all

from allemed.gatherings.models import AgreedAction, ContactCard, Gathering, Invitation
from allemed.gatherings.queries import network
from allemed.gatherings.rules import UNFINISHED
from allemed.needs.models import TrainingRead


def old_names(since: datetime) -> Select:
    """Invitations that still name a person, to what was held before then."""
    held = select(Gathering.id).where(Gathering.held_on < since.date())
    return select(Invitation.id).where(
        Invitation.name.is_not(None), Invitation.created_at < since, Invitation.gathering_id.in_(held)
    )


def old_owners(since: datetime) -> Select:
    """What was finished before then and still says who did it."""
    return select(AgreedAction.id).where(
        AgreedAction.owner_name != "", AgreedAction.status.not_in(UNFINISHED), AgreedAction.status_since < since
    )


def old_people(since: datetime) -> CompoundSelect:
    """All of these: cards, invitations, finished actions and training cards with a name from before then."""
    return union_all(
        select(ContactCard.id).where(ContactCard.made_at < since),
        select(TrainingRead.id).where(TrainingRead.read_on < since.date()),
        old_names(since),
        old_owners(since),
        network.old_people(since.date()),
    )

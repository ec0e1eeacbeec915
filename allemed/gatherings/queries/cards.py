"""Contact cards and names of invited persons that have been kept long enough."""

from datetime import datetime

from sqlalchemy import CompoundSelect, Select, select, union_all

from allemed.gatherings.models import ContactCard, Gathering, Invitation


def old_names(since: datetime) -> Select:
    """Invitations that still name a person, to what was held before then."""
    held = select(Gathering.id).where(Gathering.held_on < since.date())
    return select(Invitation.id).where(
        Invitation.name.is_not(None), Invitation.created_at < since, Invitation.gathering_id.in_(held)
    )


def old_people(since: datetime) -> CompoundSelect:
    """Cards made before then, and such invitations."""
    return union_all(select(ContactCard.id).where(ContactCard.made_at < since), old_names(since))

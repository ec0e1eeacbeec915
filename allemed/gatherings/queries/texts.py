"""What was written at gatherings and has been kept long enough."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select

from allemed.gatherings.models import AgendaItem, AgreedAction, Gathering, Idea
from allemed.gatherings.rules import UNFINISHED

WORDS_OF_ACTION = ("partners", "purpose", "target_group", "period", "content", "reason")
WORDS_OF_GATHERING = ("hosts", "gap")


def old_ideas(since: datetime) -> Select:
    return select(Idea.id).where(Idea.created_at < since)


def old_agenda(since: datetime) -> Select:
    return select(AgendaItem.id).where(AgendaItem.created_at < since)


def old_actions(since: datetime) -> Select:
    """What was finished before then and still holds more than its title and result."""
    return select(AgreedAction.id).where(
        AgreedAction.status.not_in(UNFINISHED), AgreedAction.status_since < since, _has(AgreedAction, WORDS_OF_ACTION)
    )


def old_gatherings(since: datetime) -> Select:
    """Held before then, with words on hosts or on what was missing."""
    return select(Gathering.id).where(Gathering.held_on < since.date(), _has(Gathering, WORDS_OF_GATHERING))


def _has(model: type[AgreedAction] | type[Gathering], names: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(getattr(model, name) != "" for name in names))

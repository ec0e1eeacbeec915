"""What was written at gatherings goes after its time; dates, titles, results and counts stay."""

from datetime import datetime

from sqlalchemy import delete, update

from allemed.database import count_changed
from allemed.gatherings.models import AgendaItem, AgreedAction, Gathering, Idea
from allemed.gatherings.queries import texts


def forget_texts(since: datetime) -> int:
    """Nightly: ideas and agenda of before then, words around finished actions, hosts and gaps. Returns how many."""
    nothing_said = dict.fromkeys(texts.WORDS_OF_ACTION, ""), dict.fromkeys(texts.WORDS_OF_GATHERING, "")
    gone = (
        delete(Idea).where(Idea.id.in_(texts.old_ideas(since))),
        delete(AgendaItem).where(AgendaItem.id.in_(texts.old_agenda(since))),
        update(AgreedAction).where(AgreedAction.id.in_(texts.old_actions(since))).values(nothing_said[0]),
        update(Gathering).where(Gathering.id.in_(texts.old_gatherings(since))).values(nothing_said[1]),
    )
    return sum(count_changed(one) for one in gone)

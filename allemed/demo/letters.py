"""Messages between some families and the coordinator."""

from datetime import timedelta

from allemed.accounts.models import User
from allemed.demo.rows import Rows
from allemed.demo.town import Town
from allemed.families.models import Family
from allemed.messages.models import Message
from allemed.messages.rules import Phrase, Side

# of the family one can look at the demo as: hours ago, who, what
FIRST_FAMILY = (
    (75, Side.FAMILY, Phrase.CALL_ME), (74, Side.COORDINATOR, Phrase.I_CALL_YOU), (50, Side.FAMILY, Phrase.THANK_YOU),
    (2, Side.COORDINATOR, Phrase.SEE_PROPOSAL),
)  # fmt: skip
OTHERS = ((3, 4, Phrase.NEED_EQUIPMENT), (5, 20, Phrase.WHEN_START), (8, 30, Phrase.ALL_WELL))


def build(rows: Rows, town: Town) -> None:
    families, people = rows.of(Family), {user.get("family_id"): user for user in rows.of(User)}
    for hours, side, phrase in FIRST_FAMILY:
        _message(rows, families[0], side, phrase, hours, people, town, is_read=hours > 2)
    for number, hours, phrase in OTHERS:
        if number < len(families):
            _message(rows, families[number], Side.FAMILY, phrase, hours, people, town)


def _message(rows: Rows, family: dict, side: Side, phrase: Phrase, hours: int, people, town, is_read=False) -> None:
    author = people[family["id"]] if side is Side.FAMILY else town.coordinator
    sent = rows.now - timedelta(hours=hours)
    rows.add(
        Message, family_id=family["id"], side=side, author_id=author["id"], phrase=phrase, words=None,
        language=family["talk_language"], sent_at=sent, read_at=sent + timedelta(minutes=20) if is_read else None,
    )  # fmt: skip

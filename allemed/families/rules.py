"""The words of a family's record, when something may be shared, and what free text is warned about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from allemed.identity_numbers import reveals_identity_number

CHILD_HEARD_FROM = 7  # years

# Kinds of activity that a child's wish never names: it would say what the family believes (GDPR article 9).
UNASKED_KINDS = frozenset({"faith"})


class Gender(StrEnum):
    GIRL = "girl"
    BOY = "boy"
    OTHER = "other"


class Channel(StrEnum):
    CALL = "call"
    SMS = "sms"
    VOICE = "voice"


class ReceiverKind(StrEnum):
    ASSOCIATION = "association"
    PARTNER = "partner"
    LENDER = "lender"
    GUIDE = "guide"  # somebody the municipality names, who goes along the first time
    NEUTRAL_PERSON = "neutral_person"  # named by the municipality, asks a child how it is
    COORDINATOR = "coordinator"  # for the one thing it sees only with a yes: what a child said to somebody neutral


class AgreementHow(StrEnum):
    SPOKEN = "spoken"
    WRITTEN = "written"
    ON_SCREEN = "on_screen"


class ChildHeard(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class AgreementItem(StrEnum):
    """What may go to somebody after a yes. What may reach an association stands in `SHARING`; nothing else ever does."""

    FIRST_NAME = "first_name"
    BIRTH_YEAR = "birth_year"
    WISH = "wish"
    PRACTICAL_NEED = "practical_need"
    GUARDIAN_CONTACT = "guardian_contact"
    INTERPRETER = "interpreter"
    LANGUAGE = "language"
    ASK_CHILD = "ask_child"  # somebody neutral learns first name, kind of group and language, and asks
    CHILD_VOICE = "child_voice"  # what the child said to it


class SharingRule(StrEnum):
    WITH_THE_YES = "with_the_yes"  # part of every yes to a placement
    IF_TICKED = "if_ticked"  # only where the family ticked it


# Nothing outside this table ever reaches an association: no notes, school, address, referrer, siblings, reason, money.
SHARING: dict[AgreementItem, SharingRule] = {
    AgreementItem.FIRST_NAME: SharingRule.WITH_THE_YES,
    AgreementItem.BIRTH_YEAR: SharingRule.WITH_THE_YES,
    AgreementItem.WISH: SharingRule.WITH_THE_YES,
    AgreementItem.PRACTICAL_NEED: SharingRule.IF_TICKED,
    AgreementItem.GUARDIAN_CONTACT: SharingRule.IF_TICKED,
    AgreementItem.INTERPRETER: SharingRule.IF_TICKED,
    AgreementItem.LANGUAGE: SharingRule.IF_TICKED,
}


class AgreementRecord(Protocol):
    """What the rule reads of an agreement; a row of the table fits, so does `Given`."""

    @property
    def receiver_kind(self) -> ReceiverKind: ...
    @property
    def receiver_id(self) -> UUID | None: ...
    @property
    def placement_id(self) -> UUID | None: ...
    @property
    def item(self) -> AgreementItem: ...
    @property
    def detail(self) -> str: ...
    @property
    def given_at(self) -> datetime: ...
    @property
    def expires_on(self) -> date: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Given:
    """An agreement as plain values: one item, one receiver, for a time."""

    receiver_kind: ReceiverKind
    receiver_id: UUID | None
    placement_id: UUID | None
    item: AgreementItem
    given_at: datetime
    expires_on: date
    detail: str = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who would get it; for an association also for which placement."""

    kind: ReceiverKind
    id: UUID | None = None
    placement_id: UUID | None = None


def latest_expiry(given_on: date) -> date:
    """The last day an agreement can hold: twelve months, our default upper limit."""
    try:
        return given_on.replace(year=given_on.year + 1)
    except ValueError:  # 29 February
        return given_on.replace(year=given_on.year + 1, day=28)


def is_valid(agreement: AgreementRecord, at: datetime) -> bool:
    """Does it hold at this moment: given, not withdrawn, not run out?"""
    if at < agreement.given_at or (agreement.withdrawn_at is not None and at >= agreement.withdrawn_at):
        return False
    return at.date() <= min(agreement.expires_on, latest_expiry(agreement.given_at.date()))


def covers(agreement: AgreementRecord, receiver: Receiver, item: AgreementItem, detail: str = "") -> bool:
    """Was it given for this receiver and this item? To an association only for the very placement."""
    if agreement.receiver_kind != receiver.kind or (agreement.item, agreement.detail) != (item, detail):
        return False
    if agreement.receiver_id is not None and agreement.receiver_id != receiver.id:
        return False
    if receiver.kind == ReceiverKind.ASSOCIATION:
        return agreement.placement_id is not None and agreement.placement_id == receiver.placement_id
    return agreement.placement_id is None or agreement.placement_id == receiver.placement_id


def may_share(
    agreements: Iterable[AgreementRecord],
    receiver: Receiver,
    item: AgreementItem,
    at: datetime,
    detail: str = "",
) -> bool:
    """May `item` go to `receiver` at this moment? Only under an agreement that covers it and still holds."""
    return any(is_valid(one, at) and covers(one, receiver, item, detail) for one in agreements)


def should_be_heard(birth_year: int, year: int) -> bool:
    """Is the child asked for its own view? From seven (barnelova § 31), younger where it can form one."""
    return year - birth_year >= CHILD_HEARD_FROM


class TextWarning(StrEnum):
    """What a note seems to hold that is not to be collected."""

    IDENTITY_NUMBER = "identity_number"
    HEALTH = "health"
    FAITH = "faith"
    ORIGIN = "origin"
    MONEY = "money"
    CHILD_WELFARE = "child_welfare"
    OPINION = "opinion"


_WORDS = {  # beginnings of words in bokmål, nynorsk, Swedish and English; a hint for the writer, not a filter
    TextWarning.HEALTH: "diagnos adhd autis epilep medisin medicin medication allerg traum depres sykdom sjukdom disab",
    TextWarning.FAITH: "muslim islam kristn religi moské mosque jødisk judisk jewish hindu",
    TextWarning.ORIGIN: "asyl flyktning flykting refugee duf\\b etnisk ethnic statsborg medborgarskap nationalit nasjonalit",
    TextWarning.MONEY: "sosialhjelp socialbidrag inntekt inkomst income gjeld debt fattig poverty",
    TextWarning.CHILD_WELFARE: "barnevern socialtjänst child\\swelfare",
    TextWarning.OPINION: "umotiver omotiver unmotivated ressurssvak resurssvag vanskelig\\sfamil difficult\\sfamil",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{'|'.join(words.split())})", re.IGNORECASE) for kind, words in _WORDS.items()}


def warns_about(text: str) -> list[TextWarning]:
    """What the writer is warned about. The text itself is never repeated in a warning."""
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.search(text)]
    return [TextWarning.IDENTITY_NUMBER, *found] if reveals_identity_number(text) else found

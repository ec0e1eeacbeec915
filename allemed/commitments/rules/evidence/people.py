"""What an association says and does as a whole: contact person (C03), support it accepts (C07), meeting places (C16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allemed.commitments.rules.evidence.verdict import Event, Reason, Verdict


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """C03: the contact person for inclusion. `confirm_from`: when it last had to be confirmed, a season's start."""

    has_contact: bool
    has_substitute: bool
    confirmed_on: date | None = None
    confirm_from: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """C16: a meeting place or dugnad the association was invited to. `came`: None while nobody can or did say."""

    on: date
    title: str
    came: bool | None = None


def judge_contact(facts: ContactFacts) -> Verdict:
    """C03: a contact person is named and has confirmed, and there is a substitute."""
    why = []
    if not facts.has_contact:
        why.append(Reason("contact_missing"))
    elif facts.confirmed_on is None:
        why.append(Reason("contact_not_confirmed"))
    elif facts.confirm_from is not None and facts.confirmed_on < facts.confirm_from:
        why.append(Reason("contact_to_confirm_again", {"confirmed_on": facts.confirmed_on}))
    if not facts.has_substitute:
        why.append(Reason("substitute_missing"))
    events = (Event("contact_confirmed", on=facts.confirmed_on, is_good=not why),) if facts.confirmed_on else ()
    return Verdict(not why, tuple(why) or (Reason("contact_confirmed"),), events)


def judge_support(leisure_card: bool, leisure_fund: bool, companion_card: bool) -> Verdict:
    """C07: the association says of itself that it accepts card, fund and companion card."""
    said = {"leisure_card": leisure_card, "leisure_fund": leisure_fund, "companion_card": companion_card}
    missing = tuple(Reason(f"{name}_missing") for name, accepted in said.items() if not accepted)
    return Verdict(not missing, missing or (Reason("support_accepted"),))


def judge_meetings(meetings: Iterable[MeetingFact], year: int, today: date) -> Verdict:
    """C16: it came to one meeting place or dugnad of the year.

    While one lies ahead, nobody has noted who came, or none was held, nothing is late.
    """
    known = sorted((one for one in meetings if one.on.year == year), key=lambda one: one.on)
    events = tuple(Event(_event_code(one, today), one.title, one.on, one.came) for one in known)
    for code, came in (("meeting_attended", True), ("meeting_ahead", None), ("meeting_missed", False)):
        found = [one for one in known if one.came is came]
        if found:
            ahead = [one for one in found if came is None and one.on >= today]
            last = ahead[0] if ahead else found[-1]
            if came is None and not ahead:
                code = "meeting_not_noted"
            return Verdict(came, (Reason(code, {"title": last.title, "on": last.on}),), events)
    return Verdict(None, (Reason("no_meeting"),))


def _event_code(one: MeetingFact, today: date) -> str:
    return "not_noted" if one.came is None and one.on < today else _MEETING_CODES[one.came]


_MEETING_CODES = {True: "came", None: "invited", False: "did_not_come"}

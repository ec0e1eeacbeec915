"""Why something is seen as kept or not, and the events behind it, in sentences. None is ever about a child by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allemed.commitments.rules import Event, Reason, Verdict
from allemed.formatting import comma, date_text
from allemed.locales import _s, _sl, ngettext_s
from allemed.vocabulary import BRING_LABELS, label_of

Values = Mapping[str, Any]


@dataclass(frozen=True)
class EventLine:
    """One event as it is read: when, where, what; `is_good` gives its mark. `placement_id`: the coordinator's link."""

    when: str
    what: str
    text: str
    is_good: bool | None
    placement_id: UUID | None


def reason_text(reason: Reason) -> str:
    """One sentence for an association."""
    written = _WRITTEN.get(reason.code)
    return written(reason.params) if written else str(_PLAIN[reason.code])


def event_lines(verdict: Verdict) -> list[EventLine]:
    """The events behind a verdict: what makes it red, what waits, the rest; in each the newest first."""
    newest = sorted(verdict.events, key=lambda event: event.on.toordinal() if event.on else 0, reverse=True)
    return [_line(event) for good in (False, None, True) for event in newest if event.is_good is good]


def _line(event: Event) -> EventLine:
    told = _TOLD.get(event.code)
    if told is None:  # a reason with the name of the group in it
        text, what = reason_text(Reason(event.code, {"group": event.what, "on": event.on, **event.params})), ""
    else:
        text, what = told(event.params) if callable(told) else str(told), event.what
    when = date_text(event.on, "medium") if event.on else ""
    return EventLine(when, what, text, event.is_good, event.placement_id)


# Sentences


def _answers(values: Values) -> str:
    share = ngettext_s(
        "%(in_time)s of %(num)s question was answered within five working days.",
        "%(in_time)s of %(num)s questions were answered within five working days.",
        values["count"], in_time=values["in_time"],
    )  # fmt: skip
    middle = round(values["median"])
    usual = ngettext_s("Usually it takes %(num)s working day.", "Usually it takes %(num)s working days.", middle)
    return f"{share} {usual}"


def _spot_not_confirmed(values: Values) -> str:
    if values.get("days") is None:
        return _s("%(group)s: nobody has confirmed the open spots.", group=values["group"])
    return ngettext_s(
        "%(group)s: the open spots were confirmed %(num)s day ago.",
        "%(group)s: the open spots were confirmed %(num)s days ago.", values["days"], group=values["group"],
    )  # fmt: skip


def _trial_too_short(values: Values) -> str:
    return ngettext_s(
        "%(group)s: a child can try %(num)s time. Make it 3.",
        "%(group)s: a child can try %(num)s times. Make it 3.", values["times"], group=values["group"],
    )  # fmt: skip


def _nobody_lends(values: Values) -> str:
    things = comma().join(str(label_of(BRING_LABELS, code)) for code in values["things"])
    return _s("%(group)s: nobody lends %(things)s.", group=values["group"], things=things)


def _card_lacks(values: Values) -> str:
    things = comma().join(str(_CARD_PARTS[name]) for name in values["lacks"])
    return _s("%(group)s: the card for the first day lacks %(things)s.", group=values["group"], things=things)


def _missed_open(values: Values) -> str:
    return _s(
        "%(group)s: a child was away twice in a row. Ask how it goes by %(date)s.",
        group=values["group"], date=date_text(values["by"]),
    )  # fmt: skip


def _fund_open(values: Values) -> str:
    return _s("%(group)s: apply for the fee by %(date)s.", group=values["group"], date=date_text(values["by"]))


def _fund_cases(values: Values) -> str:
    return ngettext_s(
        "%(in_time)s of %(num)s application was sent within five days.",
        "%(in_time)s of %(num)s applications were sent within five days.", values["count"], in_time=values["in_time"],
    )  # fmt: skip


def _missed_cases(values: Values) -> str:
    return ngettext_s(
        "A child was away twice in a row %(num)s time. Asked within seven days: %(in_time)s.",
        "A child was away twice in a row %(num)s times. Asked within seven days: %(in_time)s.",
        values["count"], in_time=values["in_time"],
    )  # fmt: skip


def _spots_held(values: Values) -> str:
    return ngettext_s(
        "%(num)s spot is held for children who come through ALLEMED. Two are promised.",
        "%(num)s spots are held for children who come through ALLEMED. Two are promised.", values["count"],
    )  # fmt: skip


_CARD_PARTS = {
    "meets": _sl("who meets the child"),
    "buddy": _sl("a child who goes along"),
    "place": _sl("a picture or words of the place"),
}
_WRITTEN: dict[str, Callable[[Values], str]] = {
    "answers": _answers,
    "spot_not_confirmed": _spot_not_confirmed,
    "spot_never_confirmed": _spot_not_confirmed,
    "trial_too_short": _trial_too_short,
    "nobody_lends": _nobody_lends,
    "card_lacks": _card_lacks,
    "missed_open": _missed_open,
    "missed_cases": _missed_cases,
    "fund_open": _fund_open,
    "fund_cases": _fund_cases,
    "spots_held": _spots_held,
    "spots_not_held": _spots_held,
    "trial_everywhere": lambda values: ngettext_s(
        "Your group lets a child try three times or more.",
        "All your %(num)s groups let a child try three times or more.", values["count"],
    ),
    "spots_confirmed": lambda values: ngettext_s(
        "Your open spot was confirmed lately.", "All your %(num)s open spots were confirmed lately.", values["count"]
    ),
    "price_not_shown": lambda values: _s("%(group)s: the cost is not shown.", group=values["group"]),
    "tasks_not_shown": lambda values: _s("%(group)s: it is not said what parents do.", group=values["group"]),
    "price_and_tasks_not_shown": lambda values: _s(
        "%(group)s: neither the cost nor what parents do is shown.", group=values["group"]
    ),
    "price_above": lambda values: _s(
        "%(group)s: an application says more than the group costs. Write how that came.", group=values["group"]
    ),
    "meeting_attended": lambda values: _s(
        "You came to %(title)s on %(date)s.", title=values["title"], date=date_text(values["on"])
    ),
    "meeting_ahead": lambda values: _s(
        "You are invited to %(title)s on %(date)s.", title=values["title"], date=date_text(values["on"])
    ),
    "meeting_not_noted": lambda values: _s(
        "Who came to %(title)s on %(date)s is not noted yet.", title=values["title"], date=date_text(values["on"])
    ),
    "meeting_missed": lambda values: _s(
        "Nobody of you came to %(title)s on %(date)s.", title=values["title"], date=date_text(values["on"])
    ),
}  # fmt: skip
_PLAIN = {
    "contact_missing": _sl("No contact person is named."),
    "contact_not_confirmed": _sl("The contact person has not said “this is me” yet."),
    "contact_to_confirm_again": _sl("A new season comes. Say once more that the contact person is right."),
    "substitute_missing": _sl("A substitute is missing."),
    "contact_confirmed": _sl("Contact person and substitute are named and confirmed."),
    "no_open_groups": _sl("You have no group in ALLEMED yet."),
    "no_open_spots": _sl("You have no open spots now, so there is nothing to confirm."),
    "nothing_asked": _sl("The coordinator has not asked you anything lately."),
    "support_accepted": _sl("You accept the leisure card, the leisure fund and the companion card."),
    "leisure_card_missing": _sl("The leisure card is not ticked for you."),
    "leisure_fund_missing": _sl("The leisure fund is not ticked for you."),
    "companion_card_missing": _sl("The companion card is not ticked for you."),
    "all_shown": _sl("Families read what it costs and what parents do."),
    "one_price": _sl("One price for everybody."),
    "equipment_lent": _sl("What your groups ask to bring can be borrowed."),
    "routine_missing": _sl("Your welcome routine is not sent yet. A link is enough."),
    "cards_filled": _sl("The cards for the first day are filled."),
    "no_first_day": _sl("No first day is near, so there is nothing to see."),
    "no_meeting": _sl("You were not invited to a meeting place this year yet."),
    "no_fund": _sl("Nobody has asked you to apply for a fee lately."),
    "no_missed": _sl("No child was away twice in a row lately."),
}
_TOLD: dict[str, Any] = {
    "contact_confirmed": _sl("The contact person said “this is me”."),
    "trial": lambda values: ngettext_s(
        "A child can try %(num)s time.", "A child can try %(num)s times.", values["times"]
    ),
    "all_shown": _PLAIN["all_shown"],
    "one_price": _PLAIN["one_price"],
    "spot_confirmed": _sl("The open spots were confirmed."),
    "held": lambda values: _s("Held: %(free)s. Taken: %(taken)s.", free=values["free"], taken=values["taken"]),
    "lent": _sl("Can be borrowed."),
    "nothing_needed": _sl("No equipment is needed."),
    "answered": lambda values: ngettext_s(
        "Answered after %(num)s working day.", "Answered after %(num)s working days.", values["days"]
    ),
    "unanswered": lambda values: ngettext_s(
        "Not answered for %(num)s working day.", "Not answered for %(num)s working days.", values["days"]
    ),
    "fund_done": lambda values: _s("A fee to apply for. Sent on %(date)s.", date=date_text(values["done_on"])),
    "fund_open": _sl("A fee to apply for. Not sent yet."),
    "missed_done": lambda values: _s("Away twice in a row. Asked on %(date)s.", date=date_text(values["done_on"])),
    "missed_open": _sl("Away twice in a row. Nobody has asked yet."),
    "card_filled": _sl("The card for the first day is filled."),
    "came": _sl("You came."),
    "invited": _sl("Invited."),
    "not_noted": _sl("Who came is not noted yet."),
    "did_not_come": _sl("Nobody of you came."),
}

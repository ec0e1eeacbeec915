"""The words for what the rules found: a short sentence for each reason, for the coordinator."""

from collections.abc import Callable, Iterable
from typing import Any

from babel.lists import format_list

from allemed.formatting import money, time_text, weekday_name
from allemed.intake.models import Conversation
from allemed.intake.rules import MoneyHelp, PartOfDay, read_times
from allemed.locales import _s, language, ngettext_s
from allemed.matching.rules import Reason
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS, LANGUAGE_LABELS

_THINGS = BORROW_LABELS | BRING_LABELS


def _listed(words: Iterable[Any]) -> str:
    return format_list([str(word) for word in words], locale=language().code)


def _days(weekdays: Iterable[int]) -> str:
    return _listed(weekday_name(day) for day in weekdays)


def _things(codes: Iterable[str]) -> str:
    return _listed(_THINGS.get(code, code) for code in codes).lower()


def _minutes(minutes: int) -> str:
    return ngettext_s("%(num)s minute on foot", "%(num)s minutes on foot", minutes)


_SENTENCES: dict[str, Callable[..., str]] = {
    # what speaks for it
    "times_fit": lambda weekdays: ngettext_s("%(days)s fits", "%(days)s fit", len(weekdays), days=_days(weekdays)),
    "on_foot": lambda minutes: _minutes(minutes),
    "free_of_charge": lambda: _s("free of charge"),
    "can_be_borrowed": lambda items: _s("can be borrowed: %(things)s", things=_things(items)),
    "girls_only": lambda: _s("girls only, as wished"),
    "room_for_friend": lambda free: _s("room for a friend too"),
    "companion_there": lambda name, is_sibling: (
        _s("%(name)s, a sibling, is there", name=name) if is_sibling else _s("%(name)s, a friend, is there", name=name)
    ),
    "companion_coming": lambda name, is_sibling: (
        _s("%(name)s, a sibling, is on the way there", name=name)
        if is_sibling
        else _s("%(name)s, a friend, is on the way there", name=name)
    ),
    "language": lambda languages: _s(
        "they speak %(languages)s there", languages=_listed(LANGUAGE_LABELS.get(c, c) for c in languages)
    ),
    "right_after_school": lambda: _s("right after school"),
    "trial": lambda times: ngettext_s("one time to try", "%(num)s times to try", times),
    "for_beginners": lambda: _s("for beginners"),
    "held_for_us": lambda: _s("held for children who come through ALLEMED"),
    "transport_help": lambda: _s("they help with transport"),
    "pointed_at": lambda kind, place: (
        _s("the child pointed at it first") if place == 1 else _s("the child pointed at it")
    ),
    "same_family": lambda kind, family: _s("close to what the child pointed at"),
    # what speaks against it
    "times_do_not_fit": lambda weekdays: ngettext_s(
        "%(days)s does not fit", "%(days)s do not fit", len(weekdays), days=_days(weekdays)
    ),
    "far_with_transport_help": lambda minutes, limit: _s(
        "%(minutes)s, but they help with transport", minutes=_minutes(minutes)
    ),
    "far_by_bus": lambda minutes, limit: _s("%(minutes)s: the bus is needed", minutes=_minutes(minutes)),
    "too_far": lambda minutes, limit: _s(
        "%(minutes)s, the family said %(limit)s", minutes=_minutes(minutes), limit=limit
    ),
    "costs": lambda amount: _s("%(amount)s for half a year", amount=money(amount)),
    "costs_with_fee_help": lambda amount: _s(
        "%(amount)s for half a year: help with the fee is wanted", amount=money(amount)
    ),
    "has_to_be_found": lambda items: _s("has to be found: %(things)s", things=_things(items)),
    "not_girls_only": lambda: _s("not for girls only"),
    "no_room_for_friend": lambda: _s("one spot only: no room for a friend"),
    "not_pointed_at": lambda kind: _s("the child pointed at something else"),
    # what nobody knows
    "wish_unknown": lambda: _s("the child has not been asked what it wants"),
    "times_unknown": lambda who: (
        _s("not known which days the family can") if who == "family" else _s("not known which days they meet")
    ),
    "distance_unknown": lambda: _s("not known how far it is"),
    "cost_unknown": lambda: _s("not known what it costs"),
    "gender_not_stated": lambda group: (
        _s("a group for girls: ask the family") if group == "girls" else _s("a group for boys: ask the family")
    ),
    # hard limits
    "too_young": lambda birth_year: _s("born %(year)s or earlier", year=birth_year),
    "too_old": lambda birth_year: _s("born %(year)s or later", year=birth_year),
    "other_gender_group": lambda group: _s("for girls only") if group == "girls" else _s("for boys only"),
    "full": lambda: _s("full"),
    "clash": lambda weekday, starts, ends: _s(
        "%(day)s %(starts)s–%(ends)s is taken by another activity",
        day=weekday_name(weekday),
        starts=time_text(starts),
        ends=time_text(ends),
    ),
    "not_confirmed": lambda days: _s("not confirmed for %(days)s days", days=days),
    "closed": lambda: _s("closed"),
}


def say(reason: Reason) -> str:
    """A reason as a short sentence, its first letter large. KeyError for a code that has no words."""
    text = _SENTENCES[reason.code](**reason.params)
    return text[:1].upper() + text[1:]


_PARTS = {
    PartOfDay.AFTER_SCHOOL: lambda days: _s("%(days)s after school", days=days),
    PartOfDay.EVENING: lambda days: _s("%(days)s in the evening", days=days),
    PartOfDay.WEEKEND: lambda days: days,
}


def say_time(code: str) -> str:
    """One free time, short: "Mon after school"."""
    ((day, part),) = read_times([code])
    return _PARTS[part](weekday_name(day, "abbreviated"))


def say_wishes(conversation: Conversation) -> list[str]:
    """What the family can, in a few words each: days, the walk, help with the fee, what is lacking."""
    times = read_times(conversation.times)
    facts = []
    for part in PartOfDay:
        if days := sorted(day for day, when in times if when == part):
            facts.append(_PARTS[part](", ".join(weekday_name(day, "abbreviated") for day in days)))
    if conversation.max_walk_minutes is not None:
        facts.append(_s("at most %(walk)s", walk=_minutes(conversation.max_walk_minutes)))
    if conversation.may_use_bus:
        facts.append(_s("the bus is fine"))
    if conversation.money in (MoneyHelp.WOULD_LIKE_HELP, MoneyHelp.WANTS_TO_TALK):
        facts.append(_s("help with the fee is wanted"))
    if conversation.equipment:
        facts.append(_s("lacks: %(things)s", things=_things(conversation.equipment)))
    return [fact[:1].upper() + fact[1:] for fact in facts]


# A group that is both full and for older children is counted as for other ages: that will not change.
_HEAVIEST_FIRST = (
    "too_young", "too_old", "other_gender_group", "closed", "full", "clash", "not_confirmed",
)  # fmt: skip

_AGES = {"too_young": "other_ages", "too_old": "other_ages"}
_COUNTED = {
    "full": lambda n: ngettext_s("%(num)s full", "%(num)s full", n),
    "clash": lambda n: ngettext_s("%(num)s at a time that is taken", "%(num)s at times that are taken", n),
    "not_confirmed": lambda n: ngettext_s("%(num)s not confirmed lately", "%(num)s not confirmed lately", n),
    "closed": lambda n: ngettext_s("%(num)s closed", "%(num)s closed", n),
    "other_ages": lambda n: ngettext_s("%(num)s for other ages", "%(num)s for other ages", n),
    "other_gender_group": lambda n: ngettext_s("%(num)s for the other sex", "%(num)s for the other sex", n),
}


def count_limits(refused: Iterable[list[Reason]], far_in_age: int = 0) -> str:
    """How many groups are left out for which reason, each counted once: "6 full, 3 closed, 40 for other ages"."""
    counts = dict.fromkeys(_COUNTED, 0) | {"other_ages": far_in_age}
    for reasons in refused:
        codes = {reason.code for reason in reasons}
        counts[_AGES.get(code := next(one for one in _HEAVIEST_FIRST if one in codes), code)] += 1
    return ", ".join(_COUNTED[code](number) for code, number in counts.items() if number)

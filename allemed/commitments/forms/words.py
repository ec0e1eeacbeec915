"""The words for what the rules hold as codes: levels, evidence, standing, due rules, and why something is kept or not."""

from collections.abc import Mapping

from allemed.commitments.models import Commitment, Delivery, SchemeLine
from allemed.commitments.rules import (
    Anchor,
    DueRule,
    Evidence,
    Hindrance,
    Level,
    Repeat,
    ReportFacts,
    Standing,
    is_seen,
    parse_due,
    ways_to_send,
)
from allemed.countries import profile
from allemed.locales import _s, _sl, language, ngettext_s

LEVEL_LABELS = {
    Level.CONDITION: _sl("Condition"),
    Level.EXPECTATION: _sl("Expectation"),
    Level.VOLUNTARY: _sl("Voluntary promise"),
}
LEVEL_HINTS = {
    Level.CONDITION: _sl("Comes with the grant."),
    Level.EXPECTATION: _sl("The municipality hopes for it."),
    Level.VOLUNTARY: _sl("The association offers it."),
}
EVIDENCE_LABELS = {
    Evidence.AUTO: _sl("Seen in ALLEMED by itself"),
    Evidence.STATEMENT: _sl("A named person says so, with a date"),
    Evidence.DOCUMENT: _sl("A link to a document"),
    Evidence.REPORT: _sl("A few sentences"),
    Evidence.VISIT: _sl("The coordinator has seen it"),
}
STANDING_LABELS = {
    Standing.OVERDUE: _sl("Late"),
    Standing.WAITING: _sl("Sent, not looked at"),
    Standing.SOON: _sl("Soon"),
    Standing.LATER: _sl("Later"),
    Standing.KEPT: _sl("Kept"),
    Standing.ASIDE: _sl("Not asked for now"),
    Standing.TOGETHER: _sl("Promised with another grant"),
    Standing.PAST: _sl("Went on under a later grant"),
}
STANDING_LOOK = {  # tone, icon
    Standing.OVERDUE: ("warn", "clock"),
    Standing.WAITING: ("info", "hourglass"),
    Standing.SOON: ("sun", "calendar-dots"),
    Standing.LATER: ("neutral", "calendar-dots"),
    Standing.KEPT: ("good", "check-circle"),
    Standing.ASIDE: ("neutral", "minus-circle"),
    Standing.TOGETHER: ("neutral", "handshake"),
    Standing.PAST: ("neutral", "clock"),
}
HINDRANCE_LABELS = {
    Hindrance.NOTHING: _sl("Nothing"),
    Hindrance.FULL: _sl("We are full"),
    Hindrance.LEADERS: _sl("Too few leaders"),
    Hindrance.TIME: _sl("Time"),
    Hindrance.TRANSPORT: _sl("Transport"),
    Hindrance.MONEY: _sl("Money"),
    Hindrance.EQUIPMENT: _sl("Equipment"),
    Hindrance.LANGUAGE: _sl("Language, or messages that were not understood"),
}
CERTIFICATE_ANSWERS = {  # of certificates nobody writes free text, so that no name can get in
    "remaining": _sl("Some are still to be checked. Send it again when all are done."),
    "old": _sl("The date is long ago. Please check again and send the new date."),
    "talk": _sl("The numbers need a talk. The coordinator calls you."),
}


def promise_text(commitment: Commitment) -> str:
    """The promise as it stood when it was made, in the reader's language; bokmål where there is none."""
    return text_in_language(commitment.texts)


def text_in_language(texts: Mapping[str, str]) -> str:
    """In the reader's language; bokmål where there is none."""
    return texts.get(language().code) or texts.get("nb") or next(iter(texts.values()), "")


def shown_by(row: Commitment | SchemeLine) -> str:
    """How something is really shown, as a list in words: what the system cannot see yet, a person says."""
    ways = [Evidence.AUTO] if is_seen(row.code, row.evidence) else []
    ways += ways_to_send(row.code, row.evidence)
    if Evidence.VISIT in row.evidence:
        ways.append(Evidence.VISIT)
    return ", ".join(str(EVIDENCE_LABELS[way]) for way in ways)


def answer_text(delivery: Delivery) -> str:
    """What the coordinator answered; of certificates one of three sentences."""
    if delivery.checked_count is not None:
        return str(CERTIFICATE_ANSWERS.get(delivery.answer, ""))
    return delivery.answer


def hindered_text(delivery: Delivery) -> str:
    """What hindered, as a list in words; empty where nothing was asked."""
    return ", ".join(str(HINDRANCE_LABELS[Hindrance(code)]) for code in delivery.hindered or ())


def certificate_words() -> dict[str, str]:
    """What the document is called here. It is shown and handed back, and never sent to anybody."""
    if profile().code == "SE":
        return {"name": _s("extract from the criminal record"), "checked": _s("Leaders whose extract you have seen")}
    return {"name": _s("police certificate"), "checked": _s("Leaders whose police certificate you have seen")}


def report_beginning(facts: ReportFacts) -> str:
    """What an association did in the year as far as ALLEMED knows, in sentences of its own, to be changed."""
    lines = []
    if facts.groups:
        lines.append(ngettext_s("%(num)s of our groups had open spots in ALLEMED.",
                                "%(num)s of our groups had open spots in ALLEMED.", facts.groups))  # fmt: skip
    if facts.with_trial:
        lines.append(ngettext_s("%(num)s of our groups lets children try first.",
                                "%(num)s of our groups let children try first.", facts.with_trial))  # fmt: skip
    if facts.with_things:
        lines.append(ngettext_s("%(num)s of our groups lends equipment.",
                                "%(num)s of our groups lend equipment.", facts.with_things))  # fmt: skip
    lines += [_s("We came to %(title)s.", title=title) for title in facts.meetings[:3]]
    return " ".join(lines)[:500]


# Due rules as sentences


def due_words(text: str) -> str:
    """A due rule as a person says it; the text itself if it is none."""
    try:
        rules = parse_due(text)
    except ValueError:
        return text
    words = "; ".join(_part_words(rule) for rule in rules)
    return words[:1].upper() + words[1:]


def _part_words(rule: DueRule) -> str:
    base = _anchor_words(rule)
    repeat = _REPEATS[rule.repeat]
    return f"{base}, {repeat}" if repeat else base


_REPEATS = {
    Repeat.NONE: "",
    Repeat.YEARLY: _sl("every year"),
    Repeat.EVERY_2_YEARS: _sl("every second year"),
    Repeat.EACH_SEASON: _sl("every season"),
}
_ON_THE_DAY = {
    Anchor.DECISION: _sl("on the day the grant is decided"),
    Anchor.SEASON: _sl("when the season starts"),
    Anchor.YEAR_END: _sl("at the end of the year"),
    Anchor.ANNUAL_MEETING: _sl("on the day of the annual meeting"),
    Anchor.EVENT: _sl("before a new person begins, or when it happens"),
}


def _anchor_words(rule: DueRule) -> str:
    days = abs(rule.offset_days)
    if rule.anchor == Anchor.ROLLING:
        return ngettext_s("every %(num)s day", "every %(num)s days", days)
    if not days:
        return str(_ON_THE_DAY[rule.anchor])
    return _before(rule.anchor, days) if rule.offset_days < 0 else _after(rule.anchor, days)


def _after(anchor: Anchor, days: int) -> str:
    if anchor == Anchor.DECISION:
        return ngettext_s("%(num)s day after the grant is decided", "%(num)s days after the grant is decided", days)
    if anchor == Anchor.SEASON:
        return ngettext_s("%(num)s day after the season starts", "%(num)s days after the season starts", days)
    if anchor == Anchor.YEAR_END:
        return ngettext_s("%(num)s day after the end of the year", "%(num)s days after the end of the year", days)
    if anchor == Anchor.ANNUAL_MEETING:
        return ngettext_s("%(num)s day after the annual meeting", "%(num)s days after the annual meeting", days)
    return ngettext_s("within %(num)s day when it happens", "within %(num)s days when it happens", days)


def _before(anchor: Anchor, days: int) -> str:
    if anchor == Anchor.SEASON:
        return ngettext_s("%(num)s day before the season starts", "%(num)s days before the season starts", days)
    if anchor == Anchor.YEAR_END:
        return ngettext_s("%(num)s day before the end of the year", "%(num)s days before the end of the year", days)
    if anchor == Anchor.ANNUAL_MEETING:
        return ngettext_s("%(num)s day before the annual meeting", "%(num)s days before the annual meeting", days)
    return ngettext_s("%(num)s day before", "%(num)s days before", days)

"""The words of measures: what kind, how it stands, and the five headings of each."""

from allemed.catalogue.forms.words import PILOT_LABELS
from allemed.commitments.rules.measures import Measure, MeasureKind, MeasureState
from allemed.formatting import date_text
from allemed.locales import _s, _sl, ngettext_s
from allemed.vocabulary import KIND_LABELS

MEASURE_KINDS = {
    MeasureKind.ACTION: _sl("Agreed action"),
    MeasureKind.DUGNAD: _sl("ALLEMED-dugnad"),
    MeasureKind.MEETING_PLACE: _sl("Meeting place"),
    MeasureKind.NETWORK: _sl("Network meeting"),
    MeasureKind.VISIT: _sl("Guest at a place"),
    MeasureKind.PILOT: _sl("Trial"),
    MeasureKind.COURSE: _sl("Starter course"),
    MeasureKind.GRANTS: _sl("Grants"),
}
MEASURE_STATES = {
    MeasureState.AHEAD: _sl("Ahead"),
    MeasureState.DOING: _sl("On the way"),
    MeasureState.UNSAID: _sl("Over, nobody has answered"),
    MeasureState.DONE: _sl("Done"),
    MeasureState.DROPPED: _sl("Not done"),
}
STATE_TONES = {
    MeasureState.AHEAD: "neutral",
    MeasureState.DOING: "info",
    MeasureState.UNSAID: "warn",
    MeasureState.DONE: "good",
    MeasureState.DROPPED: "neutral",
}
HEADINGS = (_sl("With whom"), _sl("What for"), _sl("For whom"), _sl("In which period"), _sl("What is done"))


def headings_of(one: Measure) -> tuple[str, str, str, str, str]:
    """Partners, purpose, target group, period, content: of anything, so that things can be laid side by side (V1)."""
    return _partners(one), one.purpose, _target_group(one), _period(one), _content(one)


def result_of(one: Measure) -> str:
    """What came of it; of a trial, whether it goes on."""
    return str(PILOT_LABELS.get(one.result, one.result)) if one.kind is MeasureKind.PILOT else one.result  # type: ignore[call-overload]


def _partners(one: Measure) -> str:
    if not one.partner_count:
        return one.partners
    return ngettext_s("%(num)s association", "%(num)s associations", one.partner_count)


def _target_group(one: Measure) -> str:
    if one.target_group or not one.birth_years:
        return one.target_group
    first, last = one.birth_years
    return _s("Children born %(first)s–%(last)s", first=first, last=last)


def _period(one: Measure) -> str:
    if one.period:
        return one.period
    begins = date_text(one.begins, "medium")
    return _s("%(start)s to %(end)s", start=begins, end=date_text(one.ends, "medium")) if one.ends else begins


def _content(one: Measure) -> str:
    if one.content or not one.activity_kind:
        return one.content
    words = [str(KIND_LABELS.get(one.activity_kind, one.activity_kind))]
    if one.goes_on_in:
        words.append(_s("goes on in %(group)s", group=one.goes_on_in))
    return ", ".join(words)

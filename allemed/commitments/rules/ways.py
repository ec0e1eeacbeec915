"""How a commitment is shown to be kept: what the system sees, and what an association may send."""

from collections.abc import Iterable

from allemed.commitments.rules.catalogue import Evidence
from allemed.commitments.rules.evidence import Verdict

SEEN_CODES = frozenset(
    {"C03", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13", "C14", "C16", "C17", "C18"}
)  # the system judges these itself
BOTH_CODES = frozenset({"C14"})  # something is sent, and what the system sees counts as well
CERTIFICATE_CODE = "C05"  # a date and two numbers, and nothing else ever
REPORT_CODE = "C20"
_SENT = (Evidence.STATEMENT, Evidence.DOCUMENT, Evidence.REPORT)


def is_seen(code: str, evidence: Iterable[str]) -> bool:
    """Does the system judge this one itself?"""
    return code in SEEN_CODES and Evidence.AUTO in evidence


def is_watched(code: str, kept_by: str) -> bool:
    """Was the last period kept by what the system sees, so that it is lost when that is no longer so?"""
    return kept_by == Evidence.AUTO or code in BOTH_CODES


def is_nothing_asked(verdict: Verdict | None, code: str, evidence: Iterable[str]) -> bool:
    """Nothing to judge yet, nothing that waits, and no other way to show it: nothing is late, nobody is reminded."""
    return verdict is not None and not verdict.asks and not ways_to_send(code, evidence)


def ways_to_send(code: str, evidence: Iterable[str]) -> tuple[Evidence, ...]:
    """What an association may send. Of what only the system could know and cannot see, a statement."""
    if code == CERTIFICATE_CODE:
        return (Evidence.STATEMENT,)
    asked = set(evidence)
    ways = tuple(way for way in _SENT if way in asked)
    if ways or is_seen(code, asked) or Evidence.VISIT in asked:
        return ways
    return (Evidence.STATEMENT,)

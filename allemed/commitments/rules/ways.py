"""How a commitment is shown to be kept: what the system sees, and what an association may send."""

from collections.abc import Iterable

from allemed.commitments.rules.catalogue import Evidence

SEEN_CODES = frozenset({"C03", "C06", "C07", "C11", "C13"})  # the system judges these itself
CERTIFICATE_CODE = "C05"  # a date and two numbers, and nothing else ever
REPORT_CODE = "C20"
_SENT = (Evidence.STATEMENT, Evidence.DOCUMENT, Evidence.REPORT)


def is_seen(code: str, evidence: Iterable[str]) -> bool:
    """Does the system judge this one itself?"""
    return code in SEEN_CODES and Evidence.AUTO in evidence


def ways_to_send(code: str, evidence: Iterable[str]) -> tuple[Evidence, ...]:
    """What an association may send. Where nobody but the system could know and it doesn't yet, a statement."""
    if code == CERTIFICATE_CODE:
        return (Evidence.STATEMENT,)
    asked = set(evidence)
    ways = tuple(way for way in _SENT if way in asked)
    if ways or is_seen(code, asked) or Evidence.VISIT in asked:
        return ways
    return (Evidence.STATEMENT,)

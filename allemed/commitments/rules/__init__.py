"""Inclusion commitments: the catalogue, when each is due, its status, and what the system itself can see kept.

Nothing here computes a sanction: what follows for money is decided by people.
"""

from allemed.commitments.rules.catalogue import (
    CATALOGUE,
    STARTER_SET,
    CatalogueLine,
    Evidence,
    Level,
    find_line,
    lines_for,
)
from allemed.commitments.rules.due import (
    Anchor,
    Anchors,
    DueRule,
    Repeat,
    first_due,
    format_due,
    next_due,
    parse_due,
)
from allemed.commitments.rules.evidence import (
    ContactFacts,
    GroupFacts,
    Inquiry,
    Reason,
    Verdict,
    judge_answers,
    judge_contact,
    judge_fresh_spots,
    judge_trial,
)
from allemed.commitments.rules.status import (
    CommitmentMove,
    CommitmentStatus,
    Reminder,
    find_move,
    is_overdue,
    may_move,
    moves_from,
    reminder_dates,
    reminder_now,
    status_on,
)

__all__ = [
    "CATALOGUE",
    "STARTER_SET",
    "Anchor",
    "Anchors",
    "CatalogueLine",
    "CommitmentMove",
    "CommitmentStatus",
    "ContactFacts",
    "DueRule",
    "Evidence",
    "GroupFacts",
    "Inquiry",
    "Level",
    "Reason",
    "Reminder",
    "Repeat",
    "Verdict",
    "find_line",
    "find_move",
    "first_due",
    "format_due",
    "is_overdue",
    "judge_answers",
    "judge_contact",
    "judge_fresh_spots",
    "judge_trial",
    "lines_for",
    "may_move",
    "moves_from",
    "next_due",
    "parse_due",
    "reminder_dates",
    "reminder_now",
    "status_on",
]

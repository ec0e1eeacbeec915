"""What the system itself can see kept, judged from plain facts.

A verdict says kept, not kept, or nothing to judge yet (None), why in codes, and the events it was counted from. It is
shown to people, who decide.
"""

from allemed.commitments.rules.evidence.cases import (
    ANSWER_DAYS,
    ASK_DAYS,
    FUND_DAYS,
    FirstDay,
    FundCase,
    Inquiry,
    MissedTwice,
    first_days_counted,
    judge_answers,
    judge_fund,
    judge_missed,
    judge_price,
    judge_welcome,
)
from allemed.commitments.rules.evidence.groups import (
    GroupFacts,
    judge_equipment,
    judge_fresh_spots,
    judge_held,
    judge_shown,
    judge_trial,
)
from allemed.commitments.rules.evidence.people import (
    ContactFacts,
    MeetingFact,
    judge_contact,
    judge_meetings,
    judge_support,
)
from allemed.commitments.rules.evidence.verdict import Event, Reason, Verdict

__all__ = [
    "ANSWER_DAYS",
    "ASK_DAYS",
    "FUND_DAYS",
    "ContactFacts",
    "Event",
    "FirstDay",
    "FundCase",
    "GroupFacts",
    "Inquiry",
    "MeetingFact",
    "MissedTwice",
    "Reason",
    "Verdict",
    "first_days_counted",
    "judge_answers",
    "judge_contact",
    "judge_equipment",
    "judge_fresh_spots",
    "judge_fund",
    "judge_held",
    "judge_meetings",
    "judge_missed",
    "judge_price",
    "judge_shown",
    "judge_support",
    "judge_trial",
    "judge_welcome",
]

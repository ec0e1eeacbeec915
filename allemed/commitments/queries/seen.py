"""What the system itself sees kept: the facts of an association, judged by the rules."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from allemed.associations.rules import ContactKind
from allemed.commitments.models import Commitment
from allemed.commitments.queries.facts import Facts, register
from allemed.commitments.queries.single import anchors_for
from allemed.commitments.rules import (
    Anchor,
    ContactFacts,
    Evidence,
    GroupFacts,
    Verdict,
    confirm_from,
    is_seen,
    judge_answers,
    judge_contact,
    judge_equipment,
    judge_fresh_spots,
    judge_fund,
    judge_held,
    judge_meetings,
    judge_missed,
    judge_price,
    judge_shown,
    judge_support,
    judge_trial,
    judge_welcome,
    parse_due,
    period_now,
    year_of,
)
from allemed.config import settings
from allemed.countries import profile
from allemed.vocabulary import BORROW_LABELS

__all__ = ["judge", "register"]


def _contact(commitment: Commitment, facts: Facts) -> Verdict:
    people = facts.of("contacts", commitment.association_id)
    confirmed = [on for kind, on in people if kind == ContactKind.MAIN]
    rules, anchors = parse_due(commitment.due_rule), anchors_for(commitment)
    return judge_contact(
        ContactFacts(
            has_contact=bool(confirmed),
            has_substitute=any(kind == ContactKind.SUBSTITUTE for kind, _on in people),
            confirmed_on=confirmed[0] if confirmed else None,
            confirm_from=confirm_from(rules, anchors, _period(commitment, facts)),
        )
    )


def _period(commitment: Commitment, facts: Facts) -> date | None:
    return period_now(commitment.due_on, commitment.kept_due_on, facts.today)


def _groups(commitment: Commitment, facts: Facts) -> list[GroupFacts]:
    return facts.of("groups", commitment.association_id)


def _price(commitment: Commitment, facts: Facts) -> Verdict:
    return judge_price(_groups(commitment, facts), facts.of("fund", commitment.association_id))


def _fresh_spots(commitment: Commitment, facts: Facts) -> Verdict:
    """Within as many days as the promise itself says; the setting where its rule says none."""
    rolling = [rule.offset_days for rule in parse_due(commitment.due_rule) if rule.anchor == Anchor.ROLLING]
    return judge_fresh_spots(_groups(commitment, facts), facts.today, min(rolling, default=settings().spot_days))


def _answers(commitment: Commitment, facts: Facts) -> Verdict:
    inquiries = facts.of("inquiries", commitment.association_id)
    return judge_answers(inquiries, facts.today, profile().working_days_between)


def _welcome(commitment: Commitment, facts: Facts) -> Verdict:
    accepted = (commitment.code, commitment.texts) in facts.of("routines", commitment.association_id)
    has_routine = accepted or Evidence.DOCUMENT not in commitment.evidence
    buddies, known = facts.of("buddies", commitment.association_id), facts.has("buddies")
    days = [
        replace(one, has_buddy=not known or one.placement_id in buddies)
        for one in facts.of("first_days", commitment.association_id)
    ]
    return judge_welcome(has_routine, days)


def _meetings(commitment: Commitment, facts: Facts) -> Verdict:
    year = year_of(_period(commitment, facts) or date(facts.today.year, 12, 31))
    return judge_meetings(facts.of("meetings", commitment.association_id), year, facts.today)


_JUDGES: dict[str, Callable[[Commitment, Facts], Verdict]] = {
    "C03": _contact,
    "C06": lambda commitment, facts: judge_trial(_groups(commitment, facts)),
    "C07": lambda commitment, facts: judge_support(*facts.of("flags", commitment.association_id)[0]),
    "C08": _price,
    "C09": lambda commitment, facts: judge_fund(facts.of("fund", commitment.association_id), facts.today),
    "C10": lambda commitment, facts: judge_shown(_groups(commitment, facts)),
    "C11": _fresh_spots,
    "C12": lambda commitment, facts: judge_held(_groups(commitment, facts)),
    "C13": _answers,
    "C14": _welcome,
    "C16": _meetings,
    "C17": lambda commitment, facts: judge_equipment(_groups(commitment, facts), BORROW_LABELS, facts.lent()),
    "C18": lambda commitment, facts: judge_missed(facts.of("missed", commitment.association_id), facts.today),
}


def judge(commitments: Iterable[Commitment], today: date) -> dict[UUID, Verdict]:
    """By commitment: what the system sees now. Those it cannot see are left out. One query for each kind of fact."""
    seen = [one for one in commitments if is_seen(one.code, one.evidence)]
    facts = Facts({one.association_id for one in seen}, today)
    return {one.id: _JUDGES[one.code](one, facts) for one in seen}

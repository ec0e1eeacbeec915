"""From one period to the next: which due date follows when something is kept, set aside or taken up again."""

from collections.abc import Sequence
from datetime import date, timedelta

from allemed.commitments.rules.due import Anchor, Anchors, DueRule, first_due, next_due
from allemed.commitments.rules.status import DUE_AGAIN_DAYS

WINDOW = timedelta(days=DUE_AGAIN_DAYS)


def due_after_keeping(
    rules: Sequence[DueRule], anchors: Anchors, due_on: date | None, kept_due_on: date | None, today: date
) -> date | None:
    """The due date after a period was kept. `kept_due_on`: the due date of the period kept before this one.

    What is kept again before the window of the coming period opens was kept for the old period, so nothing moves.
    """
    if due_on is None:
        return None
    if kept_due_on is not None and due_on > kept_due_on and today < due_on - WINDOW:
        return due_on
    return next_due(rules, anchors, due_on)


def due_after_seeing(
    rules: Sequence[DueRule], anchors: Anchors, due_on: date | None, kept_due_on: date | None, today: date
) -> date | None:
    """The same where the system itself saw it kept: what is true today covers every period that has begun by now."""
    following = due_after_keeping(rules, anchors, due_on, kept_due_on, today)
    if following is None or following == due_on or following > today + WINDOW:
        return following
    return next_due(rules, anchors, today + WINDOW)


def due_after_nothing(rules: Sequence[DueRule], anchors: Anchors, due_on: date | None, today: date) -> date | None:
    """Where there was nothing to judge until the due date, the next one from today on."""
    if due_on is None or due_on >= today:
        return due_on
    return next_due(rules, anchors, today - timedelta(days=1))


def due_with_cases(rules: Sequence[DueRule], due_on: date | None, open_since: Sequence[date]) -> date | None:
    """The due date where things that happened wait: counted from the day of the first, unless it is due earlier."""
    days = [
        day + timedelta(days=rule.offset_days) for rule in rules if rule.anchor == Anchor.EVENT for day in open_since
    ]
    return min([*days, *([due_on] if due_on else [])], default=None)


def due_after_exemption(due_on: date | None, exempt_until: date) -> date:
    """Due two weeks after the exemption ends, if it was due before that."""
    earliest = exempt_until + WINDOW
    return max(due_on, earliest) if due_on else earliest


def due_when_taken_up(rules: Sequence[DueRule], anchors: Anchors, due_on: date | None, today: date) -> date | None:
    """For what was not relevant and is asked for again: never a date that has passed."""
    if due_on is not None and due_on >= today:
        return due_on
    return next_due(rules, anchors, today) or today + 2 * WINDOW


def due_by_new_dates(rules: Sequence[DueRule], anchors: Anchors, kept_due_on: date | None) -> date | None:
    """When the dates of a grant are corrected: counted again from the last period that was kept."""
    return first_due(rules, anchors) if kept_due_on is None else next_due(rules, anchors, kept_due_on)


def period_now(due_on: date | None, kept_due_on: date | None, today: date) -> date | None:
    """The due date of the period that today belongs to: the coming one from its window on, until then the kept one."""
    if due_on is None or (kept_due_on is not None and today < due_on - WINDOW):
        return kept_due_on
    return due_on


def confirm_from(rules: Sequence[DueRule], anchors: Anchors, period_due_on: date | None) -> date | None:
    """From which day on a confirmation counts for the period due on this day; None: any, in the first period."""
    first = first_due(rules, anchors)
    if period_due_on is None or first is None or period_due_on <= first:
        return None
    return period_due_on - WINDOW


def year_of(due_on: date) -> int:
    """The calendar year that something due on this day tells of: the last one that is over by the end of the day."""
    return (due_on + timedelta(days=1)).year - 1

"""Whether something for parents goes on while their child is active."""

from collections.abc import Iterable
from datetime import time

from allemed.catalogue.rules.facts import WeeklyTime

LEAST_MINUTES = 30  # our default: less is no time to sit down


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def is_meanwhile(child: Iterable[WeeklyTime], parents: Iterable[WeeklyTime]) -> bool:
    """Do they share half an hour on one day?"""
    others = list(parents)
    return any(
        one.weekday == other.weekday
        and min(_minutes(one.ends), _minutes(other.ends)) - max(_minutes(one.starts), _minutes(other.starts))
        >= LEAST_MINUTES
        for one in child
        for other in others
    )

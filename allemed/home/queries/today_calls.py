"""Calls for grants that have closed while applications have no answer."""

from allemed.accounts.models import User
from allemed.applications.models import GrantCall
from allemed.applications.queries import list_to_answer
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window


def _calls(_user: User, window: Window) -> list[tuple[GrantCall, int]]:
    return list_to_answer(window.now)


SOURCES.append(Source("calls", TodayKind.GRANT_CALL, _calls))

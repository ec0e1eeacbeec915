"""A call for grants that waits for answers, as a card of the coordinator's day. It never hurries anybody."""

from flask import url_for

from allemed import clock
from allemed.applications.models import GrantCall
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s, ngettext_s


def _call(row: tuple[GrantCall, int], window: Window) -> Task:
    call, count = row
    closed = clock.local(call.closed_at, window.zone).date() if call.closed_at else call.closes_on
    title = ngettext_s("%(num)s application waits for an answer", "%(num)s applications wait for an answer", count)
    return Task(
        TodayItem(TodayKind.GRANT_CALL, closed), "coins", title, _s("Open"),
        url_for("applications.show_call", call_id=call.id), about=f"{call.scheme.name} {call.year}",
        since=_s("closed %(when)s", when=days_ago(closed)),
    )  # fmt: skip


MAKERS["calls"] = _call

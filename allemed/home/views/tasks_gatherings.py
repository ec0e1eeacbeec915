"""What was agreed at dugnads and meetings as cards of the coordinator's day."""

from flask import url_for

from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.gatherings.models import AgreedAction
from allemed.gatherings.queries.agreed import owner_of
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s, ngettext_s


def _action(action: AgreedAction, window: Window) -> Task:
    due = action.due_on or window.today
    days = (due - window.today).days
    when = days_ago(due) if days <= 0 else ngettext_s("in %(num)s day", "in %(num)s days", days)
    return Task(
        TodayItem(TodayKind.ACTION, due), "handshake", _s("Agreed, and due"), _s("Open"),
        url_for("gatherings.edit_action", action_id=action.id), about=action.title,
        why=f"{owner_of(action)} · {action.owner_name}", since=when,
    )  # fmt: skip


MAKERS["actions"] = _action

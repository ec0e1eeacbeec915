"""A conversation that is not whole, as a card of the coordinator's day."""

from flask import url_for

from allemed import clock
from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import days_ago
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.intake.models import ConversationDraft
from allemed.locales import _s


def _draft(draft: ConversationDraft, window: Window) -> Task:
    came = clock.local(draft.created_at, window.zone).date()
    return Task(
        TodayItem(TodayKind.DRAFT, came), "pencil-simple", _s("A conversation is not whole"), _s("Finish it"),
        url_for("intake.show_draft", talk_draft_id=draft.id), about=(draft.answers.get("first_name") or [""])[0],
        why=_s("Held without network. Everything that was written is there."), since=days_ago(came), waits=True,
    )  # fmt: skip


MAKERS["drafts"] = _draft

"""What was agreed at dugnads and meetings, and is due."""

from datetime import timedelta

from sqlalchemy import Select

from allemed.accounts.models import User
from allemed.followup.rules import TodayKind
from allemed.gatherings.models import AgreedAction
from allemed.gatherings.queries.agreed import due_actions, list_due
from allemed.home.queries.today import SOURCES, Source, Window

SOON = timedelta(days=7)


def _due(_user: User, window: Window) -> list[AgreedAction]:
    return list_due(window.today + SOON)


def _late(_user: User, window: Window) -> Select:
    return due_actions(window.today).with_only_columns(AgreedAction.id)


SOURCES.append(Source("actions", TodayKind.ACTION, _due, _late))

"""Conversations that were held without a network, came in by themselves and are not whole."""

from sqlalchemy import Select

from allemed.accounts.models import User
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.intake.models import ConversationDraft
from allemed.intake.queries import drafts_visible_to, list_drafts


def _drafts(user: User, _window: Window) -> list[ConversationDraft]:
    return list_drafts(user)


def _waiting(user: User, _window: Window) -> Select:
    return drafts_visible_to(user).with_only_columns(ConversationDraft.id)


SOURCES.append(Source("drafts", TodayKind.DRAFT, _drafts, _waiting))

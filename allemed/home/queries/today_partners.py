"""Partners who were promised an answer about a family they sent on, and have none."""

from datetime import datetime

from sqlalchemy import Select

from allemed.accounts.models import User
from allemed.config import settings
from allemed.countries import profile
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window, answer_since
from allemed.referrals.models import Referral
from allemed.referrals.queries import list_unanswered, unanswered


def _promised_before(window: Window) -> datetime:
    """What came before this moment is late."""
    return answer_since(window.today, settings().partner_answer_days, window.zone, profile().is_working_day)


def _late(_user: User, window: Window) -> list[Referral]:
    return list_unanswered(_promised_before(window), window.most)


def _waiting(_user: User, window: Window) -> Select:
    return unanswered(_promised_before(window)).with_only_columns(Referral.id)


SOURCES.append(Source("partners", TodayKind.PARTNER, _late, _waiting))

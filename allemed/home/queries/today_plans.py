"""Plans of schools and families that end within two weeks."""

from sqlalchemy import Select

from allemed.accounts.models import User
from allemed.database import db
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.referrals.models import Referral
from allemed.referrals.queries import ending_plans


def _ending(_user: User, window: Window) -> list:
    return list(db.session.execute(ending_plans(window.today).limit(window.most)))


def _waiting(_user: User, window: Window) -> Select:
    return ending_plans(window.today).with_only_columns(Referral.id)


SOURCES.append(Source("plans", TodayKind.PLAN, _ending, _waiting))

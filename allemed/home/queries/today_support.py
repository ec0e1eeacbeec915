"""Guides who have not said yes, answers about fees that are late, and things that go back."""

from datetime import timedelta

from sqlalchemy import Select

from allemed.accounts.models import User
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.placements.models import Placement
from allemed.support.models import FeeApplication, Loan
from allemed.support.queries import list_due_loans, list_late_applications, list_unanswered
from allemed.support.queries.fees import late_applications
from allemed.support.queries.guides import unanswered
from allemed.support.queries.things import due_loans

GUIDE_DAYS = 2  # before the first time; our default


def _guides(user: User, window: Window) -> list:
    return list_unanswered(window.end_of(GUIDE_DAYS), window.most)


def _guides_waiting(user: User, window: Window) -> Select:
    return unanswered(window.end_of(GUIDE_DAYS)).with_only_columns(Placement.id)


def _late(user: User, window: Window) -> list:
    return list_late_applications(window.today, window.most)


def _late_waiting(user: User, window: Window) -> Select:
    return late_applications(window.today).with_only_columns(FeeApplication.id)


def _loans(user: User, window: Window) -> list:
    return list_due_loans(window.today, window.most)


def _loans_waiting(user: User, window: Window) -> Select:
    """Those of today and late ones; before that the family is asked."""
    return due_loans(window.today - timedelta(days=2)).with_only_columns(Loan.id)


SOURCES.append(Source("guides", TodayKind.GUIDE, _guides, _guides_waiting))
SOURCES.append(Source("fee_help", TodayKind.FEE_HELP, _late, _late_waiting))
SOURCES.append(Source("loans", TodayKind.LOAN, _loans, _loans_waiting))

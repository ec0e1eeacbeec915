"""A school's plan with a family that ends, as a card of the coordinator's day."""

from flask import url_for

from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import date_text
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s


def _plan(row, window: Window) -> Task:
    referral, child = row
    return Task(
        TodayItem(TodayKind.PLAN, min(referral.plan_until, window.today)), "calendar-dots", _s("The school's plan ends"), _s("Open"),
        url_for("families.show_child", child_id=child.id),
        about=f"{child.first_name}, {window.today.year - child.birth_year}", why=_s("Ask how leisure goes on."),
        since=_s("last day %(date)s", date=date_text(referral.plan_until, "medium")),
        done_url=url_for("referrals.see_to_plan", referral_id=referral.id),
    )  # fmt: skip


MAKERS["plans"] = _plan

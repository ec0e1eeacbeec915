"""Cards of the coordinator's day: a partner who was promised an answer. One tap says "received"."""

from flask import url_for

from allemed.followup.rules import TodayItem, TodayKind
from allemed.formatting import date_text
from allemed.home.queries import Window
from allemed.home.views.tasks import MAKERS, Task
from allemed.locales import _s
from allemed.referrals.models import Referral
from allemed.referrals.views.blueprint import answer_by


def _answer(row: Referral, window: Window) -> Task:
    promised = answer_by(row)
    return Task(
        TodayItem(TodayKind.PARTNER, promised), "handshake", _s("A partner waits for an answer"), _s("Open"),
        url_for("referrals.show_referral", referral_id=row.id),
        about=f"{row.child_first_name}, {window.today.year - row.birth_year}",
        why=_s("from %(partner)s", partner=row.partner.name) if row.partner else "",
        since=_s("promised by %(date)s", date=date_text(promised, "medium")), waits=True,
        done_url=url_for("referrals.answer_partner", referral_id=row.id), done_label=_s("Say: received"),
    )  # fmt: skip


MAKERS["partners"] = _answer

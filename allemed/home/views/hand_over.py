"""Everything open on printable pages, for the next coordinator (F9)."""

from dataclasses import dataclass, replace

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.followup.forms import question_for
from allemed.followup.rules import TodayKind
from allemed.formatting import date_text, days_ago, moment_text
from allemed.home.queries import find_today
from allemed.home.queries.hand_over import make_pack
from allemed.home.views.blueprint import views, window
from allemed.home.views.tasks import Task, tasks_of
from allemed.home.views.tasks_support import ITEMS
from allemed.htmx import render
from allemed.locales import _s
from allemed.placements.forms.words import GROUP_LABELS, STATE_LABELS
from allemed.placements.rules import PlacementState
from allemed.qr_codes import qr_code
from allemed.referrals.forms import PERSON_LABELS
from allemed.referrals.rules import term_start
from allemed.support.forms.words import APPLICATION_LABELS, LOAN_LABELS
from allemed.vocabulary import label_of

MOST = 500  # rows of one kind on paper
OWN_SECTIONS = (TodayKind.NEED, TodayKind.COMMITMENT)  # of the day's kinds; their rows stand further behind
ELSEWHERE = (TodayKind.CHECK_IN, TodayKind.FEE_HELP, TodayKind.LOAN)  # listed whole, not only what is due


@dataclass(frozen=True)
class Line:
    """One open thing: what, about whom and since when, and where to open it."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Section:
    """Some lines under a title; `url` is the page of all of them."""

    title: str
    url: str
    lines: list[Line]


@views.get("/hand-over-pack")
@allow(Role.COORDINATOR)
@logs_reads
def show_hand_over():
    """First names only; a read of each family named in it."""
    user, present = current_user(), replace(window(), most=MOST)
    found = find_today(user, present)
    term_from = clock.start_of(term_start(present.today), present.zone)
    pack = make_pack(user, present, found, term_from)
    tasks = [task for part in tasks_of(found, present).values() for task in part]
    page = render(
        "home/show_hand_over.html", pack=pack, today=present.today, by=user.name, group_labels=GROUP_LABELS,
        person_labels=PERSON_LABELS, sections=[_of_day(tasks), *_sections(pack), *_own(tasks)],
        code_of=lambda path: qr_code(settings().base_url.rstrip("/") + path),
    )  # fmt: skip
    for family_id in sorted(pack.families):
        record("read", by=user, now=present.now, family_id=family_id, fields=["hand_over"])
    db.session.commit()
    return page


def _line(task: Task) -> Line:
    return Line(task.title, " · ".join(one for one in (task.about, task.why, task.since) if one), task.url)


def _of_day(tasks: list[Task]) -> Section:
    kept = [one for one in tasks if one.item.kind not in (*OWN_SECTIONS, *ELSEWHERE)]
    return Section(_s("Today"), url_for("home.show_today"), [_line(one) for one in kept])


def _own(tasks: list[Task]) -> list[Section]:
    pages = (
        (TodayKind.NEED, _s("What associations need"), url_for("needs.list_needs")),
        (TodayKind.COMMITMENT, _s("Promises"), url_for("commitments.show_overview")),
    )
    return [Section(title, url, [_line(one) for one in tasks if one.item.kind == kind]) for kind, title, url in pages]


def _sections(pack) -> list[Section]:
    """Children under way by whose turn it is, then questions, help with fees, and things lent."""
    under_way = [
        Section(
            str(GROUP_LABELS[group]),
            url_for("placements.list_placements", group=group),
            [_under_way(one) for one in rows],
        )
        for group, rows in pack.placements.items()
    ]
    return [
        *under_way,
        Section(_s("How is it going?"), url_for("followup.list_check_ins"), [_check_in(one) for one in pack.check_ins]),
        Section(_s("Help with fees"), url_for("support.list_fee_schemes"), [_fee(one) for one in pack.applications]),
        Section(_s("Lent"), url_for("home.show_today"), [_loan(one) for one in pack.loans]),
    ]


def _about(placement) -> str:
    return f"{placement.child.first_name} · {placement.activity.name} · {placement.activity.association.name}"


def _under_way(one) -> Line:
    booked = one.state == PlacementState.BOOKED and one.first_session_at
    when = moment_text(one.first_session_at) if booked else days_ago(one.state_since)
    address = url_for("placements.show_placement", placement_id=one.id)
    return Line(_about(one), f"{STATE_LABELS[one.state]} · {when}", address)


def _check_in(one) -> Line:
    text = f"{_about(one.placement)} · {date_text(one.due_on)}"
    return Line(str(question_for(one.kind, one.audience)), text, url_for("followup.show_check_in", check_in_id=one.id))


def _fee(one) -> Line:
    when = f" · {date_text(one.expected_on)}" if one.expected_on else ""
    text = f"{_about(one.placement)} · {APPLICATION_LABELS[one.state]}{when}"
    return Line(one.reference, text, url_for("support.show_application", application_id=one.id))


def _loan(one) -> Line:
    when = f" · {date_text(one.due_on)}" if one.due_on else ""
    text = f"{_about(one.placement)} · {LOAN_LABELS[one.state]}{when}"
    address = url_for("support.show_equipment", placement_id=one.placement_id)
    return Line(str(label_of(ITEMS, one.item)), text, address)

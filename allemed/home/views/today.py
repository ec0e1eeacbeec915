"""The coordinator's day."""

from flask import g, url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.database import db
from allemed.followup.rules import TodayKind
from allemed.home.queries import Found, find_today
from allemed.home.queries.today import MOST
from allemed.home.rules import Part
from allemed.home.views.blueprint import views, window
from allemed.home.views.tasks import bundles_of, tasks_of
from allemed.htmx import render
from allemed.locales import _s, _sl

PART_TITLES = {Part.NOW: _sl("Now"), Part.TODAY: _sl("Today"), Part.WEEK: _sl("This week")}


FOLD_TITLES = {
    TodayKind.NEW_INTEREST: _sl("More new interest"),
    TodayKind.PARTNER: _sl("More partners who wait"),
    TodayKind.DRAFT: _sl("More conversations to finish"),
    TodayKind.MESSAGE: _sl("More who have written"),
    TodayKind.ABSENCE: _sl("More who cannot come"),
    TodayKind.UNANSWERED: _sl("More who wait for an answer"),
    TodayKind.NEXT_STEP: _sl("More next steps"),
    TodayKind.PLAN: _sl("More plans that end"),
    TodayKind.FIRST_SESSION: _sl("More first times"),
    TodayKind.CHECK_IN: _sl("More to ask"),
    TodayKind.GUIDE: _sl("More first times"),
    TodayKind.FEE_HELP: _sl("More late answers"),
    TodayKind.LOAN: _sl("More to be given back"),
    TodayKind.WAITING: _sl("More who waited"),
    TodayKind.ROOM_OFFERED: _sl("More that have room"),
    TodayKind.COURSE_ENDS: _sl("More courses that end"),
    TodayKind.STALE_SPOT: _sl("More open places to confirm"),
    TodayKind.COMMITMENT: _sl("More promises"),
    TodayKind.GRANT_CALL: _sl("More calls to answer"),
    TodayKind.NEED: _sl("More associations that need something"),
    TodayKind.NOTE: _sl("More notes to read"),
    TodayKind.ACTION: _sl("More that was agreed"),
}


@views.get("/today")
@allow(Role.COORDINATOR)
@logs_reads
def show_today():
    """What needs a person, with one line in the read log for the whole list."""
    user, present = current_user(), window()
    found = find_today(user, present)
    g.waiting_count = found.waiting
    page = render(
        "home/show_today.html", parts=_parts(found, present), folds=FOLD_TITLES, count=g.waiting_count,
        today=present.today, more=_more(found), first_name=user.name.split()[0] if user.name else "",
    )  # fmt: skip
    record("read_list", by=user, now=clock.now())
    db.session.commit()
    return page


def _parts(found: Found, present) -> list[dict]:
    """The parts of the day that have something, each with its cards by kind."""
    return [
        {"code": part, "title": PART_TITLES[part], "bundles": bundles_of(tasks, part)}
        for part, tasks in tasks_of(found, present).items()
        if tasks
    ]


def _more(found: Found) -> list[dict]:
    """Where the rest stands when a kind has more rows than the page shows."""
    pages = {
        TodayKind.NEW_INTEREST: ("referrals.list_interest", _s("All new interest")),
        TodayKind.UNANSWERED: ("placements.list_placements", _s("All who have not answered")),
        TodayKind.NEXT_STEP: ("families.list_families", _s("All families")),
        TodayKind.FIRST_SESSION: ("placements.list_placements", _s("All first sessions")),
        TodayKind.CHECK_IN: ("followup.list_check_ins", _s("All questions")),
        TodayKind.STALE_SPOT: ("associations.list_associations", _s("All associations")),
        TodayKind.COMMITMENT: ("commitments.show_overview", _s("All promises")),
        TodayKind.NEED: ("needs.list_needs", _s("What associations need")),
        TodayKind.NOTE: ("needs.list_notes", _s("What helped others")),
        TodayKind.ACTION: ("gatherings.list_actions", _s("What was agreed")),
    }
    return [
        {"label": label, "url": url_for(endpoint), "count": found.totals[kind]}
        for kind, (endpoint, label) in pages.items()
        if found.totals[kind] > MOST
    ]

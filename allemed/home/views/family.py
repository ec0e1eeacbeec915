"""A family's own page, and all that is written about it."""

from datetime import timedelta

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.accounts.queries import list_devices
from allemed.audit.actions import record_read
from allemed.catalogue.views.facts import cancelled_text
from allemed.config import settings
from allemed.database import db
from allemed.families.forms import GENDER_LABELS
from allemed.families.models import Family
from allemed.families.queries import get_family, group_agreements, list_agreements, list_readings, list_schools
from allemed.followup.queries import list_asked
from allemed.home.queries import find_unanswered_talk, list_written
from allemed.home.rules import YOUNG_FROM
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.intake.forms import labels
from allemed.locales import _l
from allemed.messages.queries import count_unread
from allemed.messages.rules import Side
from allemed.placements.queries import list_absences, list_coming_sessions, list_placements_of_family
from allemed.placements.rules import WITH_SESSIONS, PlacementState
from allemed.support.views.things import on_our_page

S = PlacementState
CANCELLED_AHEAD = timedelta(days=14)  # our default
TALK_ASKED = timedelta(days=14)  # our default: so long a family is asked whether the talk was clear
READER_LABELS = {
    "coordinator": _l("The coordinator"),
    "association": _l("The club"),
    "partner": _l("Those who sent us on"),
    "family": _l("You"),
    "guide": _l("The guide who comes along"),
}
# What a family is told about where something stands, in its own words.
FAMILY_WORDS = {
    S.AGREED: _l("You said yes. We ask the club."),
    S.ASKED: _l("We have asked the club."),
    S.ACCEPTED: _l("The club says welcome! We find a day."),
    S.NOT_HELD: _l("We find a new day."),
    S.HELD: _l("The first time is done."),
    S.TRIAL: _l("Trying it out"),
    S.ACTIVE: _l("Part of the group"),
    S.PAUSED: _l("On a break"),
}
FAMILY_ICONS = {S.ACCEPTED: "confetti", S.ACTIVE: "heart", S.TRIAL: "heart", S.PAUSED: "pause-circle"}


@views.get("/our-page")
@allow(Role.FAMILY)
@logs_reads
def show_our_page():
    user, now, today = current_user(), clock.now(), clock.today(settings().zone)
    family = get_family(user.family_id)
    placements = list_placements_of_family(family.id)
    sessions = _next_sessions(user, placements, now)
    page = render(
        "home/show_our_page.html", family=family, name=user.name,
        proposals=[one for one in placements if one.state == S.PROPOSED],
        first_days=[one for one in placements if one.state == S.BOOKED],
        others=[one for one in placements if one.state in FAMILY_WORDS], words=FAMILY_WORDS, icons=FAMILY_ICONS,
        questions=list_asked(user, today), year=today.year, talk=find_unanswered_talk(family.id, today - TALK_ASKED),
        sessions=sessions, cancelled=_cancelled(placements, today), next_times=[one for one in placements if one.id in sessions and one.state != S.BOOKED],
        unread=count_unread(user, family.id, Side.COORDINATOR), devices=len(list_devices(user, now)), today=today,
        has_young=any(today.year - child.birth_year >= YOUNG_FROM for child in family.children),
        groups=group_agreements(list_agreements(family.id), now), support=on_our_page(user, placements, today),
    )  # fmt: skip
    return _finish(page, family)


def _next_sessions(user, placements, now) -> dict:
    """By placement the nearest session (day and time), and whether the family has said that it cannot come."""
    said = {(one.placement_id, one.session_on) for one in list_absences(user, clock.today(settings().zone))}
    coming = {one.id: list_coming_sessions(one, now)[:1] for one in placements}
    return {
        placement_id: {"day": day, "starts": starts, "is_off": (placement_id, day) in said}
        for placement_id, nearest in coming.items()
        for day, starts in nearest
    }


def _cancelled(placements, today) -> list[tuple]:
    """What is not held of the children's groups in the next two weeks: the placement and the words for it."""
    until = today + CANCELLED_AHEAD
    return [
        (one, cancelled_text(row)) for one in placements if one.state in WITH_SESSIONS
        for row in one.activity.cancelled if today <= row.session_on <= until
    ]  # fmt: skip


@views.get("/our-page/written")
@allow(Role.FAMILY)
@logs_reads
def show_our_record():
    """Everything that is written about the family, and who has read it."""
    family = get_family(current_user().family_id)
    page = render(
        "home/show_our_record.html", family=family, written=list_written(family.id, clock.today(settings().zone)), readings=list_readings(family.id, most=60),
        readers=READER_LABELS, labels=labels, gender_labels=GENDER_LABELS, schools=dict(list_schools()), year=clock.today(settings().zone).year,
    )  # fmt: skip
    return _finish(page, family)


def _finish(page, family: Family):
    record_read(family, by=current_user(), now=clock.now(), family_id=family.id)
    db.session.commit()
    return page

"""Rows of the coordinator's day as cards: what, about whom, why and since when, and the one thing to press."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from flask import url_for

from allemed import clock
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.countries import profile
from allemed.followup.forms import face_labels, question_for
from allemed.followup.forms.words import FACE_ICONS
from allemed.followup.rules import Audience, TodayItem, TodayKind, does_not_want_to_go_on, is_overdue
from allemed.formatting import date_text, days_ago, time_text
from allemed.home.queries import Found, Window
from allemed.home.rules import Part, part_of
from allemed.intake.forms.labels import NEXT_STEP_LABELS
from allemed.intake.rules import NextStep
from allemed.locales import _s, ngettext_s
from allemed.placements.forms.words import LIGHT_LABELS
from allemed.placements.rules import LightColour, PlacementState
from allemed.referrals.rules import ReferralSource
from allemed.vocabulary import KIND_LABELS, label_of

S, K = PlacementState, TodayKind


@dataclass
class Task:
    """One card. `waits`: somebody cannot go on before us. `done_url`: a post that ticks it off, by `done_label`."""

    item: TodayItem
    icon: str
    title: str
    label: str
    url: str
    about: str = ""
    why: str = ""
    since: str = ""
    waits: bool = False
    done_url: str = ""
    done_label: str = ""
    marks: list[dict] = field(default_factory=list)


def tasks_of(found: Found, window: Window) -> dict[Part, list[Task]]:
    """All cards, by part of the day; in each by kind in the fixed order, first where somebody waits for us, then the
    longest waiting.
    """
    order, parts = list(TodayKind), {part: [] for part in Part}
    for task in _all_tasks(found, window):
        part = part_of(task.item, window.today, somebody_waits=task.waits)
        if part:
            parts[part].append(task)
    for tasks in parts.values():
        tasks.sort(key=lambda task: (order.index(task.item.kind), not task.waits, task.item.due_on))
    return parts


MAKERS: dict[str, Callable[[Any, Window], Task]] = {}  # of the sources in files of their own, by the source's name

FIRST = {Part.NOW: 4, Part.TODAY: 3, Part.WEEK: 3}  # cards of a kind that stand open; the rest is folded


@dataclass
class Bundle:
    """The cards of one kind in one part of the day: those that stand open, and those that are folded away."""

    kind: TodayKind
    first: list[Task]
    rest: list[Task]


def bundles_of(tasks: list[Task], part: Part) -> list[Bundle]:
    """The cards of a part, put together by kind in their order."""
    bundles = []
    for kind, cards in groupby(tasks, key=lambda task: task.item.kind):
        mine, open_count = list(cards), FIRST[part]
        if len(mine) == open_count + 1:  # a fold for a single card hides more than it saves
            open_count += 1
        bundles.append(Bundle(kind, mine[:open_count], mine[open_count:]))
    return bundles


def _all_tasks(found: Found, window: Window) -> Iterator[Task]:
    makers = {
        "interest": _interest, "messages": _message, "absences": _absence, "unanswered": _unanswered, "declined": _declined, "steps": _next_step,
        "sessions": _session, "check_ins": _check_in, "stale": _stale, "promises": _promise, **MAKERS,
    }  # fmt: skip
    for name, make in makers.items():
        for row in found.rows[name]:
            yield make(row, window)


def _day(moment: datetime, window: Window) -> date:
    return clock.local(moment, window.zone).date()


def _child(child, window: Window) -> str:
    """A first name and an age: enough to know who it is about."""
    return f"{child.first_name}, {window.today.year - child.birth_year}"


def _what(activity) -> str:
    return str(label_of(KIND_LABELS, kind_of(activity.kind).code))


def _interest(row, window: Window) -> Task:
    came = _day(row.created_at, window)
    if row.source == ReferralSource.PARTNER and row.partner:
        why = _s("from %(partner)s", partner=row.partner.name)
    elif row.source == ReferralSource.FAMILY:
        why = _s("from the family's own page")
    else:
        why = _s("from the public page")
    is_wish = row.source == ReferralSource.WISH
    since = days_ago(came)
    if row.phone:
        call_by = profile().after_working_days(came, settings().contact_days)
        since = _call_by(call_by, window.today)
    return Task(
        TodayItem(K.NEW_INTEREST, came), "star" if is_wish else "hand-waving",
        _s("Somebody has a wish") if is_wish else _s("A family asks for contact"),
        _s("Call them") if row.phone else _s("Look"),
        url_for("referrals.show_referral", referral_id=row.id), waits=True, why=why, since=since,
        about=f"{row.child_first_name or _s('A wish')}, {window.today.year - row.birth_year}",
    )  # fmt: skip


def _call_by(day: date, today: date) -> str:
    """Overdue, or until when there is time. The longest waiting stands first anyway."""
    words = {"date": date_text(day, "medium")}
    return _s("late: call by %(date)s", **words) if day < today else _s("call by %(date)s", **words)


def _message(row, window: Window) -> Task:
    """Whose, and since when; what was written stands on its own page."""
    since = _day(row.since, window)
    about = ", ".join(_child(child, window) for child in row.children[:2])
    return Task(
        TodayItem(K.MESSAGE, since), "chat-circle-dots", _s("A family has written"), _s("Answer"),
        url_for("messages.show_of_family", family_id=row.family_id), about=about, since=days_ago(since), waits=True,
    )  # fmt: skip


def _absence(row, window: Window) -> Task:
    """The first time has to be booked anew; of the others one only knows."""
    is_first, days = row.placement.state == S.BOOKED, (row.session_on - window.today).days
    when = {0: _s("today"), 1: _s("tomorrow")}.get(days, ngettext_s("in %(num)s day", "in %(num)s days", days))
    return _placement_task(
        row.placement, window, K.ABSENCE, max(window.today, row.session_on - timedelta(days=1)), "calendar-dots",
        _s("They cannot come the first time") if is_first else _s("They cannot come"),
        _s("Book a new day") if is_first else _s("Open"), why=f"{_what(row.placement.activity)} · {when}", waits=is_first,
    )  # fmt: skip


def _placement_task(row, window: Window, kind: TodayKind, due: date, icon: str, title: str, label: str, **more) -> Task:
    values = {
        "about": _child(row.child, window), "why": f"{_what(row.activity)} · {row.activity.association.name}",
        "url": url_for("placements.show_placement", placement_id=row.id),
    } | more  # fmt: skip
    return Task(TodayItem(kind, due), icon, title, label, **values)


def _unanswered(row, window: Window) -> Task:
    since = _day(row.state_since, window)
    is_family = row.state == S.PROPOSED
    title = (
        _s("The family has not answered")
        if is_family
        else _s("%(club)s has not answered", club=row.activity.association.name)
    )
    return _placement_task(
        row, window, K.UNANSWERED, since, "hourglass", title, _s("Call the family") if is_family else _s("Ask again"),
        why=_what(row.activity), since=days_ago(since),
    )  # fmt: skip


def _declined(row, window: Window) -> Task:
    since = _day(row.state_since, window)
    return _placement_task(
        row, window, K.UNANSWERED, since, "compass", _s("%(club)s has no room", club=row.activity.association.name),
        _s("Find another place"), url=url_for("matching.list_matches", child_id=row.child_id), waits=True,
        why=_what(row.activity), since=days_ago(since),
    )  # fmt: skip


def _next_step(row, window: Window) -> Task:
    is_search = row.next_step == NextStep.FIND_SPOT
    endpoint = "matching.list_matches" if is_search else "families.show_child"
    return Task(
        TodayItem(K.NEXT_STEP, row.next_step_on), "magnifying-glass" if is_search else "footprints",
        str(NEXT_STEP_LABELS.get(row.next_step, row.next_step)), _s("See what fits") if is_search else _s("Open"),
        url_for(endpoint, child_id=row.child_id), about=_child(row.child, window),
        why=_s("agreed %(when)s", when=days_ago(row.held_on)), since=_first_time_by(row) if is_search else "",
        done_url="" if is_search else url_for("intake.finish_next_step", conversation_id=row.id),
    )  # fmt: skip


def _first_time_by(row) -> str:
    day = row.held_on + timedelta(days=settings().first_session_days)
    return _s("first time by %(date)s", date=date_text(day, "medium"))


def _session(row, window: Window) -> Task:
    if row.state in (S.ACCEPTED, S.NOT_HELD):
        return _to_book(row, window)
    starts = _day(row.first_session_at, window)
    if row.first_session_at <= window.now:
        return _placement_task(
            row, window, K.FIRST_SESSION, starts - timedelta(days=1), "question", _s("Did the first time happen?"),
            _s("Note it"), since=days_ago(starts),
        )  # fmt: skip
    return _coming(row, window, starts)


def _to_book(row, window: Window) -> Task:
    since = _day(row.state_since, window)
    if row.state == S.ACCEPTED:
        title, label = _s("%(club)s says welcome", club=row.activity.association.name), _s("Book the first time")
        return _placement_task(
            row, window, K.FIRST_SESSION, since, "confetti", title, label, why=_what(row.activity), waits=True,
            since=days_ago(since),
        )  # fmt: skip
    title, label = _s("The first time did not happen"), _s("Book a new day")
    return _placement_task(
        row, window, K.FIRST_SESSION, since, "arrows-clockwise", title, label, waits=True, since=days_ago(since)
    )


def _coming(row, window: Window, starts: date) -> Task:
    """Tomorrow's session is a thing of today; what is still red or unknown about it stands on the card."""
    when, days = time_text(row.first_session_at), (starts - window.today).days
    red = [LIGHT_LABELS[light.kind] for light in row.lights if light.colour == LightColour.RED]
    why = {0: _s("today %(time)s", time=when), 1: _s("tomorrow %(time)s", time=when)}.get(
        days, ngettext_s("in %(num)s day, %(time)s", "in %(num)s days, %(time)s", days, time=when)
    )
    open_ones = [
        light for light in row.lights if light.colour in (LightColour.RED, LightColour.YELLOW, LightColour.UNKNOWN)
    ]
    return _placement_task(
        row, window, K.FIRST_SESSION, max(window.today, starts - timedelta(days=1)),
        "warning-circle" if red else "calendar-check",
        _s("Missing before the first time: %(what)s", what=", ".join(str(one) for one in red).lower())
        if red else _s("First time"),
        _s("See to it") if red else _s("Open"), why=f"{_what(row.activity)} · {why}", waits=bool(red) and days <= 1,
        marks=[{"label": LIGHT_LABELS[one.kind], "colour": one.colour} for one in open_ones],
    )  # fmt: skip


def _check_in(row, window: Window) -> Task:
    place, answered = row.placement, bool(row.answered_at)
    title = str(question_for(row.kind, row.audience))
    if answered:
        face = str(face_labels(row.kind)[row.face]) if row.face else ""
        title = _s("They answer: %(face)s", face=face) if face else _s("Something is missing")
        if does_not_want_to_go_on(row.kind, row.face, row.said):
            title = _s("Does not want to go on")
    label = {
        Audience.ASSOCIATION: _s("Call the association"),
        Audience.NEUTRAL_PERSON: _s("Open"),
        Audience.COORDINATOR: _s("Open"),
    }
    late = is_overdue(row.due_on, window.today, row.kind)
    return Task(
        TodayItem(K.CHECK_IN, max(row.due_on, window.today) if not late else row.due_on),
        FACE_ICONS[row.face] if answered and row.face else "phone", title,
        _s("Call the family") if answered else label.get(row.audience, _s("Call the family")),
        url_for("followup.show_check_in", check_in_id=row.id), about=_child(place.child, window),
        why=_what(place.activity), since=days_ago(row.due_on) if late else "", waits=answered,
    )  # fmt: skip


def _stale(row, window: Window) -> Task:
    association_id, name, count, oldest = row
    confirmed = _day(oldest, window)
    days = (window.today - confirmed).days
    return Task(
        TodayItem(K.STALE_SPOT, confirmed), "arrows-clockwise",
        ngettext_s("%(num)s open place is not confirmed", "%(num)s open places are not confirmed", count),
        _s("Ask the association"), url_for("associations.show_association", association_id=association_id), about=name,
        why=ngettext_s("%(num)s day", "%(num)s days", days),
    )  # fmt: skip


def _promise(row, window: Window) -> Task:
    association_id, name, delivered, due, first, to_call = row
    url = url_for("commitments.show_for_association", association_id=association_id)
    if delivered:
        title = ngettext_s("%(num)s promise is delivered", "%(num)s promises are delivered", delivered)
        return Task(TodayItem(K.COMMITMENT, window.today), "certificate", title, _s("Look at it"), url, about=name)
    if to_call:
        title = _s("Call and ask: what do you need?")
        return Task(TodayItem(K.COMMITMENT, first), "phone", title, _s("Call"), url, about=name, why=days_ago(first))
    title = ngettext_s("%(num)s promise is due", "%(num)s promises are due", due)
    days = (first - window.today).days
    why = days_ago(first) if days <= 0 else ngettext_s("in %(num)s day", "in %(num)s days", days)
    return Task(TodayItem(K.COMMITMENT, first), "list-checks", title, _s("Open"), url, about=name, why=why)

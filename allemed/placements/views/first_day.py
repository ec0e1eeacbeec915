"""The card for the first day: what a family has in its hand when it goes there. It names no child."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import g, request

from allemed import clock
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.catalogue.models import Activity
from allemed.catalogue.views.facts import cancelled_text, describe
from allemed.config import settings
from allemed.countries import profile
from allemed.formatting import comma, date_text, time_text
from allemed.htmx import render
from allemed.locales import HOME, LANGUAGES, _, in_language, language
from allemed.media.forms import ALT_TEXTS, WHAT_HAPPENS
from allemed.media.queries import find_picture
from allemed.placements import queries
from allemed.placements.models import Placement
from allemed.placements.rules import ComesAlong
from allemed.placements.views.blueprint import finish_reading, today, views
from allemed.vocabulary import BORROW_LABELS, BRING_LABELS, label_of

_companions: list[Callable[[Placement], str]] = []


def names_companion(name: Callable[[Placement], str]) -> Callable[[Placement], str]:
    """Register a higher feature's `fn(placement)`: the first name of who comes along on our behalf, "" for nobody."""
    _companions.append(name)
    return name


@dataclass(frozen=True)
class Fact:
    """One row of the card. `lines` stand in the same order in every language, so that two can stand side by side."""

    code: str
    icon: str
    label: str
    lines: tuple[str, ...]


@views.get("/placements/<uuid:placement_id>/first-day")
@allow(Role.FAMILY, Role.COORDINATOR)
@logs_reads
def show_first_day(placement_id: UUID):
    """Each line in the family's language with the country's beside it, as somebody at the door may read that.

    The coordinator gets it in the family's language, to print it, unless another one is asked for.
    """
    placement = queries.get_placement(placement_id)
    home, keeps = profile().default_language, _is_to_be_kept()
    with in_language(home):
        at_home = card_of(placement)
    with in_language(_language_of_card(placement)):
        is_home = language().code in HOME[profile().code]
        photo = find_picture(placement.activity_id)
        page = render(
            "placements/show_first_day.html",
            placement=placement,
            rows=[(fact, None if is_home else other) for fact, other in zip(card_of(placement), at_home, strict=True)],
            home=LANGUAGES[home],
            is_home=is_home,
            photo=photo,
            photo_alt=ALT_TEXTS[photo.shows] if photo else "",
            is_coordinator=current_user().role == Role.COORDINATOR,
            keeps=keeps,
            first_on=_first_day_ahead(placement),
            **describe(placement.activity),
        )
    if keeps and "csrf_token" not in g:
        page.headers["X-Offline"] = "card"
    return finish_reading(page, placement)


def _is_to_be_kept() -> bool:
    """The family's phone asks for the copy that it shows without network: no token, no messages."""
    return request.args.get("keep") == "1" and current_user().role == Role.FAMILY


def _first_day_ahead(placement: Placement) -> date | None:
    """The day of the first time, until it is over."""
    moment = placement.first_session_at
    day = clock.local(moment, settings().zone).date() if moment else None
    return day if day and day >= today() else None


def _language_of_card(placement: Placement) -> str:
    family_reads = placement.child.family.read_language
    family_reads = {"no": "nb"}.get(family_reads, family_reads)
    if current_user().role == Role.COORDINATOR and family_reads in LANGUAGES and "lang" not in request.args:
        return family_reads
    return language().code


def card_of(placement: Placement) -> list[Fact]:
    """The card in the present language: when, where, who meets you, who comes along, what to bring, what happens."""
    activity = placement.activity
    unknown = _("Not known yet. We find out for you.")
    meets = placement.meets or activity.coach_name
    facts = [
        Fact("when", "calendar-check", _("When"), _when(placement)),
        Fact("where", "map-pin", _("Where"), (activity.place.name if activity.place else unknown,)),
        Fact("meets", "hand-waving", _("Who meets you"), (meets or unknown,)),
        Fact("along", "users", _("Who comes along"), _who_comes_along(placement)),
        Fact("bring", "backpack", _("Bring"), _bring(activity)),
        Fact("happens", "hand-heart", _("What happens"), _what_happens(placement)),
    ]
    return [fact for fact in facts if fact.lines]


def _when(placement: Placement) -> tuple[str, ...]:
    at = placement.first_session_at
    if at is None:
        return (_("We tell you the day soon."),)
    told = (date_text(at, "weekday"), _("at %(time)s", time=time_text(at)))
    day = clock.local(at, settings().zone).date()
    return (*told, *(cancelled_text(one) for one in placement.activity.cancelled if one.session_on == day))


def _bring(activity: Activity) -> tuple[str, ...]:
    words = [str(label_of(BRING_LABELS, code)) for code in activity.bring] or [_("Nothing special.")]
    if activity.borrow:
        words.append(
            f"{_('You can borrow:')} {comma().join(str(label_of(BORROW_LABELS, code)) for code in activity.borrow)}"
        )
    return tuple(words)


def _what_happens(placement: Placement) -> tuple[str, ...]:
    """As it is recorded, but with the name of who says hello."""
    early, hello, *rest = (str(line) for line in WHAT_HAPPENS)
    if placement.meets:
        hello = _("%(name)s says hello and shows you around.", name=placement.meets)
    return (early, hello, *rest)


def _who_comes_along(placement: Placement) -> tuple[str, ...]:
    if guide := next((name for ask in _companions if (name := ask(placement))), ""):
        return (_("%(name)s comes along", name=guide),)
    name = settings().coordinator_name or _("the coordinator")
    words = {
        ComesAlong.COORDINATOR_AND_GUARDIAN: _("One of you, and %(name)s", name=name),
        ComesAlong.COORDINATOR: _("%(name)s comes along", name=name),
        ComesAlong.GUARDIAN: _("One of you"),
        ComesAlong.VOLUNTEER: _("Somebody who knows the way"),
    }.get(placement.comes_along)
    return (words,) if words else ()

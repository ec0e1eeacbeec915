"""Wishes, for an association on one page: what it is asked, what fits its groups, what families miss.

An invitation instead of waiting: the association says "we have room", and the coordinator asks the families.
"""

from uuid import UUID

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.catalogue.forms import ConfirmSpotForm
from allemed.catalogue.queries import get_activity, list_groups_of
from allemed.catalogue.rules import kind_of
from allemed.catalogue.views.cards import span
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.models import Child
from allemed.home.queries.running import running_of
from allemed.home.queries.wishes import WISH_LIFE, Wish, list_wishes, wishes_for, wishes_to_answer
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _s, _sl
from allemed.matching.forms import say
from allemed.matching.queries import why_not_there
from allemed.once import commit_and_go
from allemed.referrals.actions import close_offer, offer_room
from allemed.referrals.notices import tell_coordinators_of_room
from allemed.referrals.queries import count_wishes, get_offer
from allemed.referrals.rules import told_span
from allemed.rounds.views.wishes import asked_of

MOST_CHILDREN = 30


class NoPlaceNamed(DomainError):
    """Room is at least one place."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("Write how many places you have, at least one."))


@views.get("/our-wishes")
@allow(Role.ASSOCIATION)
def show_our_wishes():
    """What needs an answer first, then what fits one of our groups, then what families miss: counts, never a name."""
    user, now, today = current_user(), clock.now(), clock.today(settings().zone)
    found = wishes_to_answer(running_of(list_groups_of(user.association_id), today), now)
    fits = [
        {
            "activity": one.activity,
            "kind": kind_of(one.activity.kind),
            "ages": span(max(0, today.year - one.activity.birth_year_to), today.year - one.activity.birth_year_from),
            "count": told_span(one.count),
            "days": one.days,
            "areas": one.areas,
            "free": max(1, one.activity.spot.free if one.activity.spot else 1),
            "is_offered": one.is_offered,
        }
        for one in found
    ]
    counts = count_wishes(now - WISH_LIFE)
    missed = [(code, told_span(number)) for code, number in counts if code not in {one["kind"].code for one in fits}]
    return render("home/show_our_wishes.html", asked=asked_of(user.association_id), fits=fits, missed=missed)


@views.post("/our-wishes/<uuid:own_activity_id>/room")
@allow(Role.ASSOCIATION)
def offer_room_for_wishes(own_activity_id: UUID):
    """One press: the spot is open, and the coordinator asks the families."""
    activity, form, now = get_activity(own_activity_id), ConfirmSpotForm(), clock.now()
    if not form.validate_on_submit() or not form.free.data:
        raise NoPlaceNamed
    count = sum(one.count for one in wishes_for([activity], list_wishes(now)))
    offer = offer_room(activity, free=form.free.data, wish_count=count, by=current_user(), now=now)
    tell_coordinators_of_room(offer, url_for("home.show_room_offer", offer_id=offer.id), now=now)
    return commit_and_go(url_for("home.show_our_wishes"), _s("Thank you! The coordinator asks the families now."))


@views.get("/room-offers/<uuid:offer_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_room_offer(offer_id: UUID):
    """Whom it may suit, each with what stands against it. The family decides."""
    offer, now = get_offer(offer_id), clock.now()
    activity = get_activity(offer.activity_id)
    fitting = [wish for wish in list_wishes(now) if wish.fits(activity)][:MOST_CHILDREN]
    page = render(
        "home/show_room_offer.html", offer=offer, activity=activity, kind=kind_of(activity.kind),
        children=_children(fitting, activity.id, now), year=clock.today(settings().zone).year,
        phones=[wish for wish in fitting if wish.referral_id],
    )  # fmt: skip
    record("read_list", by=current_user(), now=now)
    db.session.commit()
    return page


def _children(fitting: list[Wish], activity_id: UUID, now) -> list[tuple[Child, str]]:
    """Those without anything against it first."""
    children = [db.session.get_one(Child, wish.child_id) for wish in fitting if wish.child_id]
    found = [(one, ". ".join(say(why) for why in why_not_there(one, activity_id, now=now))) for one in children]
    return sorted(found, key=lambda pair: bool(pair[1]))


@views.post("/room-offers/<uuid:offer_id>/close")
@allow(Role.COORDINATOR)
def close_room_offer(offer_id: UUID):
    close_offer(get_offer(offer_id), by=current_user(), now=clock.now())
    return commit_and_go(url_for("home.show_today"), _s("Done."))

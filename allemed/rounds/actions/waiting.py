"""A child that no open spot fits: it waits with a date, and its wish may go to associations without its name."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from allemed import clock
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.config import settings
from allemed.database import db
from allemed.errors import DomainError
from allemed.families.models import Child
from allemed.intake.queries import find_current_conversation
from allemed.intake.rules import PracticalNeed, read_times
from allemed.locales import _sl
from allemed.matching.queries import list_spots, match_child
from allemed.placements.actions import register_room_said
from allemed.rounds import queries
from allemed.rounds.models import OpenWish, WishAnswer
from allemed.rounds.rules.open_wishes import band_of, days_of
from allemed.rounds.rules.stating import limits_of


class NothingWished(DomainError):
    """Without a conversation nobody knows what the child wants."""


def wait(child: Child, *, by: User, now: datetime) -> OpenWish:
    """Put a child on the waiting list, from today; again changes nothing. NothingWished."""
    if wish := queries.find_open_wish(child.id):
        return wish
    talk = find_current_conversation(child.id)
    if talk is None or not talk.kinds:
        raise NothingWished(_sl("The child has not been asked what it wants."))
    first, last = band_of(child.birth_year)
    wish = OpenWish(
        child=child, since_on=clock.local(now, settings().zone).date(), kinds=list(talk.kinds),
        birth_year_from=first, birth_year_to=last, days=[str(day) for day in days_of(read_times(talk.times))],
        is_girls_only=PracticalNeed.GIRLS_ONLY_GROUP in talk.practical,
    )  # fmt: skip
    db.session.add(wish)
    db.session.flush()
    record("wait_for_spot", by=by, now=now, subject=wish, family_id=child.family_id)
    return wish


def ask_associations(wish: OpenWish, *, by: User, now: datetime) -> None:
    """From now on associations with such groups see the wish; never whose it is."""
    wish.asked_at = now
    db.session.flush()
    record("ask_associations", by=by, now=now, subject=wish, family_id=wish.child.family_id)


def stop_waiting(wish: OpenWish, *, by: User, now: datetime) -> None:
    wish.closed_at = now
    db.session.flush()
    record("stop_waiting", by=by, now=now, subject=wish, family_id=wish.child.family_id)


def answer_wish(wish: OpenWish, has_room: bool, *, by: User, now: datetime) -> WishAnswer:
    """What an association says; said again, the newer word counts."""
    found = db.session.scalar(
        select(WishAnswer).where(WishAnswer.wish_id == wish.id, WishAnswer.association_id == by.association_id)
    )
    answer = found or WishAnswer(wish_id=wish.id, association_id=by.association_id)
    answer.has_room, answer.answered_at, answer.answered_by, answer.seen_at = has_room, now, by.id, None
    db.session.add(answer)
    db.session.flush()
    record("answer_wish", by=by, now=now, subject=answer)
    return answer


@register_room_said
def has_said_room(child_id: UUID, association_id: UUID) -> bool:
    """Did this association answer "we have room" to the wish of a child that waits? It never learns whose it was."""
    query = (
        select(WishAnswer.id).join(WishAnswer.wish).where(OpenWish.child_id == child_id, OpenWish.closed_at.is_(None))
    )
    query = query.where(WishAnswer.association_id == association_id, WishAnswer.has_room)
    return db.session.scalar(query.limit(1)) is not None


def see_answer(answer: WishAnswer, *, by: User, now: datetime) -> None:
    answer.seen_at = now
    record("see_answer", by=by, now=now, subject=answer)


def notice_openings(now: datetime) -> int:
    """Every five minutes: which children who wait have a fitting spot by now? Those placed elsewhere wait no more."""
    return sum(notice_openings_one_by_one(now))


def notice_openings_one_by_one(now: datetime) -> Iterator[bool]:
    """The same, child by child; the caller may commit after each."""
    wishes = [wish.id for wish in queries.list_open_wishes()]
    waiting = set(db.session.scalars(queries.waiting_children())) if wishes else set()
    is_anything_open = bool(wishes and list_spots())
    for wish_id in wishes:
        wish = db.session.get(OpenWish, wish_id)
        if wish is None or wish.closed_at is not None:  # in the meantime
            continue
        if wish.child_id not in waiting:
            wish.closed_at = now
            continue
        fits = is_anything_open and _fits_something(wish.child, now)
        wish.fits_at = (wish.fits_at or now) if fits else None
        db.session.flush()
        yield fits


def _fits_something(child: Child, now: datetime) -> bool:
    """Is there an open spot that crosses no limit, nor anything the family said it cannot, of a kind it wished for?"""
    outcome = match_child(child, now=now)
    wishes = queries.wishes_now([child])[child.id]
    refused = {other.activity_id for other in outcome.others}
    return any(
        match.spot.kind_family in wishes.kind_families
        and match.spot.activity_id not in refused
        and not limits_of(wishes, match)
        for match in outcome.matches
    )

"""Who is told of an invitation, and who is reminded of what was agreed. No message names a person or a gathering.

Only a mail to somebody without a sign-in says what it invites to: its reader has no page to open but this one. Its
subject does not.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum

from flask import url_for

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.calendar_files import Event, calendar_letter
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.delivery.actions import take_letter_back, tell_all, write_letter
from allemed.delivery.notices import stop_letters_path
from allemed.delivery.queries import list_sent_letters
from allemed.delivery.rules import Letter, Topic
from allemed.formatting import comma, date_text, time_text
from allemed.gatherings import actions, queries
from allemed.gatherings.models import AgreedAction, Gathering, Invitation
from allemed.gatherings.queries.letters import Reached
from allemed.gatherings.rules import Answer
from allemed.gatherings.rules.addresses import Reach
from allemed.gatherings.rules.dates import is_to_remind
from allemed.locales import _, _l, in_language


def tell_invited(invitations: Iterable[Invitation], *, by: User, now: datetime) -> None:
    """Those who sign in; whoever does not gets the link by hand."""
    for one in invitations:
        path = url_for("gatherings.open_invitation", invitation_id=one.id)
        tell_all(_users_of(one), Topic.NEWS, path, by=by, now=now)


class Occasion(StrEnum):
    """Why somebody without a sign-in gets a mail."""

    INVITED = "invited"
    REMINDED = "reminded"
    MOVED = "moved"
    CANCELLED = "cancelled"


_OCCASIONS = {  # the subject, and the first line
    Occasion.INVITED: (_l("You are invited"), _l("You are invited.")),
    Occasion.REMINDED: (_l("Will you come?"), _l("You are invited. You have not answered yet.")),
    Occasion.MOVED: (_l("A new time or place"), _l("You are invited to this. It has a new time or place.")),
    Occasion.CANCELLED: (_l("Cancelled"), _l("You were invited to this. It is cancelled.")),
}


def path_of(invitation: Invitation) -> str:
    """The page that only those invited know."""
    code = queries.events.code_of(invitation)
    return url_for("gatherings.show_invitation", key=invitation.id, code=code)


def event_of(gathering: Gathering, path: str) -> Event:
    """For a calendar; `path` is the page it leads to."""
    place = gathering.place
    return Event(
        uid=f"{gathering.id}@allemed", title=gathering.title, day=gathering.held_on, starts=gathering.starts,
        ends=gathering.ends, place=place.name if place else "", url=settings().base_url.rstrip("/") + path,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        sequence=gathering.version - 1, is_cancelled=gathering.cancelled_at is not None,
    )  # fmt: skip


def calendar_from_us(gathering: Gathering, path: str, *, sent_at: datetime) -> tuple[str, str]:
    """A calendar file about it that the municipality sends, and its method; a cancelled one is taken out of calendars."""
    sender = settings().municipality_name, parseaddr(settings().mail_from)[1]
    return calendar_letter(event_of(gathering, path), settings().zone, sender, sent_at=sent_at)


def write_to(people: Iterable[Reached], occasion: Occasion, *, now: datetime) -> int:
    """A mail to each, with a calendar file and an own link to answer by; returns how many that were."""
    people = list(people)
    for one in people:
        invitation = one.invitation
        with in_language(invitation.language or settings().default_language or profile().default_language):
            letter = _letter(invitation, one.address, occasion, now)
        invitation.letter, invitation.written_at = write_letter(letter, _sheet_of(invitation), now=now), now
    db.session.flush()
    return len(people)


def _sheet_of(invitation: Invitation) -> str:
    """The coordinator's page about it. It tells which mails in the outbox are about the same invitation."""
    return f"/invitations/{invitation.id}/sheet"


def _letter(invitation: Invitation, address: str, occasion: Occasion, now: datetime) -> Letter:
    chosen, gathering, path = settings(), invitation.gathering, path_of(invitation)
    subject, first = (str(words) for words in _OCCASIONS[occasion])
    stop = chosen.base_url.rstrip("/") + stop_letters_path(address)
    calendar, method = calendar_from_us(gathering, path, sent_at=now)
    ask = (
        []
        if occasion is Occasion.CANCELLED
        else [_paragraph(_("Answer here. You need no password:"), _link(invitation))]
    )
    parts = [
        _("Hello,"),
        first,
        _what(gathering),
        *ask,
        _why(invitation),
        _paragraph(_("No more mails") + ":", stop + _asked_in(invitation)),
    ]
    return Letter(
        to=address, subject=f"{subject} – {chosen.municipality_name}", text="\n\n".join(parts) + "\n", stop=stop,
        calendar=calendar, method=method,
    )  # fmt: skip


def _paragraph(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _link(invitation: Invitation) -> str:
    """To the page with the answers."""
    return settings().base_url.rstrip("/") + path_of(invitation) + _asked_in(invitation)


def _asked_in(invitation: Invitation) -> str:
    """What opens a page in the language of its reader, if it is known."""
    return f"?lang={invitation.language}" if invitation.language else ""


def _what(gathering: Gathering) -> str:
    hours = f"{time_text(gathering.starts)}–{time_text(gathering.ends)}"
    when = date_text(gathering.held_on, "weekday") + comma() + hours
    where = gathering.place.name if gathering.place else ""
    return _paragraph(gathering.title, gathering.goal, when, where, gathering.hosts)


def _why(invitation: Invitation) -> str:
    said = [_("You get this mail because %(sender)s has invited you.", sender=settings().municipality_name)]
    if invitation.address:
        said.append(_("We erase your address when it is over."))
    return " ".join(said)


def tell_of_move(gathering: Gathering, *, by: User, now: datetime) -> None:
    """Everybody who was told of another time or place. Whose invitation has not gone yet gets a right one instead."""
    reached = _tell_users(gathering, by, now)
    first, told = _take_waiting_back(reached, now)
    write_to(first, Occasion.INVITED, now=now)
    write_to(told, Occasion.MOVED, now=now)


def tell_of_cancellation(gathering: Gathering, *, by: User, now: datetime) -> None:
    """Everybody who was told and has not said no. An invitation that has not gone yet never goes."""
    reached = _tell_users(gathering, by, now)
    first, told = _take_waiting_back(reached, now)
    for one in first:
        one.invitation.written_at = None
    write_to([one for one in told if one.invitation.answer is not Answer.NO], Occasion.CANCELLED, now=now)


def _tell_users(gathering: Gathering, by: User, now: datetime) -> list[Reached]:
    reached = queries.letters.list_reach(gathering)
    for one in reached:
        path = url_for("gatherings.open_invitation", invitation_id=one.invitation.id)
        tell_all(_users_of(one.invitation), Topic.CANCELLED, path, by=by, now=now)
    return reached


def _take_waiting_back(reached: list[Reached], now: datetime) -> tuple[list[Reached], list[Reached]]:
    """Mails that wait are taken back. Whose invitation was among them; and who got it before, or gets it this moment."""
    waiting = [one.invitation for one in reached if one.reach is Reach.WAITS]
    back = [one for one in waiting if take_letter_back(one.letter_id, now=now)]
    sent = list_sent_letters(_sheet_of(one) for one in back)
    first = {one.id for one in back if _sheet_of(one) not in sent}
    told = [one for one in reached if one.address and one.reach in (Reach.SENT, Reach.WAITS)]
    return [one for one in told if one.invitation.id in first], [one for one in told if one.invitation.id not in first]


def _users_of(invitation: Invitation) -> list[User]:
    if invitation.association_id:
        return list_users(Role.ASSOCIATION, association_id=invitation.association_id)
    if invitation.partner_id:
        return list_users(Role.PARTNER, partner_id=invitation.partner_id)
    return []


def remind_owners(now: datetime) -> int:
    """The daily run: six weeks before the next dugnad, owners of what is open (domain.md 8.4.4). No commit.

    What nobody of an association answers for is the coordinator's. Again on the same day it finds nothing.
    """
    today = clock.local(now, settings().zone).date()
    dugnads, reminded = queries.agreed.next_dugnads(today), 0
    for action in queries.agreed.list_unfinished():
        following = dugnads.get(action.gathering.association_id)
        if is_to_remind(following, action.reminded_on, today):
            tell_all(_owners(action), Topic.COMMITMENT, f"/agreed/{action.id}", now=now)
            actions.agreeing.note_reminded(action, today)
            reminded += 1
    return reminded


def _owners(action: AgreedAction) -> list[User]:
    owner = action.owner_association_id or (None if action.owner_organisation else action.gathering.association_id)
    users = list_users(Role.ASSOCIATION, association_id=owner) if owner else []
    return users or list_users(Role.COORDINATOR)

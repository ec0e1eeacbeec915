"""What is written down while a dugnad runs: keywords, the gap, ideas with dots, and what is agreed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db
from allemed.errors import DomainError
from allemed.gatherings import queries
from allemed.gatherings.actions.planning import CHANGED
from allemed.gatherings.models import AgreedAction, Gathering, Idea
from allemed.gatherings.rules import MOST_ACTIONS, ActionStatus
from allemed.locales import _sl
from allemed.needs.actions import add_need, marks_in
from allemed.needs.rules import NeedKind
from allemed.needs.rules.identifying import MarkKind
from allemed.versions import claim

_PERSONAL = frozenset({MarkKind.NAME, MarkKind.PHONE, MarkKind.EMAIL, MarkKind.NUMBER, MarkKind.AGE})


class EnoughAgreed(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("One to three actions are enough. Finish or drop one first."))


class NamesSomebody(DomainError):
    """A public text names a person."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_sl("The public would read a person's name, number or age here. Write it differently."))


def write_down(gathering: Gathering, *, keywords: list[str] | None = None, gap: str | None = None) -> None:
    """Three keywords, or who is not here, in a sentence; what is None stays."""
    if keywords is not None:
        gathering.keywords = [one for one in keywords if one]
    if gap is not None:
        gathering.gap = gap


def add_idea(gathering: Gathering, theme: str, words: str, *, now: datetime) -> Idea:
    idea = Idea(gathering_id=gathering.id, theme=theme, words=words, dots=0, created_at=now)
    db.session.add(idea)
    db.session.flush()
    return idea


def give_dot(idea: Idea) -> None:
    """One more; counted in the database, as two may press at once."""
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(dots=Idea.dots + 1))


def add_action(gathering: Gathering, values: Mapping[str, Any], *, by: User, now: datetime) -> AgreedAction:
    """What is agreed; it serves the gathering's goal unless it says another. EnoughAgreed: an association's own dugnad has three at most."""
    if gathering.association_id and len(queries.agreed.list_of_gathering(gathering.id)) >= MOST_ACTIONS:
        raise EnoughAgreed
    values = {"serves_id": gathering.serves_id, **values}
    action = AgreedAction(
        gathering_id=gathering.id, status=ActionStatus.OPEN, status_since=now, created_at=now, version=1, **values
    )
    db.session.add(action)
    db.session.flush()
    record("add_action", by=by, now=now, subject=action)
    return action


def edit_action(
    action: AgreedAction, values: Mapping[str, Any], *, version: int, needs_help: bool, by: User, now: datetime
) -> None:
    """All the fields of the record. NamesSomebody if the public would read of a person.

    Whether the public sees it the coordinator decides. `needs_help`: becomes a need that the coordinator answers.
    """
    if values.get("is_public", action.is_public):
        refuse_names(*(str(values.get(name, getattr(action, name))) for name in ("title", "result", "reason")))
    claim(action, version, CHANGED, {"title": (_sl("What?"), values["title"])})
    if values["status"] != action.status:
        action.status_since = now
    for name, value in values.items():
        if name != "is_public" or by.role == Role.COORDINATOR:
            setattr(action, name, value)
    if (
        needs_help
        and action.need_id is None
        and (asker := action.owner_association_id or action.gathering.association_id)
    ):
        action.need_id = add_need(asker, NeedKind.CHALLENGE, action.title, by=by, now=now).id
    record("edit_action", by=by, now=now, subject=action, fields=tuple(values))


def refuse_names(*texts: str) -> None:
    """NamesSomebody if one of these could name a person."""
    marks = marks_in({str(number): text for number, text in enumerate(texts)})
    if any(mark.kind in _PERSONAL for found in marks.values() for mark in found):
        raise NamesSomebody


def note_reminded(action: AgreedAction, today: date) -> None:
    action.reminded_on = today

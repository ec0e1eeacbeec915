"""What associations need, and notes that wait to be read before others see them."""

from sqlalchemy import Select, select

from allemed.accounts.models import User
from allemed.followup.rules import TodayKind
from allemed.home.queries.today import SOURCES, Source, Window
from allemed.needs.models import Need, SolutionNote
from allemed.needs.queries import list_open, list_waiting_notes
from allemed.needs.rules import NeedStatus, NoteState


def _needs(_user: User, _window: Window) -> list[Need]:
    return list_open()


def _new(_user: User, _window: Window) -> Select:
    """What somebody has taken on hurries nobody."""
    return select(Need.id).where(Need.status == NeedStatus.NEW)


def _notes(user: User, _window: Window) -> list[SolutionNote]:
    return list_waiting_notes(user)


def _unread(_user: User, _window: Window) -> Select:
    return select(SolutionNote.id).where(SolutionNote.state == NoteState.WAITING)


SOURCES.append(Source("needs", TodayKind.NEED, _needs, _new))
SOURCES.append(Source("notes", TodayKind.NOTE, _notes, _unread))

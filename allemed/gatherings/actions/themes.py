"""The municipality's own words for the themes of a dugnad."""

from collections.abc import Mapping
from datetime import datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.database import db, new_id
from allemed.gatherings import queries
from allemed.gatherings.models import DugnadTheme


def write_theme(
    code: str, titles: Mapping[str, str], questions: Mapping[str, str], is_hidden: bool, *, by: User, now: datetime
) -> DugnadTheme:
    """For a theme of ours its own words, empty ones being ours; for its own theme all there is."""
    theme = queries.events.find_theme(code)
    if theme is None:
        theme = DugnadTheme(code=code, version=1)
        db.session.add(theme)
    theme.titles = {language: text for language, text in titles.items() if text}
    theme.questions = {language: text for language, text in questions.items() if text}
    theme.is_hidden = is_hidden
    db.session.flush()
    record("write_theme", by=by, now=now, subject=theme)
    return theme


def new_code() -> str:
    """For a theme of the municipality's own."""
    return f"own-{new_id().hex[:12]}"

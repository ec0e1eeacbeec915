"""Two families in touch: only while both say yes."""

from datetime import datetime


def are_in_touch(says: bool | None, other_says: bool | None, ended_at: datetime | None) -> bool:
    """May each see the other's first name and phone number right now?"""
    return says is True and other_says is True and ended_at is None


def is_over(says: bool | None, other_says: bool | None) -> bool:
    """One of them said no: nobody is asked any more, and nobody hears who it was."""
    return says is False or other_says is False

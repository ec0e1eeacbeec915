"""Changes made from a version: whoever is slower sees what stands there now, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from allemed.database import count_changed, db
from allemed.errors import StaleVersion
from allemed.locales import _s


def claim(row: Any, version: int, message: Any, wanted: Mapping[str, tuple[Any, Any]] | None = None) -> None:
    """Take the next version of `row` for a change made from `version`; the row is read again and ours until the commit.

    `wanted`: column -> (label, new value). StaleVersion with `message`, and both texts of what differs, if somebody
    changed the row since.
    """
    model = type(row)
    mine = update(model).where(model.id == row.id, model.version == version).values(version=version + 1)
    taken = count_changed(mine.execution_options(synchronize_session=False))
    db.session.refresh(row)
    if taken == 1:
        return
    differing = {name: pair for name, pair in (wanted or {}).items() if getattr(row, name) != pair[1]}
    raise StaleVersion(
        message,
        theirs={str(label): _text(getattr(row, name)) for name, (label, _value) in differing.items()},
        yours={str(label): _text(value) for label, value in differing.values()},
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _s("Yes") if value else _s("No")
    return "–" if value in (None, "") else str(value)


def lock(row: Any) -> None:
    """Read `row` again and let nobody else change it before our commit (SQLite holds the whole database anyway)."""
    model = type(row)
    db.session.execute(select(model.id).where(model.id == row.id).with_for_update())
    db.session.refresh(row)

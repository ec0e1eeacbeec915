"""Collecting rows and inserting them many at a time; everything random comes from one seed."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import insert

from allemed.database import db


class Rows:
    """Rows per model; `save()` inserts them."""

    def __init__(self, seed: int, now: datetime):
        self.random = random.Random(seed)  # noqa: S311 — invented data, no secrets
        self.now, self.today = now, now.date()
        self._rows: dict[type, list[dict]] = defaultdict(list)

    def add(self, model: type, **values) -> dict:
        """One row; its `id` follows from the seed."""
        row = {"id": self.new_id(), **values}
        self._rows[model].append(row)
        return row

    def new_id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def of(self, model: type) -> list[dict]:
        return self._rows[model]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def ago(self, days: float) -> datetime:
        """A moment so many days before now."""
        return self.now - timedelta(days=days)

    def day(self, offset: int) -> date:
        """A date so many days from today."""
        return self.today + timedelta(days=offset)

    def at(self, offset: int, clock_time: time) -> datetime:
        """A moment so many days from today, at a time of the day in winter in Norway (UTC+1)."""
        return datetime.combine(self.day(offset), clock_time, UTC) - timedelta(hours=1)

    def save(self, progress) -> None:
        """Insert everything, in pieces of 500, tables that others point to first."""
        order = [table.name for table in db.metadata.sorted_tables]
        for model, rows in sorted(self._rows.items(), key=lambda pair: order.index(pair[0].__tablename__)):
            pieces = [rows[start : start + 500] for start in range(0, len(rows), 500)]
            for piece in progress(model.__tablename__, pieces):
                db.session.execute(insert(model), piece)

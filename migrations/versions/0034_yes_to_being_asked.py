"""The yes to somebody neutral asking a child, and to the coordinator seeing its answers, are agreements"""

import uuid
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

UUIDS = ("id", "family_id", "child_id", "receiver_id", "placement_id")
WORDS = ("receiver_kind", "item", "detail", "how", "language", "child_heard", "text_version")
agreement = sa.table(
    "agreement",
    *(sa.column(name, sa.Uuid()) for name in UUIDS),
    *(sa.column(name, sa.String()) for name in WORDS),
    sa.column("given_on", sa.Date()),
    sa.column("given_at", sa.DateTime(timezone=True)),
    sa.column("expires_on", sa.Date()),
)
voice = sa.table(
    "child_voice",
    *(sa.column(name, sa.Uuid()) for name in ("placement_id", "person_id")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("asked_at", "answered_at")),
    sa.column("may_coordinator_see", sa.Boolean()),
)
placement = sa.table("placement", *(sa.column(name, sa.Uuid()) for name in ("id", "child_id")))
child = sa.table("child", *(sa.column(name, sa.Uuid()) for name in ("id", "family_id")))
family = sa.table("family", sa.column("id", sa.Uuid()), sa.column("talk_language", sa.String()))


def upgrade() -> None:
    """What families and children had said until now becomes agreements they can take back."""
    asked = (
        sa.select(voice, child.c.id.label("child"), family.c.id.label("family"), family.c.talk_language)
        .join(placement, placement.c.id == voice.c.placement_id)
        .join(child, child.c.id == placement.c.child_id)
        .join(family, family.c.id == child.c.family_id)
    )
    connection, rows = op.get_bind(), []
    for one in connection.execute(asked).mappings():
        if one["answered_at"] is None and one["person_id"]:
            rows.append(_row(one, "ask_child", "neutral_person", one["person_id"], one["asked_at"]))
        elif one["answered_at"] and one["may_coordinator_see"]:
            rows.append(_row(one, "child_voice", "coordinator", None, one["answered_at"]))
    if rows:
        connection.execute(sa.insert(agreement), rows)


def _row(one, item: str, receiver: str, person, at: datetime) -> dict:
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return {
        "id": uuid.uuid4(), "family_id": one["family"], "child_id": one["child"], "receiver_id": person,
        "placement_id": one["placement_id"], "receiver_kind": receiver, "item": item, "detail": "", "how": "spoken",
        "language": one["talk_language"], "child_heard": "yes", "text_version": "2026-1", "given_on": at.date(),
        "given_at": at, "expires_on": at.date() + timedelta(days=365),
    }  # fmt: skip


def downgrade() -> None:
    op.execute(sa.delete(agreement).where(agreement.c.item.in_(("ask_child", "child_voice"))))

"""Goals say their decision; gatherings, agreed actions, pilots and starter courses say which goal they serve"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

MEASURES = ("activity", "gathering", "agreed_action")
WORDS = (("goal", "decision", 160), ("grant_scheme", "purpose", 200), ("grant_scheme", "target_group", 200), ("activity", "pilot_purpose", 200), ("agenda_item", "decision", 300))  # fmt: skip


def upgrade() -> None:
    for table, name, length in WORDS:
        op.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=""))
    for table in MEASURES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("serves_id", sa.Uuid(), nullable=True))
            batch.create_foreign_key(
                batch.f(f"fk_{table}_serves_id_goal"), "goal", ["serves_id"], ["id"], ondelete="SET NULL"
            )
            batch.create_index(batch.f(f"ix_{table}_serves_id"), ["serves_id"])


def downgrade() -> None:
    for table in MEASURES:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(batch.f(f"ix_{table}_serves_id"))
            batch.drop_constraint(batch.f(f"fk_{table}_serves_id_goal"), type_="foreignkey")
            batch.drop_column("serves_id")
    for table, name, _length in WORDS:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)

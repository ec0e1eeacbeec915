"""Sessions that a child cannot come to"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("session_on", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_absence_placement_id_placement"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["said_by"], ["app_user.id"], name=op.f("fk_absence_said_by_app_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("placement_id", "session_on", name=op.f("uq_absence_placement_id")),
    )  # fmt: skip
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_said_by"), ["said_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_session_on"), ["session_on"], unique=False)


def downgrade() -> None:
    op.drop_table("absence")

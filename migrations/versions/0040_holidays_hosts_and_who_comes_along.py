"""What a group says of itself: its holiday, everyone together, language, child care, parents along; who else hosts it"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

SAID = ("is_mixed", "is_for_language", "has_child_care", "is_with_parents")


def upgrade() -> None:
    for name in SAID:
        op.add_column("activity", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("activity", sa.Column("holiday", sa.String(40), nullable=True))
    op.create_table(
        "activity_host",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_host_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_activity_host_association_id_association"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_host")),
        sa.UniqueConstraint("activity_id", "association_id", name=op.f("uq_activity_host_activity_id")),
    )
    with op.batch_alter_table("activity_host", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_host_association_id"), ["association_id"], unique=False)


def downgrade() -> None:
    op.drop_table("activity_host")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        for name in ("holiday", *reversed(SAID)):
            batch_op.drop_column(name)

"""What a person does not want to be told by push"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "muted_topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_muted_topic_user_id_app_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muted_topic")),
        sa.UniqueConstraint("user_id", "topic", name=op.f("uq_muted_topic_user_id")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("muted_topic")

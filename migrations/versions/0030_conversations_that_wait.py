"""Conversations that came by themselves and are not whole"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["app_user.id"], name=op.f("fk_conversation_draft_written_by_id_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_draft")),
    )  # fmt: skip
    op.create_index(op.f("ix_conversation_draft_created_at"), "conversation_draft", ["created_at"])
    op.create_index(op.f("ix_conversation_draft_written_by_id"), "conversation_draft", ["written_by_id"])


def downgrade() -> None:
    op.drop_table("conversation_draft")

"""Conversations that a partner holds with a family, and the routine each school has taken up"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "routine_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["app_user.id"], name=op.f("fk_routine_text_written_by_id_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_text")),
        sa.UniqueConstraint("number", name=op.f("uq_routine_text_number")),
    )  # fmt: skip
    op.create_index(op.f("ix_routine_text_written_by_id"), "routine_text", ["written_by_id"])
    with op.batch_alter_table("partner") as batch:
        batch.add_column(sa.Column("routine_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("routine_number", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("new_pupils", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("new_pupils_term", sa.Date(), nullable=True))
    with op.batch_alter_table("referral") as batch:
        batch.add_column(sa.Column("is_talk", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("interpreter", sa.String(length=20), nullable=False, server_default=""))
        batch.add_column(sa.Column("routine_number", sa.Integer(), nullable=True))
    with op.batch_alter_table("referral") as batch:
        batch.alter_column("is_talk", server_default=None)
        batch.alter_column("interpreter", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("referral") as batch:
        for name in ("routine_number", "interpreter", "is_talk"):
            batch.drop_column(name)
    with op.batch_alter_table("partner") as batch:
        for name in ("new_pupils_term", "new_pupils", "routine_number", "routine_on"):
            batch.drop_column(name)
    op.drop_table("routine_text")

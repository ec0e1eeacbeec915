"""The municipality takes everything out, switches ALLEMED off, and empties it: two coordinators together"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest")),
    )
    user, then = "app_user.id", {"nullable": True}
    op.create_table(
        "closing_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), **then),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), **then),
        sa.Column("taken_at", sa.DateTime(timezone=True), **then),
        sa.Column("ready_at", sa.DateTime(timezone=True), **then),
        sa.Column("size", sa.BigInteger(), **then),
        sa.Column("failed_at", sa.DateTime(timezone=True), **then),
        sa.Column("fetched_at", sa.DateTime(timezone=True), **then),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_step")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], [user], name=op.f("fk_closing_step_asked_by_id_app_user"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], [user], name=op.f("fk_closing_step_confirmed_by_id_app_user"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_closing_step_asked_by_id", "closing_step", ["asked_by_id"])
    op.create_index("ix_closing_step_confirmed_by_id", "closing_step", ["confirmed_by_id"])


def downgrade() -> None:
    op.drop_table("closing_step")
    op.drop_table("rest")

"""Schemes in versions, own commitments in editions, goals, and what is written beside the council's figures."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("grant_scheme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE grant_scheme SET series_id = id")
    with op.batch_alter_table("grant_scheme", schema=None) as batch_op:
        batch_op.alter_column("series_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_index(batch_op.f("ix_grant_scheme_series_id"), ["series_id"], unique=False)
    with op.batch_alter_table("scheme_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("texts", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        columns = ["association_id", "level", "code", "status", "due_on"]
        batch_op.create_index("ix_commitment_overview", columns, unique=False)
    op.create_table(
        "own_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("due_rule", sa.String(length=80), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_line")),
        sa.UniqueConstraint("code", "edition", name=op.f("uq_own_line_code")),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_table(
        "council_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("helped", sa.String(length=600), nullable=False),
        sa.Column("learned", sa.String(length=600), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_note")),
        sa.UniqueConstraint("year", name=op.f("uq_council_note_year")),
    )
    op.create_table(
        "grant_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("table", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_grant_draft_user_id_app_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_draft")),
    )
    with op.batch_alter_table("grant_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_draft_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant_draft_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    for table in ("grant_draft", "council_note", "goal", "own_line"):
        op.drop_table(table)
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_overview")
    with op.batch_alter_table("scheme_line", schema=None) as batch_op:
        batch_op.drop_column("texts")
    with op.batch_alter_table("grant_scheme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_scheme_series_id"))
        batch_op.drop_column("series_id")

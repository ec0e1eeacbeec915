"""Cultural associations that read our languages, and what they would write, draw or record differently"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def _of_association(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["association_id"], ["association.id"], name=op.f(f"fk_{table}_association_id_association"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "language_reviewer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_reviewer")),
        _of_association("language_reviewer"),
        sa.UniqueConstraint("language", "association_id", name=op.f("uq_language_reviewer_language")),
    )
    op.create_index(op.f("ix_language_reviewer_association_id"), "language_reviewer", ["association_id"])
    op.create_table(
        "language_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("what", sa.String(120), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_remark")),
        _of_association("language_remark"),
    )
    op.create_index(op.f("ix_language_remark_association_id"), "language_remark", ["association_id"])


def downgrade() -> None:
    op.drop_table("language_remark")
    op.drop_table("language_reviewer")

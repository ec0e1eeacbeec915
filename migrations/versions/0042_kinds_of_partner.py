"""Kinds of partner are data: a municipality adds its own, and says what the form of each asks"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "local_kind",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_local_kind_code")),
    )
    with op.batch_alter_table("partner") as batch:
        batch.add_column(sa.Column("own_kind_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(batch.f("fk_partner_own_kind_id_local_kind"), "local_kind", ["own_kind_id"], ["id"])
        batch.create_index(batch.f("ix_partner_own_kind_id"), ["own_kind_id"])


def downgrade() -> None:
    with op.batch_alter_table("partner") as batch:
        batch.drop_index(batch.f("ix_partner_own_kind_id"))
        batch.drop_constraint(batch.f("fk_partner_own_kind_id_local_kind"), type_="foreignkey")
        batch.drop_column("own_kind_id")
    op.drop_table("local_kind")

"""Lenders with opening hours, and wishes from the public page"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_opening_hours_times")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_opening_hours_place_id_place"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_hours_place_id"), ["place_id"], unique=False)

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lends", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wish_place_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("wish_days", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("wish_part", sa.String(length=20), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_referral_wish_place_id"), ["wish_place_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_referral_wish_place_id_place"), "place", ["wish_place_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_referral_wish_place_id_place"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_referral_wish_place_id"))
        batch_op.drop_column("wish_part")
        batch_op.drop_column("wish_days")
        batch_op.drop_column("wish_place_id")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("lends")

    op.drop_table("opening_hours")

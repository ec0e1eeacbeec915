"""Invitations go by mail to people without a sign-in; addresses that want none are known by a keyed hash"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unwanted_address",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_unwanted_address")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.alter_column("user_id", existing_type=sa.Uuid(), nullable=True)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("written_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("letter_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_invitation_letter_id_outbox_message"), "outbox_message", ["letter_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(op.f("ix_invitation_letter_id"), ["letter_id"])
    op.add_column("network_member", sa.Column("address", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM outbox_message WHERE user_id IS NULL")
    with op.batch_alter_table("network_member", schema=None) as batch_op:
        batch_op.drop_column("address")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_invitation_letter_id"))
        batch_op.drop_constraint(op.f("fk_invitation_letter_id_outbox_message"), type_="foreignkey")
        for column in ("letter_id", "written_at", "language", "address"):
            batch_op.drop_column(column)
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.alter_column("user_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("unwanted_address")

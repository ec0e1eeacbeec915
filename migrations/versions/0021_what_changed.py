"""Each public change says which table it was in: what does not show that table stays."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("public_change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(length=40), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_public_change_subject"), ["subject", "number"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("public_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_change_subject"))
        batch_op.drop_column("subject")

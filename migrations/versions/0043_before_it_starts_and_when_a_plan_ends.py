"""What a child points at before anything begins; a school's plan that ends has been seen to"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("said", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("referral", sa.Column("plan_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_referral_plan_until", "referral", ["plan_until"])


def downgrade() -> None:
    op.drop_index("ix_referral_plan_until", table_name="referral")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_column("plan_seen_at")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("said")

"""Each way in has a coordinator who answers; a school may say until when leisure is part of a plan; language supporters"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("partner") as batch:
        batch.add_column(sa.Column("owner_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("referral") as batch:
        batch.add_column(sa.Column("plan_until", sa.Date(), nullable=True))
    with op.batch_alter_table("guide") as batch:
        batch.add_column(sa.Column("is_language_supporter", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("guide") as batch:
        batch.alter_column("is_language_supporter", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("guide") as batch:
        batch.drop_column("is_language_supporter")
    with op.batch_alter_table("referral") as batch:
        batch.drop_column("plan_until")
    with op.batch_alter_table("partner") as batch:
        batch.drop_column("owner_id")

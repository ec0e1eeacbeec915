"""A promise that goes on from one year's grant to the next counts its dates from the earlier decision"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("commitment") as batch:
        batch.add_column(sa.Column("counted_from", sa.Date(), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE commitment SET status = 'accepted' WHERE status = 'followed'")
    with op.batch_alter_table("commitment") as batch:
        batch.drop_column("counted_from")

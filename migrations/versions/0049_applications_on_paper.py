"""An application that came on paper or by e-mail says on which day"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("grant_application") as batch:
        batch.add_column(sa.Column("arrived_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("grant_application") as batch:
        batch.drop_column("arrived_on")

"""A report holds the figures it was filled in with, and what hindered as codes"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("figures", sa.JSON(), nullable=True))
    op.add_column("delivery", sa.Column("hindered", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("delivery", "hindered")
    op.drop_column("delivery", "figures")

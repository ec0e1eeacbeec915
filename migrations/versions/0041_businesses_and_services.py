"""Services of the municipality and businesses stand beside associations; what they give away or lend"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.Column("kind", sa.String(40), nullable=False, server_default="association")
    op.add_column("association", kind)
    op.add_column("association", sa.Column("gives", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("association", schema=None) as batch_op:
        batch_op.drop_column("gives")
        batch_op.drop_column("kind")

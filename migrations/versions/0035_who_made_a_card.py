"""A contact card that a family made while signed in goes with the family, also without a phone"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact_card") as batch:
        batch.add_column(sa.Column("made_by", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_contact_card_made_by_app_user"), "app_user", ["made_by"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(batch.f("ix_contact_card_made_by"), ["made_by"])


def downgrade() -> None:
    with op.batch_alter_table("contact_card") as batch:
        batch.drop_index(batch.f("ix_contact_card_made_by"))
        batch.drop_constraint(batch.f("fk_contact_card_made_by_app_user"), type_="foreignkey")
        batch.drop_column("made_by")

"""People at partners: who links, who steps in. Those who sign in already become substitutes of their partner."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_person_partner_id_partner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_partner_person_user_id_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_person")),
    )
    with op.batch_alter_table("partner_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_person_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_person_user_id"), ["user_id"], unique=False)
    op.add_column("partner", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute(
        "INSERT INTO partner_person (id, partner_id, user_id, kind, name, email)"
        " SELECT id, partner_id, id, 'substitute', name, coalesce(email, '') FROM app_user"
        " WHERE partner_id IS NOT NULL AND is_active"
    )


def downgrade() -> None:
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_column("version")
    op.drop_table("partner_person")

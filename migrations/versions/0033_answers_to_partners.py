"""A partner is answered by a promised day, and told once a term what became of the families it sent on"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("referral") as batch:
        batch.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    referral = sa.table(
        "referral",
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("answered_at", "contacted_at", "created_at")),
        sa.column("state", sa.String()),
    )
    heard = sa.update(referral).where(referral.c.state != "new")
    op.execute(heard.values(answered_at=sa.func.coalesce(referral.c.contacted_at, referral.c.created_at)))
    op.create_table(
        "term_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("term_on", sa.Date(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("in_contact", sa.Integer(), nullable=False),
        sa.Column("in_activity", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_term_message_partner_id_partner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_message")),
        sa.UniqueConstraint("partner_id", "term_on", name=op.f("uq_term_message_partner_id")),
    )


def downgrade() -> None:
    op.drop_table("term_message")
    with op.batch_alter_table("referral") as batch:
        batch.drop_column("answered_at")

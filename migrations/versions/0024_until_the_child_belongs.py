"""Until the child belongs: guides, fee schemes and applications, loans, rides, and what was done"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fee_scheme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("applicants", sa.JSON(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("is_card", sa.Boolean(), nullable=False),
        sa.Column("answer_days", sa.SmallInteger(), nullable=True),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_scheme")),
    )
    op.create_table(
        "guide",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("free", sa.JSON(), nullable=False),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_guide_user_id_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
    )
    with op.batch_alter_table("guide", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_user_id"), ["user_id"], unique=False)
    op.create_table(
        "arrangement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("buddy", sa.String(length=40), nullable=True),
        sa.Column("ride", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_arrangement_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_arrangement_placement_id")),
    )
    op.create_table(
        "fee_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("is_by_association", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("granted", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_fee_application_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["fee_scheme.id"], name=op.f("fk_fee_application_scheme_id_fee_scheme"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_application")),
        sa.UniqueConstraint("reference", name=op.f("uq_fee_application_reference")),
    )
    with op.batch_alter_table("fee_application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fee_application_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fee_application_scheme_id"), ["scheme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fee_application_state"), ["state"], unique=False)
    op.create_table(
        "guide_booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("guide_id", sa.Uuid(), nullable=False),
        sa.Column("session_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("face", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_guide_booking_guide_id_guide"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_guide_booking_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_booking")),
    )
    with op.batch_alter_table("guide_booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_booking_guide_id"), ["guide_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_guide_booking_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_guide_booking_session_at"), ["session_at"], unique=False)
    op.create_table(
        "intervention",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("money", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_intervention_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
        sa.UniqueConstraint("placement_id", "kind", name=op.f("uq_intervention_placement_id")),
    )
    with op.batch_alter_table("intervention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intervention_placement_id"), ["placement_id"], unique=False)
    op.create_table(
        "loan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=20), nullable=False),
        sa.Column("lender_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lender_id"], ["place.id"], name=op.f("fk_loan_lender_id_place"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_loan_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    with op.batch_alter_table("loan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loan_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_loan_lender_id"), ["lender_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_loan_placement_id"), ["placement_id"], unique=False)
    op.create_table(
        "shared_ride",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("says", sa.Boolean(), nullable=True),
        sa.Column("other_says", sa.Boolean(), nullable=True),
        sa.Column("guardian_id", sa.Uuid(), nullable=True),
        sa.Column("other_guardian_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["guardian_id"], ["guardian.id"], name=op.f("fk_shared_ride_guardian_id_guardian"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["other_guardian_id"],
            ["guardian.id"],
            name=op.f("fk_shared_ride_other_guardian_id_guardian"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["placement.id"], name=op.f("fk_shared_ride_other_id_placement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_shared_ride_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_ride")),
    )
    with op.batch_alter_table("shared_ride", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_ride_guardian_id"), ["guardian_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_ride_other_guardian_id"), ["other_guardian_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_ride_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_ride_placement_id"), ["placement_id"], unique=False)


def downgrade() -> None:
    op.drop_table("shared_ride")
    op.drop_table("loan")
    op.drop_table("intervention")
    op.drop_table("guide_booking")
    op.drop_table("fee_application")
    op.drop_table("arrangement")
    op.drop_table("guide")
    op.drop_table("fee_scheme")

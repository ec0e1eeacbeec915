"""Placements with their moves and lights, and what families agreed to"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("holds_seat", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("decline_reason", sa.String(40), nullable=True),
        sa.Column("offers_waiting_list", sa.Boolean(), nullable=False),
        sa.Column("stop_reason", sa.String(40), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_session_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meets", sa.String(length=60), nullable=False),
        sa.Column("comes_along", sa.String(40), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("season_ends_on", sa.Date(), nullable=True),
        sa.Column("fund_ends_on", sa.Date(), nullable=True),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_to_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_placement_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_placement_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["app_user.id"], name=op.f("fk_placement_proposed_by_app_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["switched_to_id"],
            ["placement.id"],
            name=op.f("fk_placement_switched_to_id_placement"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_first_session_at"), ["first_session_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_proposed_by"), ["proposed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_state_since"), ["state_since"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_switched_to_id"), ["switched_to_id"], unique=False)
        batch_op.create_index(
            "uq_placement_live",
            ["child_id", "activity_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('declined', 'ended', 'switched')"),
            postgresql_where=sa.text("state NOT IN ('declined', 'ended', 'switched')"),
        )

    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("receiver_kind", sa.String(40), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=True),
        sa.Column("placement_id", sa.Uuid(), nullable=True),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("detail", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("child_heard", sa.String(40), nullable=False),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_agreement_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_agreement_family_id_family"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_agreement_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["app_user.id"], name=op.f("fk_agreement_recorded_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_recorded_by"), ["recorded_by"], unique=False)

    op.create_table(
        "light",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("colour", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["app_user.id"], name=op.f("fk_light_owner_id_app_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_light_placement_id_placement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_light")),
        sa.UniqueConstraint("placement_id", "kind", name=op.f("uq_light_placement_id")),
    )
    with op.batch_alter_table("light", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_light_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_light_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_light_placement_id"), ["placement_id"], unique=False)

    op.create_table(
        "placement_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("from_state", sa.String(40), nullable=True),
        sa.Column("to_state", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_role", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["app_user.id"], name=op.f("fk_placement_move_by_id_app_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_placement_move_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_move")),
    )
    with op.batch_alter_table("placement_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_move_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_move_placement_id"), ["placement_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("placement_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_move_placement_id"))
        batch_op.drop_index(batch_op.f("ix_placement_move_by_id"))

    op.drop_table("placement_move")
    with op.batch_alter_table("light", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_light_placement_id"))
        batch_op.drop_index(batch_op.f("ix_light_owner_id"))
        batch_op.drop_index(batch_op.f("ix_light_due_on"))

    op.drop_table("light")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_recorded_by"))
        batch_op.drop_index(batch_op.f("ix_agreement_placement_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_family_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_child_id"))

    op.drop_table("agreement")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_placement_live",
            sqlite_where=sa.text("state NOT IN ('declined', 'ended', 'switched')"),
            postgresql_where=sa.text("state NOT IN ('declined', 'ended', 'switched')"),
        )
        batch_op.drop_index(batch_op.f("ix_placement_switched_to_id"))
        batch_op.drop_index(batch_op.f("ix_placement_state_since"))
        batch_op.drop_index(batch_op.f("ix_placement_state"))
        batch_op.drop_index(batch_op.f("ix_placement_proposed_by"))
        batch_op.drop_index(batch_op.f("ix_placement_first_session_at"))
        batch_op.drop_index(batch_op.f("ix_placement_child_id"))
        batch_op.drop_index(batch_op.f("ix_placement_activity_id"))

    op.drop_table("placement")

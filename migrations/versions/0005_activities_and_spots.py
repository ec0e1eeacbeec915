"""Activities, their weekly sessions and open spots"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("birth_year_from", sa.SmallInteger(), nullable=False),
        sa.Column("birth_year_to", sa.SmallInteger(), nullable=False),
        sa.Column("gender_group", sa.String(40), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("cost_per_half_year", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("bring", sa.JSON(), nullable=False),
        sa.Column("borrow", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("parent_tasks", sa.JSON(), nullable=False),
        sa.Column("accessibility", sa.JSON(), nullable=False),
        sa.Column("is_right_after_school", sa.Boolean(), nullable=False),
        sa.Column("has_transport_help", sa.Boolean(), nullable=False),
        sa.Column("is_for_beginners", sa.Boolean(), nullable=False),
        sa.Column("trial_times", sa.SmallInteger(), nullable=False),
        sa.Column("coach_name", sa.String(length=60), nullable=False),
        sa.Column("welcome", sa.String(length=120), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("birth_year_from <= birth_year_to", name=op.f("ck_activity_birth_years")),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_activity_association_id_association"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_activity_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_association_id"), ["association_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "weekly_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_weekly_session_times")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_weekly_session_weekday")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_weekly_session_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_session")),
    )
    with op.batch_alter_table("weekly_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weekly_session_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "spot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("free", sa.SmallInteger(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_for_referrals", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("free >= 0", name=op.f("ck_spot_free")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_spot_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["app_user.id"], name=op.f("fk_spot_confirmed_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_spot_activity_id")),
    )
    with op.batch_alter_table("spot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_confirmed_at"), ["confirmed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_spot_confirmed_by"), ["confirmed_by"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("spot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_confirmed_by"))
        batch_op.drop_index(batch_op.f("ix_spot_confirmed_at"))

    op.drop_table("spot")
    with op.batch_alter_table("weekly_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weekly_session_activity_id"))

    op.drop_table("weekly_session")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_updated_at"))
        batch_op.drop_index(batch_op.f("ix_activity_place_id"))
        batch_op.drop_index(batch_op.f("ix_activity_kind"))
        batch_op.drop_index(batch_op.f("ix_activity_association_id"))

    op.drop_table("activity")

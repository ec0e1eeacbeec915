"""Seasons of groups, questions whether a spot is still open, answers to wishes, hand-over dates, pictures in sizes"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cancelled_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("session_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_cancelled_session_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["app_user.id"], name=op.f("fk_cancelled_session_said_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancelled_session")),
        sa.UniqueConstraint("activity_id", "session_on", name=op.f("uq_cancelled_session_activity_id")),
    )
    with op.batch_alter_table("cancelled_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cancelled_session_said_by"), ["said_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_cancelled_session_session_on"), ["session_on"], unique=False)

    op.create_table(
        "room_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("wish_count", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_room_offer_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offered_by"], ["app_user.id"], name=op.f("fk_room_offer_offered_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_offer")),
    )
    with op.batch_alter_table("room_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_room_offer_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_room_offer_offered_at"), ["offered_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_room_offer_offered_by"), ["offered_by"], unique=False)

    op.create_table(
        "spot_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_spot_link_association_id_association"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_spot_link_user_id_app_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_spot_link_token_hash")),
    )
    with op.batch_alter_table("spot_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_link_association_id"), ["association_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_spot_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "spot_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_spot_question_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["app_user.id"], name=op.f("fk_spot_question_answered_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_question")),
        sa.UniqueConstraint("activity_id", "asked_at", name=op.f("uq_spot_question_activity_id")),
    )
    with op.batch_alter_table("spot_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spot_question_answered_by"), ["answered_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_spot_question_asked_at"), ["asked_at"], unique=False)

    op.create_table(
        "picture_size",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=False),
        sa.Column("width", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_picture_size_picture_id_picture"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_size")),
        sa.UniqueConstraint("picture_id", "width", "kind", name=op.f("uq_picture_size_picture_id")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("left_out", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("goes_on_in_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("pilot_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("pilot_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("pilot_outcome", sa.String(40), nullable=True))
        batch_op.create_index(batch_op.f("ix_activity_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_goes_on_in_id"), ["goes_on_in_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_goes_on_in_id_activity"), "activity", ["goes_on_in_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_check_constraint(batch_op.f("ck_activity_season"), "starts_on <= ends_on")
        batch_op.create_check_constraint(batch_op.f("ck_activity_pilot"), "pilot_from <= pilot_until")

    with op.batch_alter_table("association", schema=None) as batch_op:
        batch_op.add_column(sa.Column("offers_confirmed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("contact_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("leaves_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("contact_person", schema=None) as batch_op:
        batch_op.drop_column("leaves_on")

    with op.batch_alter_table("association", schema=None) as batch_op:
        batch_op.drop_column("offers_confirmed_at")

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activity_goes_on_in_id_activity"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_activity_goes_on_in_id"))
        batch_op.drop_index(batch_op.f("ix_activity_ends_on"))
        batch_op.drop_constraint(batch_op.f("ck_activity_season"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_activity_pilot"), type_="check")
        batch_op.drop_column("pilot_outcome")
        batch_op.drop_column("pilot_until")
        batch_op.drop_column("pilot_from")
        batch_op.drop_column("goes_on_in_id")
        batch_op.drop_column("left_out")
        batch_op.drop_column("ends_on")
        batch_op.drop_column("starts_on")

    op.drop_table("picture_size")
    with op.batch_alter_table("spot_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_question_asked_at"))
        batch_op.drop_index(batch_op.f("ix_spot_question_answered_by"))

    op.drop_table("spot_question")
    with op.batch_alter_table("spot_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spot_link_user_id"))
        batch_op.drop_index(batch_op.f("ix_spot_link_association_id"))

    op.drop_table("spot_link")
    with op.batch_alter_table("room_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_room_offer_offered_by"))
        batch_op.drop_index(batch_op.f("ix_room_offer_offered_at"))
        batch_op.drop_index(batch_op.f("ix_room_offer_activity_id"))

    op.drop_table("room_offer")
    with op.batch_alter_table("cancelled_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cancelled_session_session_on"))
        batch_op.drop_index(batch_op.f("ix_cancelled_session_said_by"))

    op.drop_table("cancelled_session")

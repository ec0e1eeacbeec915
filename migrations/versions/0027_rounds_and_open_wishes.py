"""Rounds of matching, what matters to a family, children who go together, wishes that no spot fits"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "priorities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("near", sa.SmallInteger(), nullable=False),
        sa.Column("after_school", sa.SmallInteger(), nullable=False),
        sa.Column("friend", sa.SmallInteger(), nullable=False),
        sa.Column("free", sa.SmallInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_priorities_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["app_user.id"], name=op.f("fk_priorities_saved_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priorities")),
    )
    with op.batch_alter_table("priorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_priorities_child_id"), ["child_id"], unique=True)
        batch_op.create_index(batch_op.f("ix_priorities_saved_by"), ["saved_by"], unique=False)
    op.create_table(
        "companion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_companion_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["app_user.id"], name=op.f("fk_companion_noted_by_app_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["child.id"], name=op.f("fk_companion_other_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion")),
        sa.UniqueConstraint("child_id", "other_id", name=op.f("uq_companion_child_id")),
    )
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_companion_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_companion_noted_by"), ["noted_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_companion_other_id"), ["other_id"], unique=False)
    op.create_table(
        "matching_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_stopped", sa.Boolean(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("worst", sa.SmallInteger(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("spots_mark", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["app_user.id"], name=op.f("fk_matching_round_made_by_app_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_round")),
    )
    with op.batch_alter_table("matching_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matching_round_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_matching_round_made_by"), ["made_by"], unique=False)
    op.create_table(
        "round_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_round_group_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["matching_round.id"], name=op.f("fk_round_group_round_id_matching_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_group")),
        sa.UniqueConstraint("round_id", "activity_id", name=op.f("uq_round_group_round_id")),
    )
    with op.batch_alter_table("round_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_group_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_group_round_id"), ["round_id"], unique=False)
    op.create_table(
        "round_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("fit", sa.SmallInteger(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placement_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_round_line_activity_id_activity"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_round_line_child_id_child"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_round_line_placement_id_placement"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["matching_round.id"], name=op.f("fk_round_line_round_id_matching_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_line")),
        sa.UniqueConstraint("round_id", "child_id", name=op.f("uq_round_line_round_id")),
    )
    with op.batch_alter_table("round_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_line_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_line_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_line_placement_id"), ["placement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_line_round_id"), ["round_id"], unique=False)
    op.create_table(
        "open_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("birth_year_from", sa.SmallInteger(), nullable=False),
        sa.Column("birth_year_to", sa.SmallInteger(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("is_girls_only", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fits_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["child_id"], ["child.id"], name=op.f("fk_open_wish_child_id_child"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_wish")),
    )
    with op.batch_alter_table("open_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_wish_child_id"), ["child_id"], unique=False)
    op.create_table(
        "wish_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wish_id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("has_room", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["app_user.id"], name=op.f("fk_wish_answer_answered_by_app_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_wish_answer_association_id_association"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wish_id"], ["open_wish.id"], name=op.f("fk_wish_answer_wish_id_open_wish"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_answer")),
        sa.UniqueConstraint("wish_id", "association_id", name=op.f("uq_wish_answer_wish_id")),
    )
    with op.batch_alter_table("wish_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wish_answer_answered_by"), ["answered_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_answer_association_id"), ["association_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_wish_answer_wish_id"), ["wish_id"], unique=False)


def downgrade() -> None:
    op.drop_table("wish_answer")
    op.drop_table("open_wish")
    op.drop_table("round_line")
    op.drop_table("round_group")
    op.drop_table("matching_round")
    op.drop_table("companion")
    op.drop_table("priorities")

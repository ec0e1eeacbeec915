"""Recorded sound, and pictures of places and coaches"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("piece", sa.String(length=60), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_recording_activity_id_activity"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"], name=op.f("fk_recording_added_by_app_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
        sa.UniqueConstraint("piece", "language", name=op.f("uq_recording_piece")),
    )  # fmt: skip
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recording_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recording_added_by"), ["added_by"], unique=False)
    op.create_table(
        "picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("shows", sa.String(length=40), nullable=False),
        sa.Column("width", sa.SmallInteger(), nullable=False),
        sa.Column("height", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_picture_activity_id_activity"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"], name=op.f("fk_picture_added_by_app_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_picture_activity_id")),
    )  # fmt: skip
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_added_by"), ["added_by"], unique=False)


def downgrade() -> None:
    op.drop_table("picture")
    op.drop_table("recording")

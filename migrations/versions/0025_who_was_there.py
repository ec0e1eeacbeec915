"""Who was there, kind questions after two misses, the child's own voice, and whether families trust us."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _user(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_app_user")
    return sa.ForeignKeyConstraint([column], ["app_user.id"], name=name, ondelete="SET NULL")


def _owner(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{owner}")
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.add_column("child", sa.Column("new_school_on", sa.Date(), nullable=True))
    op.add_column("check_in", sa.Column("said", sa.JSON(), nullable=False, server_default="[]"))
    _attendance()
    _voice()
    op.create_table(
        "trust_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("face", sa.String(40), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        _owner("trust_answer", "family_id", "family"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_answer")),
        sa.UniqueConstraint("family_id", name=op.f("uq_trust_answer_family_id")),
    )


def _attendance() -> None:
    op.create_table(
        "attendance_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("session_on", sa.Date(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("tapped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tapped_by", sa.Uuid(), nullable=True),
        _owner("attendance_mark", "placement_id", "placement"),
        _user("attendance_mark", "tapped_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_mark")),
        sa.UniqueConstraint("placement_id", "session_on", name=op.f("uq_attendance_mark_placement_id")),
    )
    for column in ("placement_id", "session_on", "tapped_by"):
        op.create_index(op.f(f"ix_attendance_mark_{column}"), "attendance_mark", [column])
    op.create_table(
        "attendance_summary",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("is_regular", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        _owner("attendance_summary", "placement_id", "placement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_summary")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_attendance_summary_placement_id")),
    )
    op.create_table(
        "attendance_routine",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("alerts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alerts_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _owner("attendance_routine", "association_id", "association"),
        _user("attendance_routine", "agreed_by"),
        _user("attendance_routine", "alerts_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_routine")),
        sa.UniqueConstraint("association_id", name=op.f("uq_attendance_routine_association_id")),
    )
    for column in ("agreed_by", "alerts_by"):
        op.create_index(op.f(f"ix_attendance_routine_{column}"), "attendance_routine", [column])


def _voice() -> None:
    op.create_table(
        "neutral_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        _owner("neutral_person", "user_id", "app_user"),
        _user("neutral_person", "named_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neutral_person")),
        sa.UniqueConstraint("user_id", name=op.f("uq_neutral_person_user_id")),
    )
    op.create_index(op.f("ix_neutral_person_named_by"), "neutral_person", ["named_by"])
    op.create_table(
        "child_voice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("person_name", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("may_coordinator_see", sa.Boolean(), nullable=True),
        _owner("child_voice", "placement_id", "placement"),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_child_voice_check_in_id_check_in"), ondelete="SET NULL"
        ),
        _user("child_voice", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_voice")),
    )
    for column in ("placement_id", "check_in_id", "person_id", "answered_at"):
        op.create_index(op.f(f"ix_child_voice_{column}"), "child_voice", [column])


def downgrade() -> None:
    for table in ("trust_answer", "child_voice", "neutral_person"):
        op.drop_table(table)
    for table in ("attendance_routine", "attendance_summary", "attendance_mark"):
        op.drop_table(table)
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_column("said")
    with op.batch_alter_table("child", schema=None) as batch_op:
        batch_op.drop_column("new_school_on")

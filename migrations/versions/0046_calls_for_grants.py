"""Calls for grants, what associations apply for, and what was decided"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grant_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("about", sa.String(600), nullable=False),
        sa.Column("ask", sa.String(120), nullable=False),
        sa.Column("complaint", sa.String(600), nullable=False),
        sa.Column("total", sa.Numeric(12, 2), nullable=True),
        sa.Column("most", sa.Numeric(12, 2), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.String(200), nullable=False),
        sa.Column("opening_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_call")),
        sa.ForeignKeyConstraint(["scheme_id"], ["grant_scheme.id"], name=op.f("fk_grant_call_scheme_id_grant_scheme")),
        sa.UniqueConstraint("scheme_id", "year", name=op.f("uq_grant_call_scheme_id")),
    )
    op.create_index(op.f("ix_grant_call_scheme_id"), "grant_call", ["scheme_id"])
    op.create_table(
        "grant_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("association_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=True),
        sa.Column("purpose", sa.String(400), nullable=False),
        sa.Column("children_count", sa.Integer(), nullable=True),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("applicant_name", sa.String(80), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_application")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["grant_call.id"], name=op.f("fk_grant_application_call_id_grant_call"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["association_id"], ["association.id"], name=op.f("fk_grant_application_association_id_association"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["app_user.id"], name=op.f("fk_grant_application_written_by_id_app_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_award.id"], name=op.f("fk_grant_application_grant_id_grant_award"),
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("call_id", "association_id", name=op.f("uq_grant_application_call_id")),
    )  # fmt: skip
    for column in ("call_id", "association_id", "state", "written_by_id", "grant_id"):
        op.create_index(op.f(f"ix_grant_application_{column}"), "grant_application", [column])
    op.create_table(
        "grant_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("is_award", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=True),
        sa.Column("reason", sa.String(600), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("reference", sa.String(120), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_decision")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["grant_application.id"],
            name=op.f("fk_grant_decision_application_id_grant_application"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["app_user.id"], name=op.f("fk_grant_decision_noted_by_id_app_user"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_grant_decision_application_id")),
    )  # fmt: skip
    for column in ("application_id", "noted_by_id"):
        op.create_index(op.f(f"ix_grant_decision_{column}"), "grant_decision", [column])


def downgrade() -> None:
    op.drop_table("grant_decision")
    op.drop_table("grant_application")
    op.drop_table("grant_call")

"""Encrypted phones of families and of new interest can be found again by a keyed fingerprint"""

import sqlalchemy as sa
from alembic import op

from allemed import crypto

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLES = ("guardian", "referral")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("phone_fingerprint", sa.String(length=64), nullable=True))
            batch.create_index(batch.f(f"ix_{table}_phone_fingerprint"), ["phone_fingerprint"])
        _fill(table)


def _fill(name: str) -> None:
    """A number that these keys cannot read stays without: it is found again once it is written anew."""
    table = sa.table(
        name,
        sa.column("id", sa.Uuid()),
        sa.column("phone", sa.LargeBinary()),
        sa.column("phone_fingerprint", sa.String()),
    )
    connection, rows = op.get_bind(), []
    for row_id, sealed in connection.execute(sa.select(table.c.id, table.c.phone)).all():
        try:
            rows.append({"row": row_id, "print": crypto.phone_fingerprint(crypto.ring().decrypt(sealed))})
        except crypto.Unreadable:
            continue
    if rows:
        change = sa.update(table).where(table.c.id == sa.bindparam("row"))
        connection.execute(change.values(phone_fingerprint=sa.bindparam("print")), rows)


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(batch.f(f"ix_{table}_phone_fingerprint"))
            batch.drop_column("phone_fingerprint")

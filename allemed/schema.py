"""Bringing the database to the structure this version of the code expects."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade

from allemed.config import ROOT
from allemed.database import db

MIGRATIONS = str(ROOT / "migrations")


def upgrade_database() -> None:
    """Run the migrations that this database has not had yet; quick when there are none. Needs an app context."""
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    if set(present) != set(ScriptDirectory(MIGRATIONS).get_heads()):
        upgrade(directory=MIGRATIONS)

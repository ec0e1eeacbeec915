"""Bringing the database to the structure this version of the code expects.

Alembic is loaded only when there is something to do: a start that finds everything in place is half a second faster.
"""

from sqlalchemy import inspect, text

from allemed.config import ROOT
from allemed.database import READ_ONLY, db

MIGRATIONS = ROOT / "migrations"


def newest_revision() -> str:
    """The newest migration; they are numbered without a gap."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def present_revision() -> str | None:
    """The last migration this database has had; None for an empty one. Needs an app context, as all below."""
    with db.engine.connect().execution_options(**READ_ONLY) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def upgrade_database(revision: str = "head") -> None:
    """Run the migrations that this database has not had yet, up to `revision`."""
    if present_revision() != newest_revision():
        from alembic import command

        command.upgrade(_config(), revision)


def downgrade_database(revision: str) -> None:
    """Take migrations back, down to `revision` ("base": all of them)."""
    from alembic import command

    command.downgrade(_config(), revision)


def write_migration(words: str) -> str:
    """Write the next migration from what the models say and the database lacks; returns its path."""
    from alembic import command

    number = f"{int(newest_revision()) + 1:04d}"
    return str(command.revision(_config(), words, autogenerate=True, rev_id=number).path)


def _config():
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config

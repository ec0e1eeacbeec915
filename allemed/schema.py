"""Bringing the database to the structure this version of the code expects.

Alembic is loaded only when there is something to do: a start that finds everything in place is half a second faster.
"""

from sqlalchemy import Engine, inspect, text

from allemed.config import ROOT
from allemed.database import READ_ONLY, db

MIGRATIONS = ROOT / "migrations"


def newest_revision() -> str:
    """The newest migration; they are numbered without a gap."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def is_current(engine: Engine) -> bool:
    """Has this database had every migration?"""
    with engine.connect().execution_options(**READ_ONLY) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.scalar(text("SELECT version_num FROM alembic_version")) == newest_revision()


def upgrade_database(revision: str = "head") -> None:
    """Run the migrations that this database has not had yet, up to `revision`. Needs an app context, as all below."""
    if not is_current(db.engine):
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

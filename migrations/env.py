"""Runs migrations in the app's context, on the database the settings name. SQLite changes tables by copying them."""

from alembic import context

from allemed.database import db
from allemed.public_changes import MIGRATES


def run() -> None:
    engine = db.engine
    with engine.connect().execution_options(**{MIGRATES: True}) as connection:
        if engine.dialect.name == "sqlite":
            _check_foreign_keys(connection, False)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=False,
            include_schemas=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if engine.dialect.name == "sqlite":
            _check_foreign_keys(connection, True)


def _check_foreign_keys(connection, check: bool) -> None:
    """Past SQLAlchemy: inside a transaction, which it opens before each statement, SQLite ignores the word."""
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={'ON' if check else 'OFF'}")


if context.is_offline_mode():
    raise SystemExit("migrations run against a database, not as a script")
run()

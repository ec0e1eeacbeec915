"""Migrations: up, down and up again with rows in the tables, and the result is what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from allemed import clock
from allemed.database import db
from allemed.demo import actions as demo
from allemed.schema import MIGRATIONS, downgrade_database, newest_revision, upgrade_database
from tests.conftest import make_app

REVISIONS = [script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()][::-1]


@pytest.fixture
def fresh(empty_database):
    """An app on a database of its own that has no tables yet."""
    app = make_app(empty_database)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _structure() -> dict:
    found = inspect(db.engine)
    return {
        table: sorted((column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(table))
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_they_are_numbered_without_a_gap():
    assert [f"{number:04d}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    assert newest_revision() == REVISIONS[-1]


def test_they_lead_to_what_the_models_say(fresh):
    upgrade_database()
    with db.engine.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": False}), db.metadata
        )
    assert differences == []


def test_up_down_and_up_again_with_rows_in_the_tables(fresh):
    upgrade_database()
    whole = _structure()
    demo.load(inhabitants=20_000, seed=7, now=clock.now())
    db.session.commit()
    downgrade_database("base")
    assert _structure() == {}
    upgrade_database()
    assert _structure() == whole
    assert sum(demo.load(inhabitants=20_000, seed=7, now=clock.now()).values()) > 500
    db.session.rollback()


def test_a_database_that_is_up_to_date_is_left_alone(fresh):
    upgrade_database()
    before = _structure()
    upgrade_database()
    assert _structure() == before

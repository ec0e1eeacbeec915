"""Taking everything out on the machine itself, and who has done what: for operators and the data protection officer."""

from datetime import datetime, timedelta
from pathlib import Path

import click
from flask import current_app

from allemed import clock, config
from allemed.audit.actions import record
from allemed.closing import forms, notices, queries
from allemed.closing.actions.exporting import write_everything
from allemed.closing.gateway.sealed_file import open_owners
from allemed.closing.views.blueprint import views
from allemed.config import settings
from allemed.database import db
from allemed.locales import in_language
from allemed.schema import upgrade_database


def export_instance(file: Path) -> str:
    """Write everything to `file`, which only its owner can open; one line that says what is in it.

    Whoever runs the machine holds database and keys, so one person is enough here; coordinators are told, and it is
    in the log.
    """
    now = clock.now()
    with open_owners(file) as out:
        made = write_everything(out, now=now)
    record("export_by_command", by=None, now=clock.now())
    notices.tell_coordinators_of_command(now)
    db.session.commit()
    return f"{sum(made.rows.values())} rows of {len(made.rows)} tables in {file}"


@views.cli.command("export-instance")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write everything in the database to a new ZIP file: tables, pictures, sound. Keep it locked away."""
    if weakness := config.find_weakness(config.load()):
        raise click.ClickException(f"nothing can be read: {weakness}")
    if file.exists():
        raise click.ClickException(f"{file} is there already")
    upgrade_database()
    click.echo(export_instance(file))


@views.cli.command("closing-log")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Default: a year ago.")
def print_steps(since: datetime | None) -> None:
    """Print who asked, confirmed and fetched what, for the data protection officer."""
    start = clock.from_local(since, settings().zone) if since else clock.now() - timedelta(days=365)
    with current_app.test_request_context(), in_language("en"):
        for at, what, who in queries.list_happened(start):
            click.echo(f"{clock.local(at, settings().zone):%Y-%m-%d %H:%M}  {who or '-':24} {forms.HAPPENED[what]}")

"""The command line `allemed`: what an operator needs, grouped as Flask does it."""

import os
import sys
from dataclasses import fields, replace
from pathlib import Path

import click
from flask import current_app
from flask.cli import FlaskGroup

from allemed import clock, config, crypto
from allemed.access.matrix import access_matrix
from allemed.app import InsecureStart, create_app
from allemed.config import Settings
from allemed.database import db, wipe_traces
from allemed.schema import upgrade_database, write_migration
from allemed.set_up import new_secrets
from allemed.translation_commands import translations


def _app_for_commands():
    """The app for one command. Without what a start needs it works on data that needs none (associations)."""
    settings = config.load()
    if config.find_weakness(settings):
        keys = settings.encryption_keys or crypto.new_key()
        settings = replace(settings, secret_key=crypto.new_key(), encryption_keys=keys, base_url=Settings.base_url)
    return create_app(settings)


cli = FlaskGroup(
    name="allemed", create_app=_app_for_commands, add_default_commands=False, add_version_option=False,
    help="ALLEMED: run and look after one municipality's instance.",
)  # fmt: skip

cli.add_command(translations)


@cli.command("settings", with_appcontext=False)
def list_settings() -> None:
    """List every setting: environment variable, default, meaning."""
    for declared in fields(Settings):
        default = "(secret, no default)" if declared.metadata["secret"] else repr(declared.default)
        click.echo(f"{config.variable(declared.name):32} {default}\n    {declared.metadata['meaning']}")


@cli.command("new-secrets", with_appcontext=False)
def print_new_secrets() -> None:
    """Print fresh secrets, as lines for the settings file (keep it readable by its owner only)."""
    for name, value in new_secrets().items():
        click.echo(f'{name} = "{value}"')


@cli.command("access-matrix")
def show_access_matrix() -> None:
    """Print who may open what."""
    click.echo(access_matrix(current_app), nl=False)


@cli.command("routes")
def list_routes() -> None:
    """List every address with its methods and endpoint."""
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule):
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{rule.rule:60} {methods:10} {rule.endpoint}")


@cli.command("migrate")
def migrate() -> None:
    """Bring the database to the newest structure."""
    upgrade_database()
    click.echo("The database is up to date.")


@cli.command("new-migration")
@click.argument("words")
def new_migration(words: str) -> None:
    """Write the next migration from what the models say and this database lacks. Read it before you keep it."""
    upgrade_database()
    click.echo(write_migration(words))


@cli.command("import-associations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write without asking.")
def import_associations(file: Path, yes: bool) -> None:
    """Import associations from a CSV or XLSX file; the same file again changes nothing."""
    from allemed.associations.actions import apply_import, plan_import
    from allemed.errors import DomainError

    upgrade_database()
    try:
        plan = plan_import(file.read_bytes(), file.name)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    *lines, summary = plan.lines()
    for line in lines:
        click.echo(line)
    if not yes and not click.confirm(f"{summary}. Write this?"):
        raise click.Abort
    apply_import(plan, by=None, now=clock.now())
    db.session.commit()
    click.echo(summary)


@cli.command("import-grants")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", help="Where the list does not name it.")
@click.option("--year", type=int, help="The same; default: this year.")
@click.option("--decided-on", type=click.DateTime(["%Y-%m-%d"]), help="The same; default: today.")
@click.option("--yes", is_flag=True, help="Write without asking; rows found by name only are left out.")
def import_grants(file: Path, scheme: str | None, year: int | None, decided_on, yes: bool) -> None:
    """Import grants from a CSV or XLSX file; the same file again changes nothing."""
    from allemed.commitments.views import command

    upgrade_database()
    day = decided_on and decided_on.date()
    command.import_grants(file, scheme=scheme, year=year, decided_on=day, yes=yes)


@cli.command("create-staff")
@click.argument("name")
@click.argument("email")
def create_staff(name: str, email: str) -> None:
    """Make a coordinator and print a one-time link where they register their passkey."""
    from allemed.accounts import actions

    _refuse_weak_settings()
    upgrade_database()
    path = actions.create_staff(name, email, now=clock.now())
    db.session.commit()
    click.echo(f"Open this once, within an hour, on the device of {name}:")
    click.echo(current_app.extensions["allemed_settings"].base_url.rstrip("/") + path)


@cli.command("end-staff")
@click.argument("email")
def end_staff(email: str) -> None:
    """Sign a coordinator or partner who leaves out everywhere, for good."""
    from allemed.accounts import actions

    user = actions.end_staff(email, now=clock.now())
    if user is None:
        raise click.ClickException("no coordinator and no partner signs in with this address")
    db.session.commit()
    click.echo(f"{user.name} cannot sign in any more.")


def _refuse_weak_settings() -> None:
    if weakness := config.find_weakness(config.load()):
        raise click.ClickException(f"not started: {weakness}")


@cli.command("serve", with_appcontext=False)
@click.option("--port", type=int, help="Default: the setting `port`.")
def serve(port: int | None) -> None:
    """Run the web server (migrates the database first)."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from allemed.closing.actions.emptying import empty_again
    from allemed.privacy.actions import erase_again

    _refuse_weak_settings()
    settings = config.load()
    with create_app(settings).app_context():
        upgrade_database()
        empty_again(clock.now())
        erase_again(clock.now())
        db.session.commit()
        wipe_traces()
    Granian(
        "allemed.app:create_app", address=settings.host, port=port or settings.port, interface=Interfaces.WSGI,
        factory=True, workers=settings.workers, blocking_threads=1, log_level=LogLevels.warning, log_access=False,
    ).serve()  # fmt: skip


@cli.command("worker", with_appcontext=False)
@click.option("--once", is_flag=True, help="Send what is due, then stop.")
def worker(once: bool) -> None:
    """Send what waits in the outbox (web push and e-mail), and do what each day brings."""
    from allemed.applications.notices import tell_of_calls
    from allemed.associations.actions import end_who_has_left
    from allemed.catalogue.notices import ask_whether_open
    from allemed.closing.actions.steps import forget_old_steps
    from allemed.closing.worker import prepare_waiting
    from allemed.commitments.actions import refresh_in_parts
    from allemed.delivery.worker import run_worker
    from allemed.followup.actions import replan_in_parts
    from allemed.followup.notices import tell_due
    from allemed.gatherings.notices import remind_owners
    from allemed.home.views.odd_reads import remind_of_odd_reads
    from allemed.open_data.actions import refresh_feed
    from allemed.privacy.actions import forget_old
    from allemed.referrals.notices import tell_partners_of_term
    from allemed.rounds.actions.waiting import notice_openings_one_by_one
    from allemed.rounds.worker import start_waiting
    from allemed.support.notices import tell_of_due

    _refuse_weak_settings()
    run_worker(
        create_app(config.load()),
        once=once,
        daily=(
            forget_old, end_who_has_left, replan_in_parts, tell_due, tell_of_due, ask_whether_open,
            remind_owners, refresh_in_parts, remind_of_odd_reads, tell_partners_of_term,
        ),
        often=(refresh_feed, notice_openings_one_by_one, tell_of_calls, forget_old_steps),
        each_turn=(start_waiting, prepare_waiting),
        at_rest=(forget_old, end_who_has_left, remind_of_odd_reads, refresh_feed, forget_old_steps),
    )  # fmt: skip


@cli.command("plan-round", hidden=True)
@click.argument("round_id", type=click.UUID)
def plan_round(round_id) -> None:
    """Plan one round of matching (the worker starts this in a process of its own)."""
    from allemed.rounds.worker import plan

    plan(round_id)


@cli.command("round-bench", with_appcontext=False)
@click.option("--children", type=click.IntRange(1), default=1_000, show_default=True)
@click.option("--groups", type=click.IntRange(1), default=200, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option(
    "--write", "file", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Instance and plan."
)
def round_bench(children: int, groups: int, seed: int, file: Path | None) -> None:
    """Plan an invented round of matching; print what it took and gave as one line of JSON."""
    import json

    from allemed.demo.round_bench import measure, write

    result, problem, solved = measure(children, groups, seed)
    if file:
        write(file, problem, solved, result)
    click.echo(json.dumps(result))


@cli.command("demo", with_appcontext=False)
@click.option("--port", type=int, default=8000, show_default=True)
@click.option("--fresh", is_flag=True, help="Begin anew with the invented municipality.")
@click.option("--inhabitants", type=int, default=20_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the data.")
def demo(port: int, fresh: bool, inhabitants: int, seed: int, no_serve: bool) -> None:
    """Load an invented municipality and run it on this machine."""
    from allemed.demo import command

    command.run(port=port, fresh=fresh, inhabitants=inhabitants, seed=seed, serve=not no_serve)


def main() -> None:
    """Entry point; a start without secrets or with an unknown setting ends with one clear line.

    What it writes (database, mails, lists) is for the user it runs as, and nobody else on the machine.
    """
    os.umask(0o077)
    try:
        cli(prog_name="allemed")
    except (InsecureStart, ValueError) as error:
        sys.exit(f"allemed: {error}")

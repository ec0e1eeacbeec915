"""`allemed import-grants`: the same import as on the page, asked and answered in a terminal."""

from datetime import date
from pathlib import Path

import click

from allemed import clock
from allemed.commitments import notices
from allemed.commitments.actions import apply_grants, grant_defaults, match_table, plan_grants
from allemed.commitments.rules.grant_matching import GrantMatch, KnownAssociation
from allemed.database import db
from allemed.errors import DomainError


def import_grants(file: Path, *, scheme: str | None, year: int | None, decided_on: date | None, yes: bool) -> None:
    """Show what a file would do, ask who is meant where only a name is known, write. `yes`: without asking."""
    now = clock.now()
    try:
        plan = plan_grants(file.read_bytes(), file.name, grant_defaults(scheme, year, decided_on, now))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(plan.lines()[:-1]))
    if not yes:
        said = {one.row.number: found.id for one in plan.asked for found in one.candidates if _is_it(one, found)}
        plan = match_table(plan.table, said)
        click.confirm(f"{plan.lines()[-1]}. Write this?", abort=True)
    for grant in apply_grants(plan, by=None, now=now):
        notices.tell_association_of_grant(grant, by=None, now=now)
    db.session.commit()
    click.echo(plan.lines()[-1])


def _is_it(one: GrantMatch, found: KnownAssociation) -> bool:
    number = found.organisation_number or "no number"
    return click.confirm(f"Row {one.row.number}: is {one.row.name} the association {found.name} ({number})?")

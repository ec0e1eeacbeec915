"""Reads of families that stand out: a page and a command for the data protection officer, a reminder every Monday."""

from datetime import datetime, timedelta

import click
from flask import current_app
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role, allow
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.audit.queries import list_odd_reads
from allemed.audit.rules import Odd
from allemed.config import settings
from allemed.database import db
from allemed.delivery.actions import tell_all
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.formatting import date_text
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _sl, in_language

WEEK = timedelta(days=7)
WHY_LABELS = {
    Odd.MANY: _sl("Many families on one day"),
    Odd.NO_CASE: _sl("Has done nothing for this family"),
    Odd.AGAIN: _sl("The same family again and again"),
    Odd.OFF_HOURS: _sl("Outside working hours"),
}


@views.get("/odd-reads")
@allow(Role.COORDINATOR)
def show_odd_reads():
    """Of the last week. Random ids and names of staff, no family."""
    rows = odd_rows(clock.now() - WEEK)
    table = [[str(why), name, family, times, date_text(on)] for why, name, family, times, on in rows]
    return render("home/show_odd_reads.html", rows=table)


def odd_rows(since: datetime) -> list[tuple]:
    """(why, who, the family's random id or "", how often, the last day), by reason."""
    found = list_odd_reads(since, settings().zone)
    names = dict(db.session.execute(select(User.id, User.name)).all()) if found else {}
    return [
        (
            WHY_LABELS[one.why],
            names.get(one.user_id) or str(one.user_id)[:8],
            str(one.family_id or "")[:8],
            one.times,
            one.on,
        )
        for one in found
    ]


@views.cli.command("odd-reads")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Default: a week ago.")
def print_odd_reads(since: datetime | None) -> None:
    """Print which reads of families stand out, for the data protection officer. Random ids, no family's name."""
    start = clock.from_local(since, settings().zone) if since else clock.now() - WEEK
    with current_app.test_request_context(), in_language("en"):
        for why, who, family, times, on in odd_rows(start):
            click.echo(f"{on}  {who:24} {family or '-':10} {times:4}  {why}")


def remind_of_odd_reads(now: datetime) -> None:
    """On Mondays, if something stands out; once, however often the worker starts. The caller commits."""
    today, path = clock.local(now, settings().zone), "/odd-reads"
    told = select(OutboxMessage.id).where(
        OutboxMessage.path == path, OutboxMessage.created_at > now - timedelta(days=1)
    )
    if today.weekday() == 0 and not db.session.scalar(told.limit(1)) and list_odd_reads(now - WEEK, settings().zone):
        tell_all(list_users(Role.COORDINATOR), Topic.REMINDER, path, now=now)

"""Grant schemes and the commitments they ask for. What was promised already keeps its own text and rule.

A version that grants were given or applied for under no longer changes: what is asked differently begins with a new version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.commitments.actions.moving import claim
from allemed.commitments.models import Grant, GrantScheme, SchemeLine
from allemed.commitments.queries import is_in_use, texts_of
from allemed.commitments.queries.offering import known_texts, list_offered
from allemed.commitments.rules import Level, parse_due
from allemed.commitments.rules.offered import Offered
from allemed.database import db
from allemed.errors import DomainError
from allemed.locales import _sl


class SchemeInUse(DomainError):
    """Grants were given under this version, or associations may apply under it."""

    def __init__(self) -> None:
        super().__init__(_sl("This version is in use. Make a new version to ask for something else."))


class VersionTooEarly(DomainError):
    """A new version must begin after the one before, and after the grants given under it."""

    def __init__(self) -> None:
        super().__init__(_sl("The new version must begin after the present one, and after its last grant."))


@dataclass(frozen=True, kw_only=True)
class SchemeValues:
    """What the form of a scheme says."""

    name: str
    valid_from: date
    valid_to: date | None
    codes: tuple[str, ...]
    purpose: str = ""
    target_group: str = ""

    def columns(self) -> dict[str, Any]:
        """Of the scheme itself."""
        return {name: value for name, value in vars(self).items() if name != "codes"}


def add_scheme(values: SchemeValues, *, by: User, now: datetime) -> GrantScheme:
    """A new scheme; its lines start with level, evidence and due rule of what is offered now."""
    scheme = GrantScheme(**values.columns())
    _pick(scheme, values.codes)
    db.session.add(scheme)
    db.session.flush()
    record("add_scheme", by=by, now=now, subject=scheme)
    return scheme


def change_scheme(scheme: GrantScheme, values: SchemeValues, *, version: int, by: User, now: datetime) -> None:
    """Name, dates, and which commitments are asked for; lines that stay keep what was set on them.

    SchemeInUse if others would be asked for and grants stand on this version, StaleVersion.
    """
    wanted = {
        "name": (_sl("Name"), values.name),
        "valid_from": (_sl("Valid from"), values.valid_from),
        "valid_to": (_sl("Valid to"), values.valid_to),
    }
    if set(values.codes) != {line.code for line in scheme.lines} and is_in_use(scheme):
        raise SchemeInUse
    claim(scheme, version, wanted)
    for name, value in values.columns().items():
        setattr(scheme, name, value)
    _pick(scheme, values.codes)
    db.session.flush()
    record("change_scheme", by=by, now=now, subject=scheme, fields=[*wanted, "lines"])


def add_version(scheme: GrantScheme, values: SchemeValues, *, version: int, by: User, now: datetime) -> GrantScheme:
    """A new version from a day on: a copy with other dates and commitments. The one before ends the day before.

    Lines that stay keep level, evidence and due rule; all take the texts of today. VersionTooEarly, StaleVersion.
    """
    last_grant = db.session.scalar(
        select(Grant.decided_on).where(Grant.scheme_id == scheme.id).order_by(Grant.decided_on.desc()).limit(1)
    )
    later = select(GrantScheme.id).where(
        GrantScheme.series_id == scheme.series_id, GrantScheme.valid_from >= values.valid_from
    )
    if (last_grant and last_grant >= values.valid_from) or db.session.scalar(later) is not None:
        raise VersionTooEarly
    claim(scheme, version, {"valid_from": (_sl("Valid from"), values.valid_from)})
    scheme.valid_to = values.valid_from - timedelta(days=1)
    newer = GrantScheme(series_id=scheme.series_id, **values.columns())
    texts = known_texts()
    for line in scheme.lines:
        if line.code in values.codes:
            newest = Offered(
                line.code, texts.get(line.code) or texts_of(line), line.level, tuple(line.evidence), line.due_rule
            )
            newer.lines.append(_line(newest))
    _pick(newer, values.codes)
    db.session.add(newer)
    db.session.flush()
    record("add_scheme_version", by=by, now=now, subject=newer)
    return newer


def _pick(scheme: GrantScheme, codes: Iterable[str]) -> None:
    """Exactly these lines; what is new takes what is offered now."""
    wanted, present = set(codes), {line.code: line for line in scheme.lines}
    for code, line in present.items():
        if code not in wanted:
            scheme.lines.remove(line)
    if wanted <= present.keys():
        return
    scheme.lines.extend(_line(one) for one in list_offered() if one.code in wanted and one.code not in present)


def _line(one: Offered) -> SchemeLine:
    return SchemeLine(
        code=one.code, texts=dict(one.texts), level=one.level, evidence=list(one.evidence), due_rule=one.due_rule
    )


def change_line(
    line: SchemeLine,
    *,
    level: Level,
    evidence: Iterable[str],
    due_rule: str,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Level, evidence and due rule of a line. ValueError on a rule that is none, SchemeInUse, StaleVersion."""
    parse_due(due_rule)
    if is_in_use(line.scheme):
        raise SchemeInUse
    claim(line, version, {"level": (_sl("Level"), level), "due_rule": (_sl("Due"), due_rule)})
    line.level, line.evidence, line.due_rule = level, list(evidence), due_rule
    db.session.flush()
    record("change_scheme_line", by=by, now=now, subject=line, fields=["level", "evidence", "due_rule"])

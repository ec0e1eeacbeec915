"""Grant schemes and the commitments they ask for. What was promised already keeps its own text and rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.commitments.actions.moving import claim
from allemed.commitments.models import GrantScheme, SchemeLine
from allemed.commitments.rules import CATALOGUE, Level, parse_due
from allemed.countries import profile
from allemed.database import db
from allemed.locales import _sl


@dataclass(frozen=True, kw_only=True)
class SchemeValues:
    """What the form of a scheme says."""

    name: str
    valid_from: date
    valid_to: date | None
    codes: tuple[str, ...]


def add_scheme(values: SchemeValues, *, by: User, now: datetime) -> GrantScheme:
    """A new scheme; its lines start with level, evidence and due rule of the catalogue."""
    scheme = GrantScheme(name=values.name, valid_from=values.valid_from, valid_to=values.valid_to)
    _pick(scheme, values.codes)
    db.session.add(scheme)
    db.session.flush()
    record("add_scheme", by=by, now=now, subject=scheme)
    return scheme


def change_scheme(scheme: GrantScheme, values: SchemeValues, *, version: int, by: User, now: datetime) -> None:
    """Name, dates, and which commitments are asked for; lines that stay keep what was set on them. StaleVersion."""
    wanted = {
        "name": (_sl("Name"), values.name),
        "valid_from": (_sl("Valid from"), values.valid_from),
        "valid_to": (_sl("Valid to"), values.valid_to),
    }
    claim(scheme, version, wanted)
    scheme.name, scheme.valid_from, scheme.valid_to = values.name, values.valid_from, values.valid_to
    _pick(scheme, values.codes)
    db.session.flush()
    record("change_scheme", by=by, now=now, subject=scheme, fields=[*wanted, "lines"])


def _pick(scheme: GrantScheme, codes: Iterable[str]) -> None:
    """Exactly these lines of the catalogue, in its order."""
    wanted, present = set(codes), {line.code: line for line in scheme.lines}
    for code, line in present.items():
        if code not in wanted:
            scheme.lines.remove(line)
    for known in CATALOGUE:
        if known.code in wanted and known.code not in present:
            due_rule = known.due_text(profile().code)
            scheme.lines.append(
                SchemeLine(code=known.code, level=known.level, evidence=list(known.evidence), due_rule=due_rule)
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
    """Level, evidence and due rule of a line, for grants from now on. ValueError on a rule that is none, StaleVersion."""
    parse_due(due_rule)
    claim(line, version, {"level": (_sl("Level"), level), "due_rule": (_sl("Due"), due_rule)})
    line.level, line.evidence, line.due_rule = level, list(evidence), due_rule
    db.session.flush()
    record("change_scheme_line", by=by, now=now, subject=line, fields=["level", "evidence", "due_rule"])

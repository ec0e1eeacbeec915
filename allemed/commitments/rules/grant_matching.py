"""What an import of grants would do with each row: new, changed, unchanged, or a question for a person.

The organisation number decides. A name alone is only a suggestion: somebody says which association it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from allemed.associations.rules.names import fold
from allemed.commitments.rules.grant_list import GrantColumn, GrantProblem, GrantRow

_SHORT = {"il": "idrettslag", "if": "idrettsforening", "fk": "fotballklubb", "sk": "sportsklubb", "is": "idrottssallskap",
          "idrottsforening": "idrettsforening", "fotbollsklubb": "fotballklubb", "hk": "handballklubb"}  # fmt: skip
MOST_CANDIDATES = 3


class GrantOutcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ASKED = "asked"  # a name: a person says whether it is this association
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownAssociation:
    id: UUID
    name: str
    organisation_number: str | None


@dataclass(frozen=True, slots=True)
class KnownScheme:
    """One version of a scheme with its days of validity."""

    id: UUID
    series_id: UUID
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class KnownGrant:
    id: UUID
    amount: Decimal
    days: Mapping[GrantColumn, date | None]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where the list itself does not say: the scheme's series, the year, the days."""

    series_id: UUID | None
    year: int
    days: Mapping[GrantColumn, date]


Key = tuple[UUID, UUID, int]  # association, series, year


@dataclass(frozen=True, slots=True)
class GrantMatch:
    """What one row means. `grant_id`: the grant that would change. `changes`: what of it, old and new."""

    row: GrantRow
    outcome: GrantOutcome
    problem: GrantProblem | None = None
    association: KnownAssociation | None = None
    candidates: tuple[KnownAssociation, ...] = ()
    scheme_id: UUID | None = None
    year: int = 0
    days: Mapping[GrantColumn, date] = field(default_factory=dict)
    grant_id: UUID | None = None
    changes: Mapping[GrantColumn, tuple] = field(default_factory=dict)


class Matcher:
    """What is there, ready to be compared with rows."""

    def __init__(
        self,
        associations: Iterable[KnownAssociation],
        schemes: Iterable[KnownScheme],
        grants: Mapping[Key, KnownGrant],
        defaults: Defaults,
    ):
        self.grants, self.defaults, self.schemes = grants, defaults, list(schemes)
        self.by_number: dict[str, KnownAssociation] = {}
        self.by_name: defaultdict[frozenset[str], list[KnownAssociation]] = defaultdict(list)
        self.by_id: dict[UUID, KnownAssociation] = {}
        for one in associations:
            self.by_id[one.id] = one
            self.by_name[_words(one.name)].append(one)
            if one.organisation_number:
                self.by_number[one.organisation_number] = one

    def match(self, rows: Sequence[GrantRow], said: Mapping[int, UUID]) -> list[GrantMatch]:
        """What each row means; `said`: the associations that a person has named for rows found by name only."""
        seen: set[Key] = set()
        found = []
        for row in rows:
            one = self._one(row, said.get(row.number))
            key = self._key(one)
            if key in seen and one.outcome is not GrantOutcome.REFUSED:
                one = GrantMatch(row, GrantOutcome.REFUSED, GrantProblem.TWICE)
            elif key is not None:
                seen.add(key)
            found.append(one)
        return found

    def _key(self, one: GrantMatch) -> Key | None:
        series = next((each.series_id for each in self.schemes if each.id == one.scheme_id), None)
        return (one.association.id, series, one.year) if one.association and series else None

    def _one(self, row: GrantRow, said: UUID | None) -> GrantMatch:
        year, days = row.year or self.defaults.year, {**self.defaults.days, **row.days}
        scheme, problem = self._scheme(row, days[GrantColumn.DECIDED_ON])
        if scheme is None:
            return GrantMatch(row, GrantOutcome.REFUSED, problem)
        asked = GrantMatch(row, GrantOutcome.ASKED, scheme_id=scheme.id, year=year, days=days)
        known = self.by_number.get(row.organisation_number or "")
        candidates = () if known else self._candidates(row)
        if known is None and said is not None:
            known = next((one for one in candidates if one.id == said), None)
        if known is not None:
            return _against(asked, known, self.grants.get((known.id, scheme.series_id, year)))
        if not candidates:
            return replace(asked, outcome=GrantOutcome.REFUSED, problem=GrantProblem.NOT_FOUND)
        for one in candidates:  # was this row taken before, when somebody said which association it is?
            grant = self.grants.get((one.id, scheme.series_id, year))
            if grant and not _changes(row, grant):
                return replace(asked, outcome=GrantOutcome.UNCHANGED, association=one, grant_id=grant.id)
        return replace(asked, candidates=candidates)

    def _scheme(self, row: GrantRow, decided_on: date) -> tuple[KnownScheme | None, GrantProblem | None]:
        """The version that was valid on the day of the decision."""
        if row.scheme:
            named = {one.series_id for one in self.schemes if _plain(one.name) == _plain(row.scheme)}
        else:
            named = {self.defaults.series_id} if self.defaults.series_id else set()
        if len(named) != 1:
            return None, GrantProblem.SCHEME_UNKNOWN
        for one in self.schemes:
            is_valid = one.valid_from <= decided_on and (one.valid_to is None or decided_on <= one.valid_to)
            if one.series_id in named and is_valid:
                return one, None
        return None, GrantProblem.SCHEME_NOT_VALID

    def _candidates(self, row: GrantRow) -> tuple[KnownAssociation, ...]:
        """Associations of this name. One that has another organisation number than the row is another one."""
        words = _words(row.name)
        same = [
            one for one in self.by_name.get(words, ()) if words
            and (row.organisation_number is None or one.organisation_number in (None, row.organisation_number))
        ]  # fmt: skip
        return tuple(same[:MOST_CANDIDATES])


def _against(asked: GrantMatch, known: KnownAssociation, grant: KnownGrant | None) -> GrantMatch:
    if grant is None:
        return replace(asked, outcome=GrantOutcome.NEW, association=known)
    changes = _changes(asked.row, grant)
    outcome = GrantOutcome.CHANGED if changes else GrantOutcome.UNCHANGED
    return replace(asked, outcome=outcome, association=known, grant_id=grant.id, changes=changes)


def _changes(row: GrantRow, grant: KnownGrant) -> dict[GrantColumn, tuple]:
    """Only what the list itself says: what it leaves out never changes what is known."""
    changes: dict[GrantColumn, tuple] = {}
    if row.amount != grant.amount:
        changes[GrantColumn.AMOUNT] = grant.amount, row.amount
    changes |= {one: (grant.days.get(one), day) for one, day in row.days.items() if grant.days.get(one) != day}
    return changes


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _words(name: str) -> frozenset[str]:
    """The words of a name without their order, short forms written out: "IL Fjordvik" is "Fjordvik idrettslag"."""
    return frozenset(_SHORT.get(word, word) for word in _plain(name).split())

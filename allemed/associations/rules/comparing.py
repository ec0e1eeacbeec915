"""What an import would do with each row: new, changed, unchanged or ambiguous. Equal names are never merged."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from allemed.associations.rules.cleaning import Row
from allemed.associations.rules.columns import Column
from allemed.associations.rules.problems import Problem, ProblemCode


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AMBIGUOUS = "ambiguous"  # not written: a person has to look


@dataclass(frozen=True, slots=True)
class Known:
    """An association that is there already, as a row, with its key; `is_imported`: it came from an import.

    A list of associations never changes what is a service or a business.
    """

    key: Hashable
    row: Row
    is_imported: bool = True
    is_association: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """`key` and `was`: which association it is, and how it stands now. `changed`: the columns that would change."""

    row: Row
    outcome: Outcome
    key: Hashable = None
    changed: tuple[Column, ...] = ()
    problem: Problem | None = None
    was: Row | None = None

    def changes(self) -> list[tuple[Column, str, str]]:
        """Each column that would change, with the text there is and the one that would be."""
        pairs = [(column, getattr(self.was, column), getattr(self.row, column)) for column in self.changed]
        return [(column, old or "", new or "") for column, old, new in pairs]


def compare(existing: Iterable[Known], row: Row) -> Comparison:
    """What one row means for what is there."""
    return compare_rows(existing, [row])[0]


def compare_rows(existing: Iterable[Known], rows: Sequence[Row]) -> list[Comparison]:
    """What each row of a file means for what is there, in the order of the file.

    The organisation number decides. A row without one is the same as an earlier imported row without one that has
    its name and postcode. Anything else is new, with a note when the name is there already.
    """
    register = _Register(existing)
    return [register.take(row) for row in rows]


def _name_key(row: Row) -> str:
    return " ".join(row.name.casefold().split())


def _row_key(row: Row) -> tuple[str, str]:
    return _name_key(row), row.postcode


def _changes(known: Row, row: Row) -> tuple[Column, ...]:
    """An empty cell never takes away what is known."""
    return tuple(column for column in Column if getattr(row, column) and getattr(row, column) != getattr(known, column))


class _Register:
    """What is there, found by number, by name and postcode, and by name; and what the file has brought so far."""

    def __init__(self, existing: Iterable[Known]) -> None:
        self.by_number: dict[str, Known] = {}
        self.without_number: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        self.names: set[str] = set()
        self.seen_numbers: set[str] = set()
        self.seen_rows: set[tuple[str, str]] = set()
        for known in existing:
            self.names.add(_name_key(known.row))
            if known.row.organisation_number:
                self.by_number[known.row.organisation_number] = known
            elif known.is_imported:
                self.without_number[_row_key(known.row)].append(known)

    def take(self, row: Row) -> Comparison:
        """Compare one row, then remember it for the rest of the file."""
        comparison = self._with_number(row, row.organisation_number) if row.organisation_number else self._without(row)
        self.names.add(_name_key(row))
        return comparison

    def _with_number(self, row: Row, number: str) -> Comparison:
        if number in self.seen_numbers:
            return self._ambiguous(row, ProblemCode.NUMBER_TWICE)
        self.seen_numbers.add(number)
        known = self.by_number.get(number)
        return self._same(known, row) if known else self._new(row)

    def _without(self, row: Row) -> Comparison:
        key = _row_key(row)
        if key in self.seen_rows:
            return self._ambiguous(row, ProblemCode.ROW_TWICE)
        self.seen_rows.add(key)
        like_it = self.without_number.get(key, [])
        if len(like_it) > 1:
            return self._ambiguous(row, ProblemCode.SEVERAL_LIKE_IT)
        return self._same(like_it[0], row) if like_it else self._new(row)

    def _same(self, known: Known, row: Row) -> Comparison:
        changed = _changes(known.row, row) if known.is_association else ()
        outcome = Outcome.CHANGED if changed else Outcome.UNCHANGED
        return Comparison(row, outcome, known.key, changed, was=known.row)

    def _new(self, row: Row) -> Comparison:
        is_there = _name_key(row) in self.names
        problem = Problem(ProblemCode.NAME_ALREADY_THERE, row.number, Column.NAME) if is_there else None
        return Comparison(row, Outcome.NEW, problem=problem)

    def _ambiguous(self, row: Row, code: ProblemCode) -> Comparison:
        return Comparison(row, Outcome.AMBIGUOUS, problem=Problem(code, row.number))

"""What an import has to say about a row. A problem names row and column, never the value."""

from dataclasses import dataclass
from enum import StrEnum

from allemed.associations.rules.columns import Column


class ProblemCode(StrEnum):
    NAME_MISSING = "name_missing"  # refused
    IDENTITY_NUMBER = "identity_number"  # refused
    NUMBER_WRONG = "number_wrong"  # kept without it, as all below
    WEBSITE_UNSAFE = "website_unsafe"
    EMAIL_WRONG = "email_wrong"
    PHONE_WRONG = "phone_wrong"
    SHORTENED = "shortened"
    NAME_ALREADY_THERE = "name_already_there"  # a new row all the same
    NUMBER_TWICE = "number_twice"  # ambiguous, not written
    ROW_TWICE = "row_twice"
    SEVERAL_LIKE_IT = "several_like_it"


REFUSING = frozenset(
    {
        ProblemCode.NAME_MISSING,
        ProblemCode.IDENTITY_NUMBER,
        ProblemCode.NUMBER_TWICE,
        ProblemCode.ROW_TWICE,
        ProblemCode.SEVERAL_LIKE_IT,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` is the number a spreadsheet shows."""

    code: ProblemCode
    row: int
    column: Column | None = None

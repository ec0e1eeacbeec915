"""The decisions of an import of associations, on plain values: columns, clean rows, and what is new or changed."""

from allemed.associations.rules.cleaning import LONGEST, Checks, CleanedRow, Row, clean_row, is_email
from allemed.associations.rules.columns import Column, Header, read_header
from allemed.associations.rules.comparing import Comparison, Known, Outcome, compare, compare_rows
from allemed.associations.rules.names import fold, sorting_key
from allemed.associations.rules.people import AssociationKind, ContactKind
from allemed.associations.rules.pictures import picture_of
from allemed.associations.rules.problems import REFUSING, Problem, ProblemCode
from allemed.associations.rules.websites import safe_website

__all__ = [
    "LONGEST",
    "REFUSING",
    "AssociationKind",
    "Checks",
    "CleanedRow",
    "Column",
    "Comparison",
    "ContactKind",
    "Header",
    "Known",
    "Outcome",
    "Problem",
    "ProblemCode",
    "Row",
    "clean_row",
    "compare",
    "compare_rows",
    "fold",
    "is_email",
    "picture_of",
    "read_header",
    "safe_website",
    "sorting_key",
]

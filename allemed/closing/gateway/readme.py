"""The README of the file: what it is, how to check it, each table and column."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Column, Enum, Table

from allemed.closing.rules.taken import FILES, LEFT_OUT, Why, columns_of
from allemed.database import Codes, EncryptedText, UtcMoment

_INTRODUCTION = """\
Everything that ALLEMED holds for {municipality}
{line}
Made {made_at} (UTC) by ALLEMED {version}.

This file holds names, phone numbers and what families said in confidence. Keep it as you keep such papers:
encrypted, for those who need it, and for as long as the law asks and no longer. Who is erased in ALLEMED after this
moment is still in this file: destroy it, and take everything out anew.

Is it whole?   sha256sum -c SHA256SUMS   (on Windows: certutil -hashfile NAME SHA256, and compare)
               Each table has as many lines as it says below, and one more with the names of the columns.

How to read it
  tables/*.csv   UTF-8, semicolons, one row a line; a text may go over several lines inside "quotes".
                 Moments are UTC (ISO 8601, ending in Z); days are YYYY-MM-DD; decimals have a comma.
                 true and false; an empty cell is nothing; lists are JSON; choices are the words named below.
                 A text that a spreadsheet could take for a formula (= + - @ in front) begins with an apostrophe
                 that is not part of it. Signs that cannot be printed are left out.
  files/         pictures and sound; the table they belong to names the file.
What lay encrypted in the database is in clear here. What a child told somebody neutral is here only where the child
said that the coordinator may see it.
"""
_WHY = {
    Why.TOKEN: "secret of a sign-in, a link or a form that goes once",
    Why.KEY: "key or address of somebody's device",
    Why.FINGERPRINT: "a keyed hash that finds a number or an address again, in this instance only",
    Why.MADE_ANEW: "copies and notes that the program makes from the rest",
}


def describe(
    tables: Sequence[Table], meanings: Mapping[str, str], rows: Mapping[str, int], *, made_at: datetime, version: str,
    municipality: str,
) -> str:  # fmt: skip
    """The whole text; `meanings` are the docstrings of the models, `rows` how many of each table are here."""
    head = _INTRODUCTION.format(
        municipality=municipality,
        line="=" * (37 + len(municipality)),
        made_at=f"{made_at:%Y-%m-%d %H:%M}",
        version=version,
    )
    described = [_table(table, meanings.get(table.name, ""), rows.get(table.name, 0)) for table in tables]
    left = [f"  {name:34} {_WHY[why]}" for name, why in sorted(LEFT_OUT.items())]
    total = sum(rows.values())
    return "\n".join([
        head, f"Tables ({len(described)}, {total} rows)", "", *described, "What stays behind", *left, "",
    ])  # fmt: skip


def _table(table: Table, meaning: str, rows: int) -> str:
    words = textwrap.wrap(" ".join(meaning.split()), 108)
    columns = [f"    {name:24} {_kind(table.c[name])}" for name in columns_of(table.name)]
    return "\n".join([f"tables/{table.name}.csv   rows: {rows}", *(f"  {line}" for line in words), *columns, ""])


def _kind(column: Column) -> str:
    """What stands in a column, in words."""
    kind, told = column.type, ""
    if str(column) in FILES:
        told = "name of a file"
    elif isinstance(kind, Enum):
        told = "one of: " + ", ".join(kind.enums)
    elif isinstance(kind, EncryptedText):
        told = "text (lay encrypted)"
    elif isinstance(kind, UtcMoment):
        told = "moment"
    elif isinstance(kind, Codes):
        told = "list of words"
    else:
        told = _PLAIN.get(type(kind).__name__, "text")
    points = "".join(f" of {key.target_fullname}" for key in column.foreign_keys)
    return told + (points if points else " (of this row)" if column.primary_key else "")


_PLAIN = {
    "Uuid": "id", "Integer": "number", "SmallInteger": "number", "BigInteger": "number", "Boolean": "true or false",
    "Date": "day", "Time": "time of day", "Numeric": "amount", "Float": "number", "JSON": "JSON",
}  # fmt: skip

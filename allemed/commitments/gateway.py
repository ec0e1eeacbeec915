"""Writing tables as a CSV file or an Excel workbook. Amounts are numbers, days are days, and no text can run.

A cell that begins with = + - @, a tab or a line break is a formula to some programs. In CSV it gets an apostrophe in
front (OWASP, CSV injection); in a workbook it is stored as text and marked as such.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
Table = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]  # title, heads, rows

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TITLE = re.compile(r"[\[\]:*?/\\]")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also behind leading spaces."""
    text = _UNWRITABLE.sub("", text)
    return f"'{text}" if text.startswith(_RUNS) or text.lstrip(" \u00a0").startswith(_RUNS) else text


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """As a Norwegian or Swedish Excel reads it: semicolons, decimal comma, UTF-8 with its mark."""
    return "".join(csv_lines(heads, rows)).encode("utf-8-sig")


class _Line:
    """What a CSV writer writes to: it keeps the last line only."""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The same line by line, so that the largest table needs no memory; the first one holds the heads."""
    line = _Line()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    yield line.text
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
        yield line.text


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def write_workbook(tables: Iterable[Table]) -> bytes:
    """One sheet a table, its first row in sight."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, heads, rows in tables:
        sheet = book.create_sheet(_TITLE.sub(" ", title)[:31])
        sheet.freeze_panes = "A2"
        for place in range(len(heads)):
            sheet.column_dimensions[chr(ord("A") + place)].width = 18 if place else 36
        sheet.append([_sheet_cell(sheet, head) for head in heads])
        for row in rows:
            sheet.append([_sheet_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_cell(sheet, cell: Cell):  # type: ignore[no-untyped-def]
    """Plain values as they are; what might run becomes text for good."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, str):
        text = _UNWRITABLE.sub("", cell)
        if harmless(text) == text:
            return text
        made = WriteOnlyCell(sheet, value=text)
        made.data_type, made.quotePrefix = "s", True
        return made
    if isinstance(cell, (Decimal, date)):
        made = WriteOnlyCell(sheet, value=cell)  # type: ignore[arg-type]
        made.number_format = "#,##0.00" if isinstance(cell, Decimal) else "yyyy-mm-dd"
        return made
    return cell

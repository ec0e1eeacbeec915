"""Reading a table from the bytes of a CSV file or an Excel workbook, whatever program saved it.

What is in the file decides, not its name. Nothing is executed, nothing is fetched, and sizes are bounded before a
part is unpacked.
"""

import csv
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
_LAST_ROW = 100_000  # a workbook's empty, formatted rows count towards this only

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ";,\t"
_OTHER_KINDS = ("<", "{", "[", "%pdf")  # web pages, JSON, rich text, PDF: text, but no table

Row = tuple[int, list[str]]


class FileProblem(StrEnum):
    EMPTY = "empty"
    NO_ROWS = "no_rows"
    WRONG_KIND = "wrong_kind"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    OPEN_QUOTE = "open_quote"


class UnreadableFile(Exception):
    """The bytes are no table we can read; `problem` says why, `row` where if that is known."""

    def __init__(self, problem: FileProblem, row: int | None = None):
        super().__init__(str(problem))
        self.problem, self.row = problem, row


def read_rows(data: bytes) -> list[Row]:
    """The rows that hold anything, each with its number as a spreadsheet shows it (1 is the first).

    CSV: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252; `;`, `,` or tab. XLSX: the first sheet.
    UnreadableFile for anything else.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    rows = _workbook_rows(data) if data.startswith(b"PK") else _text_rows(_decode(data))
    filled = list(itertools.islice((row for row in rows if any(row[1])), MOST_ROWS + 1))
    if not filled:
        raise UnreadableFile(FileProblem.EMPTY)
    if len(filled) > MOST_ROWS:
        raise UnreadableFile(FileProblem.TOO_MANY_ROWS)
    return filled


def _decode(data: bytes) -> str:
    encodings = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.lstrip().lower().startswith(_OTHER_KINDS):
            return text
        break
    raise UnreadableFile(FileProblem.WRONG_KIND)


def _text_rows(text: str) -> Iterator[Row]:
    """Excel's own first line `sep=;` names the delimiter and isn't a row of its sheet."""
    named = re.match(r"sep=([;,\t])\r?\n", text)
    delimiter = named[1] if named else _delimiter(text)
    text = text[named.end() :] if named else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise UnreadableFile(FileProblem.OPEN_QUOTE, number + 1) from error


def _delimiter(text: str) -> str:
    """The one that cuts the first filled line into most cells."""
    head = next((line for line in text.splitlines() if line.strip(_DELIMITERS + " ")), "")
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), ())))


def _workbook_rows(data: bytes) -> list[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, size = archive.namelist(), sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(FileProblem.WRONG_KIND) from error
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(FileProblem.WRONG_KIND)
    if size > LARGEST_UNPACKED:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    try:
        return _sheet_rows(data)
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged or locked workbook fails in openpyxl in many ways
        raise UnreadableFile(FileProblem.WRONG_KIND) from error


def _sheet_rows(data: bytes) -> list[Row]:
    from openpyxl import load_workbook  # a tenth of the time every start would take, for a rare file

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles it doesn't know
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = _filled(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True))
            return list(itertools.islice(rows, MOST_ROWS + 1))
        finally:
            book.close()


def _filled(rows: Iterable[tuple]) -> Iterator[Row]:
    for number, values in enumerate(itertools.islice(rows, _LAST_ROW + 1), start=1):
        if number > _LAST_ROW:
            raise UnreadableFile(FileProblem.TOO_MANY_ROWS)
        width = max((place for place, value in enumerate(values, start=1) if value is not None), default=0)
        if width:
            yield number, [_cell_text(value) for value in values[:width]]


def _cell_text(value: object) -> str:
    """What the cell shows: whole numbers without `.0`, dates as a date."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()

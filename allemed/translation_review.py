"""Review of a language without a developer: a workbook out to a native speaker, and back.

One row per text (one per plural form). The reader fills in "New text" where the present one should be better; rows
left empty stay as they are. When every filled row could be taken and no text is without translation, the language
counts as reviewed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

from babel.messages.catalog import Catalog, Message

from allemed import translations
from allemed.locales import LANGUAGES

HEADINGS = ("Catalogue", "Text in English", "Form", "Where it stands", "Present text", "New text")
WORDS_FOR = {"components": "many pages", "layouts": "every page", "vocabulary": "lists of words"}
WIDTHS = (12, 50, 8, 40, 50, 50)


@dataclass
class Taken:
    """What became of a workbook: how many texts changed, why rows were refused (by row number), how many texts have no
    translation yet."""

    language: str
    changed: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    missing: int = 0

    @property
    def is_reviewed(self) -> bool:
        """A native speaker has read all of it, and all could be taken."""
        return not self.refused and not self.missing


def _domains(language: str) -> list[str]:
    return [domain for domain, languages in translations.OFFERED.items() if language in languages]


def _forms(message: Message, catalogue: Catalog) -> Iterator[tuple[str, str, str]]:
    """(English, form, present text) of a message: one for each plural form."""
    if not message.pluralizable:
        yield message.id, "", message.string or ""
        return
    texts = list(message.string) + [""] * catalogue.num_plurals
    for number in range(catalogue.num_plurals):
        yield message.id[min(number, 1)], f"{number + 1} of {catalogue.num_plurals}", texts[number]


def write_workbook(language: str, file: Path) -> int:
    """Write the texts of `language` to an .xlsx; returns how many rows. ValueError for a language we don't have."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}; there are {', '.join(LANGUAGES)}")
    from openpyxl import Workbook  # half a second of every start, for a rare command

    book = Workbook()
    sheet = book.active
    sheet.title = language
    rows = [HEADINGS]
    for domain in _domains(language):
        places = {
            _key(message): sorted({_where(name) for name, _line in message.locations})
            for message in translations.collect(domain)
        }
        catalogue = translations.read(language, domain)
        for message in catalogue:
            if message.id:
                for english, form, text in _forms(message, catalogue):
                    rows.append((domain, english, form, ", ".join(places.get(_key(message), ())), text, ""))
    _fill(sheet, rows)
    _dress(sheet)
    book.save(file)
    return len(rows) - 1


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _where(path: str) -> str:
    """A source file in words: `templates/home/_task.html` is "home, task"."""
    folder, *more = Path(path).with_suffix("").parts[1:]
    words = [WORDS_FOR.get(folder, folder), *(word for word in more if word not in ("views", "forms"))]
    return ", ".join(word.strip("_").replace("_", " ") for word in words)


def _fill(sheet, rows: list[tuple[str, ...]]) -> None:
    """Rows of plain texts: one that begins with = is no formula."""
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value or None)
            if value:
                cell.data_type = "s"


def _dress(sheet) -> None:
    from openpyxl.styles import Alignment, Font

    for column, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[column]].width = width
        sheet.cell(1, column + 1).font = Font(bold=True)
    at_the_top = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = at_the_top
    sheet.freeze_panes = "A2"


def _open(file: Path):
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(file).active
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise ValueError(f"{file.name} cannot be opened as a workbook (.xlsx)") from error


def take_workbook(file: Path) -> Taken:
    """Take the new texts of a workbook into the catalogues; a row with broken placeholders is refused, the rest taken.

    ValueError if the file isn't such a workbook.
    """
    sheet = _open(file)
    rows = list(sheet.iter_rows(values_only=True))
    if sheet.title not in LANGUAGES or not rows or tuple(rows[0][: len(HEADINGS)]) != HEADINGS:
        raise ValueError("this is not a workbook written by `allemed translations export`")
    taken = Taken(sheet.title)
    for domain in _domains(taken.language):
        catalogue = translations.read(taken.language, domain)
        known = {_key(message): message for message in catalogue if message.id}
        for number, row in enumerate(rows[1:], start=2):
            if row[0] == domain and row[5]:
                _take_row(number, row, known, catalogue, taken)
        translations.write(translations.path_of(taken.language, domain), catalogue)
    taken.missing = _count_missing(taken.language)
    if taken.is_reviewed:
        translations.write_reviewed(translations.read_reviewed() | {taken.language})
    return taken


def _count_missing(language: str) -> int:
    """Texts that have no translation yet."""
    if language == translations.SOURCE:
        return 0
    catalogues = [translations.read(language, domain) for domain in _domains(language)]
    return sum(not translations.is_translated(m) for catalogue in catalogues for m in catalogue if m.id)


def _take_row(number: int, row: tuple, known: dict[str, Message], catalogue: Catalog, taken: Taken) -> None:
    english, form, new = str(row[1]), str(row[2] or ""), str(row[5]).strip()
    message = known.get(english) or next((m for m in known.values() if m.pluralizable and english in m.id), None)
    if message is None:
        taken.refused.append((number, "this text is no longer in use"))
        return
    before = message.string
    if form:
        texts = list(message.string) + [""] * (catalogue.num_plurals - len(message.string))
        texts[int(form.split()[0]) - 1] = new
        message.string = tuple(texts)
    else:
        message.string = new
    if errors := translations.problems(message, catalogue):
        message.string = before
        taken.refused.append((number, errors[0]))
    elif message.string != before:
        taken.changed += 1

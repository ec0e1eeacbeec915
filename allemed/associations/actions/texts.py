"""What an import says about columns, rows and files, in the terminal and on the page."""

from allemed.associations.gateway import MOST_ROWS, FileProblem
from allemed.associations.rules import Column, Problem, ProblemCode
from allemed.locales import _s, _sl

COLUMN_LABELS = {
    Column.ORGANISATION_NUMBER: _sl("Organisation number"),
    Column.NAME: _sl("Name"),
    Column.PURPOSE: _sl("Purpose"),
    Column.CATEGORY: _sl("Category"),
    Column.AGE_GROUPS: _sl("Age groups"),
    Column.ADDRESS: _sl("Address"),
    Column.POSTCODE: _sl("Postcode"),
    Column.TOWN: _sl("Town"),
    Column.WEBSITE: _sl("Website"),
    Column.EMAIL: _sl("E-mail"),
    Column.PHONE: _sl("Phone"),
}
PROBLEM_TEXTS = {
    ProblemCode.NAME_MISSING: _sl("There is no name. The row is refused."),
    ProblemCode.IDENTITY_NUMBER: _sl(
        "This looks like a personal identity number. The row is refused, nothing of it is kept."
    ),
    ProblemCode.NUMBER_WRONG: _sl("The organisation number is not valid. The row is kept without it."),
    ProblemCode.WEBSITE_UNSAFE: _sl("The website is not a plain web address. The row is kept without it."),
    ProblemCode.EMAIL_WRONG: _sl("The e-mail address is not valid. The row is kept without it."),
    ProblemCode.PHONE_WRONG: _sl("The phone number is not valid. The row is kept without it."),
    ProblemCode.SHORTENED: _sl("The text is too long. Its end is cut off."),
    ProblemCode.NAME_ALREADY_THERE: _sl("There is an association with this name already. Both are kept."),
    ProblemCode.NUMBER_TWICE: _sl("The organisation number stands in an earlier row too. This row is refused."),
    ProblemCode.ROW_TWICE: _sl("An earlier row has the same name and postcode, and no number. This row is refused."),
    ProblemCode.SEVERAL_LIKE_IT: _sl("Several associations have this name and postcode. The row is refused."),
}
FILE_TEXTS = {
    FileProblem.EMPTY: _sl("The file is empty."),
    FileProblem.NO_ROWS: _sl("The file has a heading, but no rows below it."),
    FileProblem.WRONG_KIND: _sl(
        "This is no CSV file and no Excel workbook (.xlsx). Save the list as one of these first."
    ),
    FileProblem.TOO_LARGE: _sl("The file is larger than 5 MB. Leave out what is not needed, or divide it."),
    FileProblem.TOO_MANY_ROWS: _sl("The file has more than %(count)s rows. Divide it.", count=MOST_ROWS),
}


def problem_text(problem: Problem) -> str:
    """The sentence for a row, with the column it is about."""
    text = str(PROBLEM_TEXTS[problem.code])
    return (
        f"{COLUMN_LABELS[problem.column]}: {text}" if problem.code is ProblemCode.SHORTENED and problem.column else text
    )


def file_text(problem: FileProblem, row: int | None = None) -> str:
    """Why a file as a whole was not taken."""
    if problem is FileProblem.OPEN_QUOTE:
        return _s("A quotation mark opens and is never closed. Look at the rows from %(row)s on.", row=row)
    return str(FILE_TEXTS[problem])


def missing_text(columns: tuple[Column, ...]) -> str:
    """Which needed columns a file doesn't have."""
    names = ", ".join(str(COLUMN_LABELS[column]) for column in columns)
    return _s("The file has no column for: %(columns)s. The first row must name the columns.", columns=names)

"""What an import of grants says about columns and rows, in the terminal and on the page."""

from allemed.commitments.rules.grant_list import GrantColumn, GrantProblem
from allemed.locales import _sl

GRANT_COLUMN_LABELS = {
    GrantColumn.ORGANISATION_NUMBER: _sl("Organisation number"),
    GrantColumn.NAME: _sl("Name"),
    GrantColumn.AMOUNT: _sl("Amount"),
    GrantColumn.SCHEME: _sl("Grant scheme"),
    GrantColumn.YEAR: _sl("Year"),
    GrantColumn.DECIDED_ON: _sl("Decided on"),
    GrantColumn.SEASON_STARTS_ON: _sl("The season starts on"),
    GrantColumn.ANNUAL_MEETING_ON: _sl("Annual meeting"),
}
GRANT_PROBLEM_TEXTS = {
    GrantProblem.IDENTITY_NUMBER: _sl(
        "This looks like a personal identity number. The row is refused, nothing of it is kept."
    ),
    GrantProblem.NAME_MISSING: _sl("Neither organisation number nor name. The row is refused."),
    GrantProblem.NUMBER_WRONG: _sl("The organisation number is not valid."),
    GrantProblem.AMOUNT_MISSING: _sl("There is no amount. The row is refused."),
    GrantProblem.AMOUNT_WORDS: _sl("The amount is not one plain number. The row is refused: nothing is guessed."),
    GrantProblem.AMOUNT_UNCLEAR: _sl("A comma and three digits: write 10 000 or 10,00. The row is refused."),
    GrantProblem.AMOUNT_OTHER_CURRENCY: _sl("The amount is in another currency. The row is refused."),
    GrantProblem.AMOUNT_NOTHING: _sl("The amount is 0, so there is no grant. The row is left out."),
    GrantProblem.AMOUNT_TOO_LARGE: _sl("The amount is too large. The row is refused."),
    GrantProblem.YEAR_WRONG: _sl("The year is not one year, such as 2026. The row is refused."),
    GrantProblem.DAY_WRONG: _sl("A day is not written as 2026-10-01 or 1.10.2026. The row is refused."),
    GrantProblem.SCHEME_UNKNOWN: _sl("No grant scheme has this name. The row is refused."),
    GrantProblem.SCHEME_NOT_VALID: _sl("The scheme was not valid on that day. The row is refused."),
    GrantProblem.NOT_FOUND: _sl("No association has this number or name. The row is refused."),
    GrantProblem.TWICE: _sl("An earlier row gives the same association this grant. This row is refused."),
}

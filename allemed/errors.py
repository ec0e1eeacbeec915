"""Errors that a person can do something about, in the reader's language; and what the log may hold of the others."""

import traceback


class DomainError(Exception):
    """A rule of the field was not met. `str(error)` is a translated sentence for the person who asked."""

    status = 409

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return str(self.message)


class StaleVersion(DomainError):
    """Somebody else changed the same thing first.

    `theirs` holds the values as they stand now, `yours` what was about to be written; both are shown, nothing is
    lost. Keys are translated field labels.
    """

    def __init__(self, message, *, theirs, yours):
        super().__init__(message)
        self.theirs, self.yours = theirs, yours


def describe_failure(error: BaseException) -> str:
    """For the log: the kind of an error and where it happened, never its message.

    Messages repeat what was being worked on; PostgreSQL's repeat the whole row.
    """
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"

"""The two ways of answering for an association."""

from enum import StrEnum


class ContactKind(StrEnum):
    MAIN = "main"
    SUBSTITUTE = "substitute"

"""What stands in the register beside associations, and the two ways of answering for one."""

from enum import StrEnum


class AssociationKind(StrEnum):
    """Only an association receives grants and makes promises; the others host, lend and give (V18, V21)."""

    ASSOCIATION = "association"
    SERVICE = "service"  # of the municipality: library, health centre, museum
    BUSINESS = "business"


class ContactKind(StrEnum):
    MAIN = "main"
    SUBSTITUTE = "substitute"

"""Roles and what a view declares about them."""

from collections.abc import Callable
from enum import StrEnum


class Role(StrEnum):
    COORDINATOR = "coordinator"
    ASSOCIATION = "association"
    PARTNER = "partner"
    FAMILY = "family"
    GUIDE = "guide"  # goes along the first time: sees date, place and a first name


PUBLIC = "public"
STAFF = (Role.COORDINATOR, Role.ASSOCIATION, Role.PARTNER)


def allow(*roles: str) -> Callable[[Callable], Callable]:
    """Mark a view with the roles that may open it, or with PUBLIC. The guard refuses a view without a mark."""
    allowed = frozenset(roles)
    if not allowed or not all(role == PUBLIC or isinstance(role, Role) for role in allowed):
        raise ValueError("allow() takes roles, or PUBLIC")

    def mark(view: Callable) -> Callable:
        view.allowed = allowed  # type: ignore[attr-defined]
        return view

    return mark


def may_open(allowed: frozenset, role: Role | None) -> bool:
    """May `role` (None: not signed in) open a view that allows `allowed`?"""
    return PUBLIC in allowed or (role is not None and role in allowed)

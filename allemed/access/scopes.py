"""What an id in an address may name: one registered query per argument."""

from collections.abc import Callable

from sqlalchemy import Select

SCOPES: dict[str, Callable[[object | None], Select]] = {}


def scope(argument: str):
    """Register `…_visible_to(user)` (a Select of one entity; user None: a visitor) for ids called `argument`."""

    def register(visible_to):
        SCOPES[argument] = visible_to
        return visible_to

    return register

"""Is a piece of JSON-LD in the words of schema.org? Checked against its own vocabulary."""

import json
from functools import cache
from numbers import Number

from tests.open_data.readers import VENDOR

HOME = "https://schema.org/"
_TEXTS = {"Text", "URL", "Time", "Date", "DateTime", "Duration"}


@cache
def vocabulary() -> dict:
    return json.loads((VENDOR / "schema.org-30.0.json").read_text("utf-8"))


def mistakes_in(told: dict, where: str = "$") -> list[str]:
    """Unknown types, properties that a type has not, and values a property may not hold."""
    kind = told.get("@type")
    if kind not in vocabulary()["types"]:
        return [f"{where}: no type {kind}"]
    found = []
    for name, value in told.items():
        if name.startswith("@"):
            continue
        known = vocabulary()["properties"].get(name)
        if known is None or not _with_above(kind) & set(known["of"]):
            found.append(f"{where}: {kind} has no {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            found += _value_mistakes(one, set(known["is"]), f"{where}.{name}")
    return found


def _value_mistakes(value, allowed: set[str], where: str) -> list[str]:
    if isinstance(value, dict):
        fits = _with_above(value.get("@type", "")) & allowed
        return mistakes_in(value, where) + ([] if fits else [f"{where}: holds {value.get('@type')}, not {allowed}"])
    if isinstance(value, bool):
        fits = "Boolean" in allowed
    elif isinstance(value, Number):
        fits = bool({"Number", "Integer"} & allowed) and ("Number" in allowed or isinstance(value, int))
    else:
        fits = bool(_TEXTS & allowed) or _is_member(value, allowed)
    return [] if fits else [f"{where}: {value!r} is none of {sorted(allowed)}"]


def _is_member(value: str, allowed: set[str]) -> bool:
    members = vocabulary()["members"]
    return any(value.removeprefix(HOME) in members.get(kind, ()) for kind in allowed) and value.startswith(HOME)


def _with_above(kind: str) -> set[str]:
    above = vocabulary()["types"].get(kind)
    return {kind}.union(*(_with_above(one) for one in above)) if above is not None else set()

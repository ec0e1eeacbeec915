"""Reading a list of people to invite, as it is pasted from a mail program or a table; and how each is reached."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_AT_ONCE = 200
LONGEST_NAME = 80
_LONGEST_LINE = 400  # a name and an address; what is longer is no line of a list, and looking for one in it takes long
REMIND_AFTER = timedelta(days=2)  # our default: nobody is reminded sooner than that after the last mail
_ANGLED = re.compile(r"^(?P<name>[^<>]*)<(?P<address>[^<>]*)>$")
_LAST_WORD = re.compile(r"^(?P<name>.*?)[\s,;]*(?P<address>[^\s,;<>]+@[^\s,;<>]+)$")


@dataclass(frozen=True)
class Person:
    """A name, an address, or both."""

    name: str
    address: str = ""


def read_people(text: str, clean_address: Callable[[str], str]) -> tuple[list[Person], list[str]]:
    """One person a line: "Anne Helse anne@example.org", "Anne Helse <anne@example.org>", only a name or only an address.

    Returns the people, each address once, and the lines nobody can read. `clean_address` raises ValueError.
    """
    people: dict[str, Person] = {}
    unread = []
    for line in _lines(text):
        if len(line) > _LONGEST_LINE:
            unread.append(line[:LONGEST_NAME])
            continue
        found = _ANGLED.match(line) or _LAST_WORD.match(line)
        name = _name(found["name"] if found else line)
        try:
            person = Person(name, clean_address(found["address"]) if found else "")
        except ValueError:
            unread.append(line)
            continue
        if len(name) > LONGEST_NAME or "@" in name or "<" in name:
            unread.append(line)
        else:
            people.setdefault(person.address or name.casefold(), person)
    return list(people.values()), unread


def _lines(text: str) -> list[str]:
    """Mail programs write several addresses in one line, with a semicolon or a comma between them."""
    parts: list[str] = []
    for line in text.splitlines():
        parts += re.split(";" if ";" in line else ",", line) if line.count("@") > 1 else [line]
    return [part.strip(" \t;,") for part in parts if part.strip(" \t;,")]


def _name(text: str) -> str:
    return " ".join(text.replace('"', " ").split()).strip(" ,;")


class Reach(StrEnum):
    """How somebody who is invited hears of it."""

    SIGNS_IN = "signs_in"  # told as everybody who signs in
    BY_HAND = "by_hand"  # no address: the coordinator passes the link on
    NOT_YET = "not_yet"  # an address that nobody has written to
    WAITS = "waits"
    SENT = "sent"
    CAME_BACK = "came_back"
    UNWANTED = "unwanted"  # said that they want no mails


def may_remind(reach: Reach, has_answered: bool, written_at: datetime | None, now: datetime) -> bool:
    """Who got the invitation, has not answered, and has had two days to do so."""
    return reach is Reach.SENT and not has_answered and written_at is not None and written_at <= now - REMIND_AFTER

"""What a family means by the words it typed: a kind of activity in any language, an association, or a group's name."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, false, func, or_, select

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules.synonyms import SYNONYMS
from allemed.database import db

MOST_LETTERS = 60
_CLOSE = 78  # our default: one wrong letter in five, of rapidfuzz's 0–100
_CLOSE_NAME = 84
_LETTERS = str.maketrans({
    "ø": "o", "æ": "a", "đ": "d", "ł": "l", "ß": "ss", "ı": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي",
    "ـ": "", "ی": "ي", "ک": "ك",
})  # fmt: skip


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Letters only, small, without marks: "Svømming" is "svomming", and "aa" is the old "å"."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split()).replace("aa", "a")


def _without_article(word: str) -> str:
    """Arabic glues "the" to the noun."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=16)
def _words_of_kinds(labels: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Each kind's folded text, and each single word with its kind."""
    texts = {code: fold(f"{label} {SYNONYMS.get(code, '')}") for code, label in labels}
    words = [(_without_article(word), code) for code, text in texts.items() for word in dict.fromkeys(text.split())]
    words += [(folded, code) for code, label in labels if " " in (folded := fold(label))]
    return texts, words


def find_kinds(words: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the kinds that `words` names: exactly, else by how a word begins or with a slip in it."""
    asked = fold(words)
    texts, single = _words_of_kinds(tuple(labels.items()))
    bare = _without_article(asked)
    exact = {code for code, text in texts.items() if f" {asked} " in f" {text} "} | {c for w, c in single if w == bare}
    if exact or len(bare) < 3:
        return tuple(sorted(exact))
    begins = {
        code
        for word, code in single
        if word.startswith(bare) or (len(word) > 4 and " " not in bare and bare.startswith(word))
    }
    alike = [(word, code) for word, code in single if len(word) > 3 and (" " in word) == (" " in bare)]
    close = process.extract(bare, [word for word, _ in alike], scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=8)
    return tuple(sorted(begins | {alike[place][1] for _, _, place in close}))


def nearest_kinds(words: str, labels: Mapping[str, str], among: list[str], most: int = 6) -> list[str]:
    """The kinds whose words look most like `words`, best first; filled up with those that have most spots."""
    _, single = _words_of_kinds(tuple(labels.items()))
    known = [(word, code) for word, code in single if code in among and len(word) > 2]
    close = process.extract(fold(words), [word for word, _ in known], scorer=fuzz.ratio, score_cutoff=45, limit=most)
    return list(dict.fromkeys([known[place][1] for _, _, place in close] + among))[:most]


def search(words: str, labels: Mapping[str, str]) -> ColumnElement[bool] | None:
    """The condition on a group that `words` ask for; None without words.

    The whole of it first ("table tennis"); if nothing is called so, each word must fit ("football Vik").
    """
    words = words[:MOST_LETTERS].strip()
    if not fold(words):
        return None
    names = _names()
    if whole := _fits(words, labels, names):
        return or_(*whole)
    parts = [_fits(part, labels, names) for part in fold(words).split() if len(part) > 1]
    if len(parts) < 2 or not any(parts):
        return or_(*_slips(words, names)) if _slips(words, names) else false()
    condition = or_(*parts[0]) if parts[0] else false()
    for fitting in parts[1:]:
        condition = condition & (or_(*fitting) if fitting else false())
    return condition


def _names() -> tuple[list, list]:
    associations = db.session.execute(select(Association.id, Association.name).where(Association.is_approved)).all()
    places = db.session.execute(select(Place.id, Place.name, Place.area)).all()
    return [(key, fold(name)) for key, name in associations], [
        (key, fold(f"{name} {area}")) for key, name, area in places
    ]


def _fits(words: str, labels: Mapping[str, str], names: tuple[list, list]) -> list[ColumnElement[bool]]:
    """Conditions for what is called `words`; an empty list if nothing is."""
    asked, (associations, places) = fold(words), names
    found: list[ColumnElement[bool]] = []
    if kinds := find_kinds(words, labels):
        found.append(Activity.kind.in_(kinds))
    if len(asked) > 1 and (keys := [key for key, name in associations if f" {asked}" in f" {name}"]):
        found.append(Activity.association_id.in_(keys))
    if len(asked) > 2 and (keys := [key for key, name in places if f" {asked}" in f" {name}"]):
        found.append(Activity.place_id.in_(keys))
    if found or len(asked) < 3:
        return found
    named = func.lower(Activity.name).contains(words.lower(), autoescape=True)
    return [named] if db.session.scalar(select(Activity.id).where(named).limit(1)) else []


def _slips(words: str, names: tuple[list, list]) -> list[ColumnElement[bool]]:
    """Associations whose name is almost what was typed."""
    asked = fold(words)
    if len(asked) < 4:
        return []
    close = process.extract(
        asked, [name for _, name in names[0]], scorer=fuzz.partial_ratio, score_cutoff=_CLOSE_NAME, limit=8
    )
    return [Activity.association_id.in_([names[0][place][0] for _, _, place in close])] if close else []

"""What a family means by the words it typed: a kind of activity in any language, an association, or a group's name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, false, func, or_, select

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place
from allemed.catalogue.rules.folding import bare, fold
from allemed.catalogue.rules.kinds import COMMON, KINDS
from allemed.catalogue.rules.synonyms import words_of
from allemed.database import db

MOST_LETTERS = 60
_CLOSE = 78  # our default: one wrong letter in five, of rapidfuzz's 0–100
_AS_CLOSE = 6  # how much worse than the best match another one may be
_CLOSE_NAME = 84
_SOUNDS_SO = 60  # enough to be offered when nothing fits


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    """Each thing a kind is called, made comparable, with the kind. Made once for each process."""
    return tuple(dict.fromkeys((bare(fold(word)), code) for code in KINDS for word in words_of(code)))


@cache
def _single_words() -> tuple[tuple[str, str], ...]:
    """Each single word of them."""
    return tuple(dict.fromkeys((word, code) for term, code in _terms() for word in term.split() if len(word) > 2))


@lru_cache(4096)
def find_kinds(words: str) -> tuple[str, ...]:
    """Codes of the kinds that `words` names: exactly, else by one of their words, by how it begins, or with a slip."""
    asked = bare(fold(words))
    for known in (_terms(), _single_words()):
        if exact := {code for word, code in known if word == asked}:
            return tuple(sorted(exact))
    if len(asked) < 3:
        return ()
    begins = {code for word, code in _terms() if word.startswith(asked) or _is_longer(asked, word)}
    return tuple(sorted(begins or _with_a_slip(asked)))


def _is_longer(asked: str, word: str) -> bool:
    """ "speideren" for "speider"."""
    return len(word) > 4 and " " not in asked and asked.startswith(word)


def _with_a_slip(asked: str) -> set[str]:
    """What is called almost so; else what has a word in its name that is almost so."""
    for terms in (_terms, _single_words):
        words, codes = _comparable(terms, " " in asked)
        close = process.extract(asked, words, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=12)
        if close:
            return {codes[place] for _, score, place in close if score >= close[0][1] - _AS_CLOSE}
    return set()


@cache
def _comparable(terms: Callable[[], tuple[tuple[str, str], ...]], are_spaced: bool) -> tuple[list[str], list[str]]:
    """Words of more than three letters, and the kind of each: with spaces in them, or without."""
    known = [(word, code) for word, code in terms() if len(word) > 3 and (" " in word) == are_spaced]
    return [word for word, _ in known], [code for _, code in known]


def nearest_kinds(words: str, among: Sequence[str], most: int = 6) -> list[str]:
    """What to offer of `among` when nothing fits `words`: the kind itself, its family, what sounds so, what most want."""
    named = find_kinds(words)
    families = {KINDS[code].family for code in named}
    akin = [code for code in among if KINDS[code].family in families]
    known = [(word, code) for word, code in _single_words() if code in among]
    close = process.extract(
        bare(fold(words)), [word for word, _ in known], scorer=fuzz.ratio, score_cutoff=_SOUNDS_SO, limit=4 * most
    )
    alike = [known[place][1] for _, _, place in close]
    offered = [*(code for code in named if code in among), *akin, *alike, *(code for code in COMMON if code in among)]
    return list(dict.fromkeys([*offered, *among]))[:most]


def search(words: str) -> ColumnElement[bool] | None:
    """The condition on a group that `words` ask for; None without words.

    The whole of it first ("table tennis"); if nothing is called so, each word must fit ("football Vik").
    """
    words = words[:MOST_LETTERS].strip()
    if not fold(words):
        return None
    names = _names()
    if whole := _fits(words, names):
        return or_(*whole)
    single = [word for word in fold(words).split() if len(word) > 1]
    parts = [_fits(word, names) for word in single] if len(single) > 1 else []
    if parts and all(parts):
        return and_(*(or_(*fitting) for fitting in parts))
    slips = _slips(words, names)
    return or_(*slips) if slips else false()


@dataclass(frozen=True)
class Names:
    """Associations and places with their names made comparable, and what the database looked like then."""

    seen: tuple
    associations: list[tuple[UUID, str]]
    places: list[tuple[UUID, str]]


_known_names: dict[str, Names] = {}  # by database; made anew when an association or a place has changed


def _names() -> Names:
    """Two small questions to the database; the names themselves are read and folded only after a change."""
    key, seen = str(db.engine.url), _outline()
    if key not in _known_names or _known_names[key].seen != seen:
        _known_names[key] = _read_names(seen)
    return _known_names[key]


def _outline() -> tuple:
    """Differs when an association or a place has come, gone or been renamed."""
    association = select(
        func.count(), func.max(Association.updated_at), func.min(Association.name), func.max(Association.name)
    ).where(Association.is_approved)
    texts = func.sum(func.length(Place.name + Place.area))
    place = select(func.count(), texts, func.min(Place.name), func.max(Place.name))
    return (*db.session.execute(association).one(), *db.session.execute(place).one())


def _read_names(seen: tuple) -> Names:
    associations = db.session.execute(select(Association.id, Association.name).where(Association.is_approved)).all()
    places = db.session.execute(select(Place.id, Place.name, Place.area)).all()
    return Names(
        seen,
        [(key, fold(name)) for key, name in associations],
        [(key, fold(f"{name} {area}")) for key, name, area in places],
    )


def _fits(words: str, names: Names) -> list[ColumnElement[bool]]:
    """Conditions for what is called `words`; an empty list if nothing is."""
    asked = fold(words)
    found: list[ColumnElement[bool]] = []
    if kinds := find_kinds(words):
        found.append(Activity.kind.in_(kinds))
    if len(asked) > 1 and (keys := [key for key, name in names.associations if f" {asked}" in f" {name}"]):
        found.append(Activity.association_id.in_(keys))
    if len(asked) > 2 and (keys := [key for key, name in names.places if f" {asked}" in f" {name}"]):
        found.append(Activity.place_id.in_(keys))
    if found or len(asked) < 3:
        return found
    named = func.lower(Activity.name).contains(words.lower(), autoescape=True)
    return [named] if db.session.scalar(select(Activity.id).where(named).limit(1)) else []


def _slips(words: str, names: Names) -> list[ColumnElement[bool]]:
    """Associations whose name is almost what was typed."""
    asked = fold(words)
    if len(asked) < 4:
        return []
    known = [name for _, name in names.associations]
    close = process.extract(asked, known, scorer=fuzz.partial_ratio, score_cutoff=_CLOSE_NAME, limit=8)
    return [Activity.association_id.in_([names.associations[place][0] for _, _, place in close])] if close else []

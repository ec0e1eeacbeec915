"""What a family asked for, as it stands in the address; and the addresses of the same list with one thing changed."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from allemed.catalogue.models import Place
from allemed.catalogue.queries import Filters, place_point, search
from allemed.catalogue.queries.places import find_place_named, list_areas
from allemed.catalogue.rules import KINDS, Has
from allemed.forms import clean

OLDEST = 25
LAST_PAGE = 1000


@dataclass(frozen=True)
class Asked:
    """The query string, understood. What makes no sense is left out in silence: a link never fails."""

    age: int | None = None
    days: tuple[int, ...] = ()
    free: bool = False
    after: bool = False
    girls: bool = False
    new: bool = False
    come: bool = False
    has: tuple[Has, ...] = ()
    kinds: tuple[str, ...] = ()
    place: Place | None = None
    area: str = ""
    words: str = ""
    page: int = 1

    @property
    def is_anything(self) -> bool:
        """Is the list narrowed at all?"""
        return self != Asked(page=self.page)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The query string as pairs; empty things are left out."""
        pairs = [("q", self.words), ("age", "" if self.age is None else str(self.age))]
        pairs += [("day", str(day)) for day in self.days] + [("kind", kind) for kind in self.kinds]
        pairs += [("place", self.place.name if self.place else self.area)]
        pairs += [("free", "1" if self.free else ""), ("after", "1" if self.after else "")]
        pairs += [("girls", "1" if self.girls else ""), ("new", "1" if self.new else "")]
        pairs += [("come", "1" if self.come else "")] + [("has", str(one)) for one in self.has]
        pairs += [("page", str(self.page) if self.page > 1 else "")]
        return tuple(pair for pair in pairs if pair[1])

    def address(self, base: str, **changes) -> str:
        """`base` with this query string; `changes` come first, and another page only if asked for."""
        other = replace(self, **{"page": 1} | changes)
        query = urlencode(other.pairs())
        return f"{base}?{query}" if query else base

    def filters(self, year: int) -> Filters:
        """The same for the database. An age becomes the birth year of the municipality's present year."""
        return Filters(
            birth_year=None if self.age is None else year - self.age,
            days=self.days,
            is_free=self.free,
            is_after_school=self.after,
            is_for_girls=self.girls,
            is_for_beginners=self.new,
            is_drop_in=self.come,
            has=self.has,
            kinds=self.kinds,
            place_id=self.place.id if self.place else None,
            near=place_point(self.place),
            area=self.area,
            words=search(self.words),
        )


def asked_for(args: MultiDict) -> Asked:
    """Read the query string `args`."""
    place = clean(args.get("place", ""))[:80]
    chosen = find_place_named(place) if place else None
    return Asked(
        age=_number(args.get("age"), 0, OLDEST),
        days=tuple(sorted({day for text in args.getlist("day")[:20] if (day := _number(text, 0, 6)) is not None})),
        free=args.get("free") == "1",
        after=args.get("after") == "1",
        girls=args.get("girls") == "1",
        new=args.get("new") == "1",
        come=args.get("come") == "1",
        has=tuple(one for one in Has if one in args.getlist("has")[:20]),
        kinds=tuple(dict.fromkeys(kind for kind in args.getlist("kind")[:20] if kind in KINDS)),
        place=chosen,
        area=place if place and chosen is None and place in list_areas() else "",
        words=clean(args.get("q", ""))[:60],
        page=_number(args.get("page"), 1, LAST_PAGE) or 1,
    )


def _number(text: str | None, low: int, high: int) -> int | None:
    return (
        int(text)
        if text and text.isascii() and text.isdecimal() and len(text) < 5 and low <= int(text) <= high
        else None
    )

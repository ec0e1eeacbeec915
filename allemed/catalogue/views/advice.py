"""What helps a family on the way: who lends the things they need, and the words they will hear there."""

from urllib.parse import quote

from allemed.catalogue.models import Activity, Place
from allemed.catalogue.queries.places import list_lenders
from allemed.catalogue.rules.site_words import WORD_ICONS, words_at
from allemed.config import settings
from allemed.countries import profile
from allemed.locales import language
from allemed.site_words import SITE_WORD_LABELS
from allemed.vocabulary import BORROW_LABELS, home_words

OWN_LANGUAGES = {"nb": ("nb", "nn"), "sv": ("sv",)}  # by the country's language: who has no word to learn


def map_url(place: Place | None) -> str:
    """A map of the place; opened only when somebody presses it. "" without a place."""
    if place is None:
        return ""
    if place.latitude is None or place.longitude is None:
        return f"https://www.openstreetmap.org/search?query={quote(f'{place.name} {settings().municipality_name}')}"
    at = f"{place.latitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={at}&mlon={place.longitude:.5f}#map=16/{at}/{place.longitude:.5f}"


def lenders_of(activity: Activity) -> list[dict]:
    """The lenders of the municipality that have something this group asks to bring: what, and when they are open."""
    wanted = [code for code in activity.bring if code in BORROW_LABELS]
    found = [(place, [code for code in wanted if code in place.lends]) for place in list_lenders()] if wanted else []
    return [
        {
            "place": place,
            "things": home_words(BORROW_LABELS, codes, profile().default_language),
            "hours": [(one.weekday, one.starts, one.ends) for one in place.hours],
            "map_url": map_url(place),
        }
        for place, codes in found
        if codes
    ]


def site_words(kind: str) -> list[dict]:
    """About ten words for a kind, with the word of the country and a picture where there is one.

    None for a reader of the country's own language: there is nothing to learn.
    """
    home = profile().default_language
    if language().code in OWN_LANGUAGES.get(home, (home,)):
        return []
    codes = [code for code in words_at(kind) if code in SITE_WORD_LABELS]
    pairs = home_words(SITE_WORD_LABELS, codes, home)
    return [
        {"word": word, "at_home": at_home or word, "icon": WORD_ICONS.get(code)}
        for code, (word, at_home) in zip(codes, pairs, strict=True)
    ]

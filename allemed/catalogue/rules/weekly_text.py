"""Weekly times as people type them: "Mon 17–18.30, Wed 18:00–19:00", in Norwegian, Swedish or English."""

import re
import unicodedata
from datetime import time

from allemed.catalogue.rules.facts import WeeklyTime

_NAMES = (  # Monday first; bokmål, nynorsk, Swedish, English, each with what it is shortened to
    "mandag måndag monday man mån mon ma må mo",
    "tirsdag tysdag tisdag tuesday tir tirs tys tis tue tues ti ty tu",
    "onsdag wednesday ons wed on we",
    "torsdag thursday tor tors thu thur thurs to th",
    "fredag friday fre fri fr",
    "lørdag laurdag lördag saturday lør lau lör lörd sat lø la lö sa",
    "søndag sundag söndag sunday søn sun sön sø su sö",
)
_DAYS = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_FILLING = frozenset({"og", "och", "and", "kl", "klokka", "klockan", "at", "hver", "varje", "every"})
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_TOKEN = re.compile(rf"{_CLOCK}\s*(?:–|-|—|til|till|to)\s*{_CLOCK}|([^\W\d]+)\.?", re.IGNORECASE)


def read_weekly(text: str) -> tuple[WeeklyTime, ...] | None:
    """The times a text names, each once; several days before a time all have it. None: it cannot be read so."""
    plain = unicodedata.normalize("NFC", text).casefold()
    if re.sub(r"[\s,;/&+]", "", _TOKEN.sub("", plain)):
        return None
    found: set[WeeklyTime] = set()
    days: list[int] = []
    had_time = False
    for match in _TOKEN.finditer(plain):
        if word := match[5]:
            if word in _FILLING:
                continue
            if word not in _DAYS:
                return None
            days = [_DAYS[word]] if had_time else [*days, _DAYS[word]]
            had_time = False
            continue
        span = _span(match.groups()[:4])
        if span is None or not days:
            return None
        found |= {WeeklyTime(day, *span) for day in days}
        had_time = True
    return tuple(sorted(found)) if found and had_time else None


def _span(groups: tuple[str | None, ...]) -> tuple[time, time] | None:
    numbers = [int(part or 0) for part in groups]
    try:
        starts, ends = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError:
        return None
    return (starts, ends) if starts < ends else None

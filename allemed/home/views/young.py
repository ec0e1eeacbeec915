"""For the young themselves, from 13: what others of their age do, and short messages in the ways the municipality chose."""

from urllib.parse import quote

from flask import request, url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.catalogue.queries import Filters, list_open
from allemed.catalogue.rules import kind_of
from allemed.catalogue.views.cards import cards_of
from allemed.config import YOUNG_WAYS, settings
from allemed.countries import profile
from allemed.home.queries.young import list_kinds_of_age
from allemed.home.rules import YOUNG_AGES, YOUNG_FROM
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.kept_pages import kept_for_visitors
from allemed.locales import _l, in_language, language

KINDS_SHOWN, CARDS_SHOWN = 8, 3
# What the young can send with one press: (words, icon)
SHORT = (
    (_l("Hi! Can you call me?"), "phone"),
    (_l("Hi! I want to try something new."), "star"),
    (_l("Hi! Can I come with a friend?"), "users"),
    (_l("Hi! I do not know anybody there. Can you help?"), "hand-waving"),
)


@views.get("/young")
@allow(PUBLIC)
@kept_for_visitors
def show_young():
    """Open to all; only the age stands in the address, and nobody is asked for more."""
    today, age = clock.today(settings().zone), _age()
    birth_year, now, days = today.year - age, clock.now(), settings().spot_days
    found = list_open(Filters(birth_year=birth_year), now=now, spot_days=days)
    kinds = list_kinds_of_age(birth_year, now=now, spot_days=days, most=KINDS_SHOWN)
    return render(
        "home/show_young.html", age=age, ages=YOUNG_AGES, has_more=len(found) > CARDS_SHOWN,
        kinds=[(kind_of(code), url_for("catalogue.list_activities", age=age, kind=code)) for code in kinds],
        cards=cards_of(found[:CARDS_SHOWN], year=today.year, heading="h3"), ways=_ways(), short=_short_messages(), profile=profile(),
    )  # fmt: skip


def _age() -> int:
    asked = request.args.get("age", YOUNG_FROM + 1, type=int)
    return asked if asked in YOUNG_AGES else YOUNG_FROM + 1


def _ways() -> set[str]:
    """As the municipality has chosen. Messages on a page are only for who is signed in with the family."""
    user = current_user()
    chosen = {way for way in YOUNG_WAYS if way in settings().young_ways.replace(" ", "").split(",")}
    reachable = chosen if settings().coordinator_phone else chosen - {"sms", "call"}
    return reachable if user is not None and user.role == Role.FAMILY else reachable - {"message"}


def _short_messages() -> list[dict]:
    """Pressed in the reader's language; sent in the coordinator's, with the language one likes to be answered in."""
    phone, mine = settings().coordinator_phone.replace(" ", ""), language()
    with in_language(profile().default_language):
        said = [str(words) for words, _icon in SHORT]
    note = "" if mine.code == profile().default_language else f" ({mine.name})"
    return [
        {"label": str(words), "icon": icon, "url": f"sms:{phone}?body={quote(at_home + note)}"}
        for (words, icon), at_home in zip(SHORT, said, strict=True)
    ]

"""Kinds of activity: each has its picture and the colour of its family, so that a parent who can't read finds football.

Only codes here. What a kind is called stands in `allemed.vocabulary`, words people search by in `synonyms`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`icon` is a name in the sprite; `family` one of ball, water, stage, nature, craft, move, family, mind."""

    code: str
    icon: str
    family: str


_BY_FAMILY = {
    "ball": (
        "football soccer-ball, handball volleyball, basketball basketball, volleyball volleyball, tennis tennis-ball, "
        "table_tennis ping-pong, badminton racquet, floorball hockey, golf golf, american_football football-helmet, "
        "bowling bowling-ball, cricket cricket"
    ),
    "water": (
        "swimming person-simple-swim, sailing sailboat, rowing boat, diving goggles, fishing fish, ice_hockey hockey, "
        "skating snowflake, skiing person-simple-ski, snowboard person-simple-snowboard"
    ),
    "move": (
        "gymnastics person-arms-spread, athletics person-simple-run, dance disco-ball, martial_arts hand-fist, "
        "boxing boxing-glove, cycling bicycle, fitness barbell, yoga person-simple-tai-chi, open_sports sneaker, "
        "skateboard scooter, parkour person-simple-throw, cheerleading confetti"
    ),
    "stage": (
        "choir microphone-stage, music music-notes, band guitar, marching_band megaphone, piano piano-keys, "
        "theatre mask-happy, film film-slate"
    ),
    "nature": (
        "scouts campfire, outdoor mountains, orienteering compass, climbing person-simple-hike, riding horse, "
        "animals paw-print, camping tent, nature_club tree, garden plant"
    ),
    "craft": "art palette, crafts scissors, cooking cooking-pot, woodwork hammer, textile yarn, photo camera",
    "mind": (
        "chess checkerboard, coding code, robotics robot, gaming game-controller, reading book-open, homework pencil-ruler, "
        "language translate"
    ),
    "family": (
        "youth_club couch, family_group users-three, toddlers baby, open_meeting coffee, volunteering hand-heart, "
        "faith hands-praying, other star"
    ),
}

KINDS: dict[str, Kind] = {
    code: Kind(code, icon, family)
    for family, entries in _BY_FAMILY.items()
    for code, icon in (entry.split() for entry in entries.split(", "))
}
FAMILIES = tuple(_BY_FAMILY)

# What is offered first where nothing is known of the reader (our default: the kinds with most children)
COMMON = (
    "football", "swimming", "handball", "gymnastics", "dance", "scouts", "choir", "marching_band", "skiing",
    "martial_arts", "youth_club", "art",
)  # fmt: skip


def kind_of(code: str) -> Kind:
    """The kind with this code; a code nobody knows any more is shown as "other"."""
    return KINDS.get(code) or KINDS["other"]

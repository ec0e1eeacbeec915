"""What the codes of the catalogue are called: kinds of activity, things to bring or borrow, languages, tasks, access.

Plumbing: texts only, in the catalogue `messages`, because families read them. The codes of kinds, with picture and
colour, are `allemed.catalogue.rules.KINDS`.
"""

from collections.abc import Iterable

from allemed.locales import _l, in_language

KIND_LABELS = {
    "football": _l("Football"),
    "handball": _l("Handball"),
    "basketball": _l("Basketball"),
    "volleyball": _l("Volleyball"),
    "tennis": _l("Tennis"),
    "table_tennis": _l("Table tennis"),
    "badminton": _l("Badminton"),
    "floorball": _l("Floorball"),
    "golf": _l("Golf"),
    "american_football": _l("American football"),
    "bowling": _l("Bowling"),
    "cricket": _l("Cricket"),
    "swimming": _l("Swimming"),
    "sailing": _l("Sailing"),
    "rowing": _l("Rowing and paddling"),
    "diving": _l("Diving"),
    "fishing": _l("Fishing"),
    "ice_hockey": _l("Ice hockey"),
    "skating": _l("Skating"),
    "skiing": _l("Skiing"),
    "snowboard": _l("Snowboard"),
    "gymnastics": _l("Gymnastics"),
    "athletics": _l("Athletics"),
    "dance": _l("Dance"),
    "martial_arts": _l("Martial arts"),
    "boxing": _l("Boxing"),
    "cycling": _l("Cycling"),
    "fitness": _l("Fitness"),
    "yoga": _l("Yoga"),
    "open_sports": _l("Many sports"),
    "skateboard": _l("Skateboard"),
    "parkour": _l("Parkour"),
    "cheerleading": _l("Cheerleading"),
    "choir": _l("Choir"),
    "music": _l("Music"),
    "band": _l("Band"),
    "marching_band": _l("Marching band"),
    "piano": _l("Piano"),
    "theatre": _l("Theatre"),
    "film": _l("Film"),
    "scouts": _l("Scouts"),
    "outdoor": _l("Outdoor life"),
    "orienteering": _l("Orienteering"),
    "climbing": _l("Climbing"),
    "riding": _l("Horse riding"),
    "animals": _l("Animals"),
    "camping": _l("Camp"),
    "nature_club": _l("Nature club"),
    "garden": _l("Garden"),
    "art": _l("Drawing and art"),
    "crafts": _l("Crafts"),
    "cooking": _l("Cooking"),
    "woodwork": _l("Woodwork"),
    "textile": _l("Sewing and knitting"),
    "photo": _l("Photography"),
    "chess": _l("Chess and board games"),
    "coding": _l("Coding"),
    "robotics": _l("Robots"),
    "gaming": _l("Computer games"),
    "reading": _l("Books"),
    "homework": _l("Homework help"),
    "language": _l("Language practice"),
    "youth_club": _l("Youth club"),
    "family_group": _l("Family group"),
    "toddlers": _l("Small children"),
    "open_meeting": _l("Open meeting place"),
    "volunteering": _l("Volunteering"),
    "faith": _l("Faith group"),
    "other": _l("Something else"),
}

GENDER_GROUP_LABELS = {"all": _l("Girls and boys"), "girls": _l("Girls"), "boys": _l("Boys")}

# What a child brings, the most common first. What can also be borrowed has the same code in BORROW_LABELS.
BRING_LABELS = {
    "water_bottle": _l("Water bottle"),
    "gym_clothes": _l("Training clothes"),
    "indoor_shoes": _l("Indoor shoes"),
    "clothes_for_outdoors": _l("Clothes for the weather"),
    "warm_clothes": _l("Warm clothes"),
    "packed_lunch": _l("Packed lunch"),
    "swimsuit": _l("Swimsuit"),
    "towel": _l("Towel"),
    "nothing": _l("Nothing"),
    "trainers": _l("Trainers"),
    "football_boots": _l("Football boots"),
    "shin_guards": _l("Shin guards"),
    "rain_clothes": _l("Rain clothes"),
    "rubber_boots": _l("Rubber boots"),
    "swim_goggles": _l("Swimming goggles"),
    "helmet": _l("Helmet"),
    "skis": _l("Skis and poles"),
    "skates": _l("Skates"),
    "bicycle": _l("Bicycle"),
    "racket": _l("Racket"),
    "stick": _l("Stick"),
    "instrument": _l("Instrument"),
    "notes_folder": _l("Folder for music"),
    "backpack": _l("Backpack"),
    "sit_pad": _l("Pad to sit on"),
    "dance_shoes": _l("Soft shoes"),
    "apron": _l("Apron or old shirt"),
    "laptop": _l("Computer"),
}

BORROW_LABELS = {
    "indoor_shoes": _l("Indoor shoes"),
    "football_boots": _l("Football boots"),
    "shin_guards": _l("Shin guards"),
    "gym_clothes": _l("Training clothes"),
    "uniform": _l("Uniform or team clothes"),
    "warm_clothes": _l("Warm clothes"),
    "rain_clothes": _l("Rain clothes"),
    "swimsuit": _l("Swimsuit"),
    "swim_goggles": _l("Swimming goggles"),
    "helmet": _l("Helmet"),
    "protection": _l("Protection"),
    "skis": _l("Skis and poles"),
    "skates": _l("Skates"),
    "bicycle": _l("Bicycle"),
    "racket": _l("Racket"),
    "stick": _l("Stick"),
    "instrument": _l("Instrument"),
    "backpack": _l("Backpack"),
    "sleeping_bag": _l("Sleeping bag"),
    "laptop": _l("Computer"),
    "everything": _l("Everything you need"),
}

# Languages people speak, each in its own script and therefore not translated
LANGUAGE_LABELS = {
    "nb": "Norsk",
    "en": "English",
    "ar": "العربية",
    "uk": "Українська",
    "ru": "Русский",
    "pl": "Polski",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "am": "አማርኛ",
    "fa": "فارسی",
    "fa_AF": "دری",
    "ps": "پښتو",
    "kmr": "Kurmancî",
    "ckb": "سۆرانی",
    "tr": "Türkçe",
    "sw": "Kiswahili",
    "lt": "Lietuvių",
    "sq": "Shqip",
    "bs": "Bosanski",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "fi": "Suomi",
    "sv": "Svenska",
    "se": "Davvisámegiella",
    "nsl": "Norsk tegnspråk",
    "swl": "Svenskt teckenspråk",
}

PARENT_TASK_LABELS = {
    "nothing": _l("Nothing"),
    "drive": _l("Drive sometimes"),
    "wash_shirts": _l("Wash the team's shirts"),
    "sell": _l("Sell things, for example raffle tickets"),
    "coach": _l("Help the coach"),
    "bake": _l("Bake a cake"),
    "stay": _l("Stay during the activity"),
    "work_day": _l("Help on a shared work day"),
}

# The words of OpenActive's accessibility list that fit children's activities
# (https://openactive.io/accessibility-support), and access to the building
ACCESSIBILITY_LABELS = {
    "wheelchair_access": _l("The place can be reached with a wheelchair"),
    "wheelchair_toilet": _l("Toilet for wheelchair users"),
    "parking": _l("Parking close to the door"),
    "hearing_impairment": _l("Adapted for hard of hearing"),
    "visual_impairment": _l("Adapted for low vision"),
    "physical_impairment": _l("Adapted for reduced mobility"),
    "learning_disability": _l("Adapted for those who need more time to learn"),
    "autism": _l("Adapted for autistic children"),
    "mental_health": _l("Calm and small group"),
    "companion": _l("A companion may come along"),
}

# Ways to pay that an association may take; the codes are columns of it
PAYMENT_CARD_LABELS = {
    "leisure_card": _l("the leisure card"),
    "leisure_fund": _l("the leisure fund"),
    "companion_card": _l("the companion card"),
}


def label_of(labels: dict, code: str):
    """The label of a code; a code nobody knows any more is shown as it is."""
    return labels.get(code, code)


def home_words(labels: dict, codes: Iterable[str], home_language: str) -> list[tuple[str, str]]:
    """Pairs of the word in the reader's language and the word used on site; the second is "" when they are equal."""
    codes = [code for code in codes if code in labels]
    words = [str(labels[code]) for code in codes]
    with in_language(home_language):
        at_home = [str(labels[code]) for code in codes]
    return [(word, "" if word == other else other) for word, other in zip(words, at_home, strict=True)]

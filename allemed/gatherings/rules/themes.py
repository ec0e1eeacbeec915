"""The twelve themes of a dugnad (domain.md 8.4.3), in our own words. A municipality may change each, and add its own."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("nb", "nn", "sv", "en")


@dataclass(frozen=True, slots=True)
class Theme:
    """A title and an opening question by language code; `icon` of the card."""

    code: str
    icon: str
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    is_hidden: bool = False

    def title(self, language: str) -> str:
        return _in(self.titles, language)

    def question(self, language: str) -> str:
        return _in(self.questions, language)


def _in(texts: Mapping[str, str], language: str) -> str:
    """In this language, else in the first there is."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


def _theme(code: str, icon: str, *pairs: tuple[str, str]) -> Theme:
    titles, questions = zip(*pairs, strict=True)
    return Theme(code, icon, dict(zip(LANGUAGES, titles, strict=True)), dict(zip(LANGUAGES, questions, strict=True)))


THEMES = (
    _theme(
        "equipment", "sneaker",
        ("Utstyr", "Hva må et barn ha med seg for å bli med – og hva kan lånes eller byttes?"),
        ("Utstyr", "Kva må eit barn ha med seg for å bli med – og kva kan lånast eller bytast?"),
        ("Utrustning", "Vad måste ett barn ha med sig för att vara med – och vad kan lånas eller bytas?"),
        ("Equipment", "What must a child bring to join – and what can be borrowed or swapped?"),
    ),
    _theme(
        "roll_call", "users-three",
        ("Opprop", "Hvem er ikke her? Hvem på skolen har vi aldri spurt?"),
        ("Opprop", "Kven er ikkje her? Kven på skulen har vi aldri spurt?"),
        ("Upprop", "Vem är inte här? Vem på skolan har vi aldrig frågat?"),
        ("Roll call", "Who is not here? Whom at the school have we never asked?"),
    ),
    _theme(
        "money", "coins",
        ("Pengene", "Hva koster det egentlig i året, og hvem spør om hjelp – familien eller vi?"),
        ("Pengane", "Kva kostar det eigentleg i året, og kven spør om hjelp – familien eller vi?"),
        ("Pengarna", "Vad kostar det egentligen per år, och vem frågar om hjälp – familjen eller vi?"),
        ("The money", "What does it really cost a year, and who asks for help – the family or we?"),
    ),
    _theme(
        "the_way", "bus",
        ("Veien dit", "Hvem kjører i dag, og hvem blir stående igjen?"),
        ("Vegen dit", "Kven køyrer i dag, og kven blir ståande att?"),
        ("Vägen dit", "Vem kör i dag, och vem blir stående kvar?"),
        ("The way there", "Who drives today, and who is left standing?"),
    ),
    _theme(
        "what_we_write", "translate",
        ("Det vi skriver", "Forstår en mor som er ny i norsk, meldingen vår? Prøv den på et annet språk."),
        ("Det vi skriv", "Forstår ei mor som er ny i norsk, meldinga vår? Prøv henne på eit anna språk."),
        ("Det vi skriver", "Förstår en mamma som är ny i svenska vårt meddelande? Prova det på ett annat språk."),
        ("What we write", "Does a mother who is new to the language understand our message? Try it in another one."),
    ),
    _theme(
        "parents", "users",
        ("Foreldre", "Hva forventer vi av foreldre, og har vi sagt det til dem?"),
        ("Foreldre", "Kva ventar vi av foreldre, og har vi sagt det til dei?"),
        ("Föräldrar", "Vad förväntar vi oss av föräldrar, och har vi sagt det till dem?"),
        ("Parents", "What do we expect of parents, and have we told them?"),
    ),
    _theme(
        "first_session", "hand-waving",
        ("Første trening", "Hvem tar imot? Hva skjer de første ti minuttene?"),
        ("Første trening", "Kven tek imot? Kva skjer dei første ti minutta?"),
        ("Första träningen", "Vem tar emot? Vad händer de första tio minuterna?"),
        ("First training", "Who receives? What happens in the first ten minutes?"),
    ),
    _theme(
        "somebody_gone", "question",
        ("Når noen blir borte", "Hvem merker det, hvem spør, og etter hvor mange ganger?"),
        ("Når nokon blir borte", "Kven merkar det, kven spør, og etter kor mange gonger?"),
        ("När någon försvinner", "Vem märker det, vem frågar, och efter hur många gånger?"),
        ("When somebody stays away", "Who notices, who asks, and after how many times?"),
    ),
    _theme(
        "girls", "star",
        ("Jenter", "Hva trengs for at jenter skal komme – og bli?"),
        ("Jenter", "Kva trengst for at jenter skal kome – og bli?"),
        ("Flickor", "Vad krävs för att flickor ska komma – och stanna?"),
        ("Girls", "What does it take for girls to come – and to stay?"),
    ),
    _theme(
        "safety", "shield-check",
        ("Trygghet", "Attester, garderobe, bilder, mat: hva må være på plass?"),
        ("Tryggleik", "Attestar, garderobe, bilete, mat: kva må vere på plass?"),
        ("Trygghet", "Registerutdrag, omklädningsrum, bilder, mat: vad måste finnas på plats?"),
        ("Safety", "Certificates, changing rooms, pictures, food: what must be in place?"),
    ),
    _theme(
        "children_say", "chat-circle-dots",
        ("Barna sier", "Hva har barn og unge selv sagt om oss?"),
        ("Barna seier", "Kva har barn og unge sjølve sagt om oss?"),
        ("Barnen säger", "Vad har barn och unga själva sagt om oss?"),
        ("Children say", "What have children and young people said about us themselves?"),
    ),
    _theme(
        "weekend", "tent",
        ("Helg og ferie", "Hva finnes når alt annet er stengt?"),
        ("Helg og ferie", "Kva finst når alt anna er stengt?"),
        ("Helg och lov", "Vad finns när allt annat är stängt?"),
        ("Weekends and holidays", "What is there when everything else is closed?"),
    ),
)  # fmt: skip
OWN_ICON = "plus"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a municipality wrote for a theme: of ours, by its code, or of its own."""

    code: str
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    is_hidden: bool = False


def themes_with(own: list[OwnWords]) -> list[Theme]:
    """Ours with the municipality's words instead of ours where it has any, then its own."""
    changed = {one.code: one for one in own}
    found = []
    for theme in THEMES:
        words = changed.pop(theme.code, None)
        found.append(
            Theme(theme.code, theme.icon, {**theme.titles, **_filled(words.titles)},
                  {**theme.questions, **_filled(words.questions)}, words.is_hidden)
            if words else theme
        )  # fmt: skip
    return found + [
        Theme(one.code, OWN_ICON, one.titles, one.questions, one.is_hidden) for one in own if one.code in changed
    ]


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, text in texts.items() if text}

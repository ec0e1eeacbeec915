"""The one list of languages, and which of them a municipality shows."""

from dataclasses import dataclass

from allemed.config import ROOT, Settings

REVIEWED = ROOT / "translations" / "reviewed.txt"  # codes of languages that a native speaker has read all of


@dataclass(frozen=True)
class Language:
    """`name` in its own script; `staff`: staff pages exist in it."""

    code: str
    name: str
    direction: str = "ltr"
    staff: bool = False

    @property
    def tag(self) -> str:
        """The tag for `lang` attributes (BCP 47)."""
        return self.code.replace("_", "-")


LANGUAGES = {
    language.code: language
    for language in (
        Language("nb", "Bokmål", staff=True),
        Language("nn", "Nynorsk", staff=True),
        Language("en", "English", staff=True),
        Language("sv", "Svenska", staff=True),
        Language("uk", "Українська"),
        Language("ar", "العربية", direction="rtl"),
        Language("ru", "Русский"),
        Language("ti", "ትግርኛ"),
        Language("so", "Soomaali"),
        Language("fa_AF", "دری", direction="rtl"),
        Language("pl", "Polski"),
        Language("tr", "Türkçe"),
    )
}
HOME = {"NO": ("nb", "nn"), "SE": ("sv",)}  # what a country's helpers read; the first is the one offered to them
COMMONLY = {"nb": "Norsk"}  # what everybody calls it
ALSO_CALLED = {"no": "nb", "fa": "fa_AF", "prs": "fa_AF"}  # what browsers also say
STAFF_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.staff)


@dataclass(frozen=True)
class Offer:
    """Codes of the languages this municipality shows, those a native speaker has reviewed, those its helpers read, and
    the one for a reader of whom nothing is known."""

    shown: frozenset[str]
    reviewed: frozenset[str]
    home: tuple[str, ...]
    default: str


def make_offer(settings: Settings) -> Offer:
    """From the settings. The country's own languages and the default one cannot be hidden; English is no translation.

    ValueError names a language nobody knows.
    """
    hidden = set(settings.hidden_languages.replace(",", " ").split())
    if unknown := hidden - {*LANGUAGES, "unreviewed"}:
        raise ValueError(f"hidden_languages: no such language: {', '.join(sorted(unknown))}")
    reviewed = frozenset(REVIEWED.read_text("utf-8").split()) if REVIEWED.exists() else frozenset()
    if "unreviewed" in hidden:
        hidden |= LANGUAGES.keys() - reviewed - {"en"}
    home = HOME[settings.country]
    default = settings.default_language or home[0]
    return Offer(frozenset(LANGUAGES.keys() - hidden | {default, *home}), reviewed, home, default)

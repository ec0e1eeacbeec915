"""The catalogues in `translations/`: collecting the marked texts, checking and compiling the translations.

`messages` holds `_`, `_l` and `ngettext` (every language), `staff` holds `_s`, `_sl` and `ngettext_s`.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from allemed.config import ROOT
from allemed.locales import LANGUAGES, REVIEWED, STAFF_LANGUAGES

FOLDER = ROOT / "translations"
KEYWORDS = {
    "messages": {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None},
    "staff": {"_s": None, "_sl": None, "ngettext_s": (1, 2)},
}
OFFERED = {"messages": tuple(LANGUAGES), "staff": STAFF_LANGUAGES}
SOURCE = "en"
# Where gettext's and Babel's tables are wrong or silent; from CLDR
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "fa_AF": "nplurals=2; plural=(n > 1);",
    "so": "nplurals=2; plural=(n != 1);",
    "ti": "nplurals=2; plural=(n > 1);",
    "tr": "nplurals=2; plural=(n != 1);",
}

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@dataclass
class Findings:
    """What is wrong with one catalogue: texts without translation, texts nobody uses, broken placeholders."""

    catalogue: str
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def path_of(language: str, domain: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


def collect(domain: str) -> Catalog:
    """Every marked text of `domain` in the Python files and templates."""
    template = Catalog()
    found = extract_from_dir(
        ROOT,
        [("allemed/**.py", "python"), ("templates/**.html", "jinja2")],
        {"templates/**.html": {"silent": "false"}},
        keywords=KEYWORDS[domain],
        comment_tags=["Translators:"],
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name not in {".venv", ".git", "var", "static", "tests"},
    )
    for file, line, message, comments, context in found:
        template.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return template


def read(language: str, domain: str) -> Catalog:
    """The catalogue as it stands; an empty one if there is no file."""
    path = path_of(language, domain)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def is_translated(message) -> bool:
    """Has every form a text?"""
    return bool(message.string) and (not message.pluralizable or all(message.string))


def _places(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _wrong_in(text: str, needed: set[str], allowed: set[str], english: str) -> Iterator[str]:
    """What would break a page, or show a reader something else than the English text does."""
    if missing := needed - _places(text):
        yield f"%({sorted(missing)[0]})s is missing"
    if unknown := _places(text) - allowed:
        yield f"%({sorted(unknown)[0]})s stands not in the English text"
    if "%" in _PLACEHOLDER.sub("", text):
        yield "a % that is no placeholder"
    if any(sign in text and sign not in english for sign in "<>&"):
        yield "signs of markup (< > &) that the English text has not"
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        yield "digits other than 0 to 9"


def problems(message: Message, catalogue: Catalog) -> list[str]:
    """Why the translation of `message` cannot be taken; a counted text may leave out the number, and nothing else."""
    if message.pluralizable and len(message.string) != catalogue.num_plurals:
        return [f"{catalogue.num_plurals} forms are needed, there are {len(message.string)}"]
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = _places(english[-1])
    needed = allowed - {"num"} if message.pluralizable else allowed
    texts = [message.string] if isinstance(message.string, str) else message.string
    return [wrong for text in texts if text for wrong in _wrong_in(text, needed, allowed, " ".join(english))]


def check() -> list[Findings]:
    """What is missing, stale or broken, per catalogue. English is the source and may stay empty."""
    everything = []
    for domain, languages in OFFERED.items():
        wanted = {m.id if isinstance(m.id, str) else m.id[0] for m in collect(domain) if m.id}
        for language in languages:
            findings = Findings(f"{domain}/{language}")
            catalogue = read(language, domain)
            present = {(m.id if isinstance(m.id, str) else m.id[0]): m for m in catalogue if m.id}
            findings.stale = sorted(set(present) - wanted)
            findings.missing = sorted(
                text
                for text in wanted
                if text not in present
                or (not is_translated(present[text]) and (language != SOURCE or present[text].pluralizable))
            )
            findings.broken = [f"{m.id!r}: {wrong[0]}" for m in catalogue if m.id and (wrong := problems(m, catalogue))]
            if catalogue.plural_forms != PLURALS.get(language, catalogue.plural_forms):
                findings.broken.append(f"Plural-Forms: {catalogue.plural_forms}")
            everything.append(findings)
    return everything


def update() -> None:
    """Add new texts to every catalogue (empty) and remove those nobody uses; English plurals fill themselves.

    A language that gets a new text is no longer one that a native speaker has read all of.
    """
    with_new = set()
    for domain, languages in OFFERED.items():
        template = collect(domain)
        for language in languages:
            catalogue = read(language, domain)
            if {message.id for message in template} - {message.id for message in catalogue}:
                with_new.add(language)
            catalogue.update(deepcopy(template), no_fuzzy_matching=True)  # it keeps the texts it is given
            if language == SOURCE:
                for message in catalogue:
                    if message.pluralizable and message.id:
                        message.string = message.id
            write(path_of(language, domain), catalogue)
    write_reviewed(read_reviewed() - with_new)


def read_reviewed() -> set[str]:
    """Codes of the languages that a native speaker has read all of."""
    return set(REVIEWED.read_text("utf-8").split()) if REVIEWED.exists() else set()


def write_reviewed(codes: set[str]) -> None:
    """Keep `codes` in `translations/reviewed.txt`; without any there is no such file."""
    if codes:
        REVIEWED.write_text("\n".join(sorted(codes)) + "\n", "utf-8")
    else:
        REVIEWED.unlink(missing_ok=True)


def write(path: Path, catalogue: Catalog) -> None:
    """A short header without dates and names, sorted texts, no line numbers: small differences to read."""
    texts = BytesIO()
    write_po(texts, catalogue, width=110, omit_header=True, sort_output=True, no_location=True, ignore_obsolete=True)
    header = {
        "Language": catalogue.locale_identifier,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(path.parent.parent.name, catalogue.plural_forms),
    }
    lines = ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in header.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\n".join(lines).encode() + b"\n\n" + texts.getvalue().strip() + b"\n")


def compile_all() -> list[str]:
    """Write the .mo beside each .po; translations with broken placeholders are left out and named in the answer."""
    wrong = []
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        language, domain = path.parent.parent.name, path.stem
        catalogue = read(language, domain)
        for message in [m for m in catalogue if m.id]:
            if errors := problems(message, catalogue):
                wrong.append(f"{domain}/{language}: {message.id!r}: {errors[0]}")
                catalogue.delete(message.id, message.context)
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)
    return wrong

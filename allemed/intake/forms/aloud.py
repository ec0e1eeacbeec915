"""The questions in other languages than the page's own, for whoever they are asked."""

from collections.abc import Callable

from markupsafe import Markup

from allemed.intake.forms.labels import COMING_LABELS, QUESTIONS, START_QUESTIONS
from allemed.locales import LANGUAGES, Language, _, in_language, language
from allemed.vocabulary import KIND_LABELS


def in_other_languages(question: str) -> list[tuple[Language, str]]:
    """A question in each language but the page's own."""
    said = []
    for known in LANGUAGES.values():
        if known.code != language().code:
            with in_language(known.code):
                said.append((known, str(QUESTIONS[question])))
    return said


def say_in(code: str | None) -> Callable[[str], Markup | None]:
    """`said("times")`: a question in the family's own language, or nothing where the page already speaks it."""

    def said(question: str) -> Markup | None:
        known = LANGUAGES.get(code or "")
        if known is None or known.code == language().code:
            return None
        with in_language(known.code):
            text = str(QUESTIONS[question])
        return Markup('<span class="said" lang="{}" dir="{}">{}</span>').format(known.tag, known.direction, text)

    return said


def names_in(code: str | None) -> dict[str, dict[str, str]]:
    """What each picture is called in the family's own language, by kind: its name, and the language a voice needs.

    Where the page speaks that language already, or nobody writes it here: in the language of the page.
    """
    known = LANGUAGES.get(code or "") or LANGUAGES[language().code]
    with in_language(known.code):
        return {kind: {"name": str(name), "tag": known.tag} for kind, name in KIND_LABELS.items()}


def faces_in(code: str | None) -> dict[str, str]:
    """The picture questions and what the faces say in the family's own language, with what a page needs to write it.

    Empty where the page speaks that language already, or nobody writes it here.
    """
    known = LANGUAGES.get(code or "")
    if known is None or known.code == language().code:
        return {}
    with in_language(known.code):
        words = {str(key): str(text) for key, text in (START_QUESTIONS | COMING_LABELS).items()}
        return words | {"listen": _("Listen"), "tag": known.tag, "direction": known.direction}

"""What comes from another municipality passes the same forms as what is written here."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict

from allemed.commitments.forms import OwnLineForm, line_data
from allemed.commitments.models import OwnLine
from allemed.followup.forms import KIND_LABELS
from allemed.followup.forms.schedule import MOST_DAYS
from allemed.followup.queries import current_schedule
from allemed.forms import Form
from allemed.gatherings.forms.agreeing import ThemeForm
from allemed.gatherings.rules.themes import LANGUAGES, THEMES
from allemed.intake.forms.at_school import RoutineForm
from allemed.locales import _s, _sl, language
from allemed.passing_on.queries import FEE_FIELDS, plain
from allemed.passing_on.rules import Item, Part, Stands
from allemed.referrals.forms import PARTNER_LABELS
from allemed.referrals.forms.partners import KindForm
from allemed.referrals.rules import PartnerKind
from allemed.support.forms import SchemeForm

LONGEST = 120  # signs of a value in the preview
PART_LABELS = {
    Part.COMMITMENTS: _sl("Own commitments"),
    Part.FEE_SCHEMES: _sl("Help with the fee"),
    Part.THEMES: _sl("Themes for dugnads"),
    Part.KINDS: _sl("Kinds of partner"),
    Part.ROUTINE: _sl("Routine for talks at school"),
    Part.SCHEDULE: _sl("When we ask how it goes"),
}
STANDS_LABELS = {
    Stands.NEW: _sl("New here"),
    Stands.SAME: _sl("The same here"),
    Stands.DIFFERS: _sl("Differs here"),
    Stands.REFUSED: _sl("Cannot be taken"),
}
TONES = {Stands.NEW: "good", Stands.SAME: "neutral", Stands.DIFFERS: "warn", Stands.REFUSED: "bad"}


class FileForm(Form):
    """The file. Without idempotency key: it only makes a preview."""

    once = None
    file = FileField(
        _sl("File from another municipality"), [FileRequired(_sl("Choose a file first."))],
        render_kw={"accept": ".json,application/json"},
    )  # fmt: skip


def _sent(form: type[Form], values: dict[str, Any], without: Iterable[str] = ()) -> Form | None:
    """This form as if somebody had filled it in so; None if it would not be taken. ValueError for what is no text."""
    pairs = [
        (name, str(one))
        for name, value in values.items()
        for one in (value if isinstance(value, (list, tuple)) else [value])
        if one is not None and one is not False
    ]
    if any(
        isinstance(one, (dict, list))
        for value in values.values()
        for one in (value if isinstance(value, list) else [value])
    ):
        raise ValueError("a list or a table stands where a text belongs")
    made = form(formdata=MultiDict(pairs), meta={"csrf": False})
    for name in without:
        if name in made:
            del made[name]
    return made if made.validate() else None


def _words(given: object) -> dict[str, str]:
    """A text in each of our languages that it is in."""
    known = given if isinstance(given, dict) else {}
    return {code: known[code] for code in LANGUAGES if isinstance(known.get(code), str) and known[code]}


def _commitment(item: Item) -> Item | None:
    as_line = OwnLine(level=item.get("level"), evidence=item.get("evidence"), due_rule=item.get("due_rule"))
    form = _sent(OwnLineForm, line_data(as_line) | _words(item.get("texts")), without=("goals",))
    if form is None:
        return None
    return {
        "texts": {code: form[code].data for code in OwnLineForm.LANGUAGES}, "level": str(form.level.data),
        "evidence": plain(form.evidence.data), "due_rule": form.due_rule,
    }  # fmt: skip


def _fee_scheme(item: Item) -> Item | None:
    form = _sent(SchemeForm, {name: item.get(name) for name in FEE_FIELDS} | {"version": 0})
    return form and {name: plain(value) for name, value in form.values().items()}


def _theme(item: Item) -> Item | None:
    code, titles, questions = str(item.get("code")), _words(item.get("titles")), _words(item.get("questions"))
    is_ours = code in {one.code for one in THEMES}
    if not is_ours and not (titles and re.fullmatch(r"own-[0-9a-f]{12}", code)):
        return None
    values = {f"title_{one}": text for one, text in titles.items()}
    form = _sent(ThemeForm, values | {f"question_{one}": text for one, text in questions.items()})
    if form is None:
        return None
    return {
        "code": code, "titles": {one: form[f"title_{one}"].data for one in titles},
        "questions": {one: form[f"question_{one}"].data for one in questions}, "is_hidden": item.get("is_hidden") is True,
    }  # fmt: skip


def _kind(item: Item) -> Item | None:
    code = item.get("code") or ""
    if code and code not in set(PartnerKind):
        return None
    values = {name: item.get(name) for name in ("name", "fields", "text")} | {"version": 0}
    names = {} if code else _words(item.get("names"))
    form = _sent(KindForm, values | names, without=("name", *LANGUAGES, "is_active") if code else ())
    if form is None:
        return None
    said = {"name": "", "names": {}} | form.values()
    return {"code": code, "fields": plain(said["fields"])} | {one: said[one] for one in ("name", "names", "text")}


def _routine(item: Item) -> Item | None:
    form = _sent(RoutineForm, {"text": item.get("text")})
    return form and {"text": form.text.data}


def _step(item: Item) -> Item | None:
    known = {one.code: one for one in current_schedule()}
    days, step = item.get("days"), known.get(str(item.get("code")))
    if step is None or type(days) is not int or abs(days) > MOST_DAYS or (days < 0) != (step.offset_days < 0):
        return None
    return {"code": step.code, "days": days, "is_on": item.get("is_on") is True}


_CHECKS: dict[Part, Callable[[Item], Item | None]] = {
    Part.COMMITMENTS: _commitment, Part.FEE_SCHEMES: _fee_scheme, Part.THEMES: _theme, Part.KINDS: _kind,
    Part.ROUTINE: _routine, Part.SCHEDULE: _step,
}  # fmt: skip


def check(part: Part, item: Item) -> Item | None:
    """The same thing as our forms understand it; None if they would not take it."""
    try:
        return _CHECKS[part](item)
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


def values_of(part: Part, item: Item) -> Item:
    """As the actions take it: days and amounts are such again."""
    if part is not Part.FEE_SCHEMES:
        return item
    days = {name: date.fromisoformat(item[name]) if item[name] else None for name in ("valid_from", "valid_until")}
    return item | days | {"amount": Decimal(item["amount"]) if item["amount"] else None}


def title_of(part: Part, item: Item) -> str:
    """What a reader knows it by."""
    if part is Part.ROUTINE:
        return str(PART_LABELS[part])
    if part is Part.SCHEDULE:
        step = next(one for one in current_schedule() if one.code == item["code"])
        return f"{KIND_LABELS[step.kind]}: {abs(item['days'])}" if item["is_on"] else f"{KIND_LABELS[step.kind]}: –"
    if part is Part.KINDS and item["code"]:
        return str(PARTNER_LABELS[PartnerKind(item["code"])])
    texts = item.get("texts") or item.get("titles")
    return _in_language(texts) if texts is not None else str(item["name"])


def short(values: list[Any]) -> str:
    """Values side by side, as far as a line holds them; of a text in many languages the reader's."""
    said = []
    for value in values:
        one = _in_language(value) if isinstance(value, dict) and value else value
        text = ", ".join(map(str, one)) if isinstance(one, list) else _s("yes") if one is True else str(one or "–")
        said.append(text if len(text) <= LONGEST else f"{text[:LONGEST]} …")
    return " · ".join(said) or "–"


def _in_language(texts: dict[str, str]) -> str:
    return texts.get(language().code) or next(iter(texts.values()), _s("One of ours"))

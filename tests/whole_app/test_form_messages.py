"""What a form says is wrong, it says in every language: WTForms has no messages of its own in so, ti and nn."""

import ast
import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import wtforms
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, DecimalField, IntegerField, SelectField, TimeField
from wtforms.validators import AnyOf

from allemed import forms
from allemed.forms import SAID_INSTEAD, WTFORMS_MESSAGES, CodeField, CodesField, Form, Length, NumberRange, TextField
from allemed.locales import LANGUAGES

SOURCES = [
    path for path in (Path(forms.__file__).parent).rglob("*.py") if "forms" in path.parts or path.stem == "forms"
]
NEVER_SAID = (  # for mistakes of ours, for what is not asked, and for lengths: we set an upper limit alone
    "Choices cannot be None.", "Field must be", "Not a valid week value.", "Not a valid datetime value.",
)  # fmt: skip


def _named() -> Iterator[str]:
    """What our forms take from WTForms."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wtforms"):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "wtforms":
                yield node.attr


def _used() -> set[type]:
    """Those classes, with the ones they are made from."""
    known = {name: one for part in (wtforms, wtforms.validators) for name, one in vars(part).items()}
    named = [known[name] for name in set(_named()) & known.keys() if inspect.isclass(known[name])]
    return {part for one in named for part in one.__mro__ if part.__module__.startswith("wtforms.")}


def test_each_message_that_wtforms_could_show_is_ours():
    listed = {str(text._args[0]) for text in WTFORMS_MESSAGES} | SAID_INSTEAD.keys()
    said = re.compile(r"gettext\(\s*[\"']([^\n]*)[\"'],?\s*\)|ngettext\(\s*\"([^\"]*)\"", re.MULTILINE)
    found = {text for one in _used() for pair in said.findall(inspect.getsource(one)) for text in pair if text}
    assert len(found) > 10
    assert not {text for text in found if text not in listed and not text.startswith(NEVER_SAID)}


class _EveryKind(Form):
    word = TextField("word", most=5, required=True)
    long = TextField("long", most=5)
    length = wtforms.StringField("length", [Length(max=5)])
    number = IntegerField("number")
    between = IntegerField("between", [NumberRange(1, 3)])
    most = IntegerField("most", [NumberRange(max=3)])
    least = IntegerField("least", [NumberRange(min=1)])
    amount = DecimalField("amount")
    day = DateField("day")
    time = TimeField("time")
    one = CodeField("one", labels={"a": "A"})
    wrong_one = CodeField("wrong one", labels={"a": "A"})
    many = CodesField("many", labels={"a": "A"})
    too_many = CodesField("too many", labels={"a": "A", "b": "B"}, most=1)
    listed = SelectField("listed", choices=["a"])
    any_of = wtforms.StringField("any of", [AnyOf(["a"])])
    said_yes = BooleanField("said yes")


WRONG = MultiDict(
    [("long", "a" * 9), ("length", "a" * 9), ("number", "x"), ("between", "9"), ("most", "9"), ("least", "0"),
     ("amount", "x"), ("day", "x"), ("time", "x"), ("wrong_one", "x"), ("many", "x"), ("too_many", "a"),
     ("too_many", "b"), ("listed", "x"), ("any_of", "x")]
)  # fmt: skip


def _errors(app, code: str) -> dict[str, str]:
    with app.test_request_context("/", query_string={"lang": code}):
        form = _EveryKind(formdata=WRONG, meta={"csrf": False})
        assert not form.validate()
        return {name: str(texts[0]) for name, texts in form.errors.items()}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_what_is_wrong_is_said_in_the_readers_language(app, code):
    english, said = _errors(app, "en"), _errors(app, code)
    assert said.keys() == english.keys() == {field for field in _EveryKind.__dict__ if field[0] != "_"} - {"said_yes"}
    assert not [text for name, text in said.items() if text == english[name] or "%" in text]
    assert said["between"].count("3") == 1 and "5" in said["long"] == said["length"]


@pytest.mark.parametrize("day", ["0026-12-01", "0001-01-01", "9999-12-31"])
def test_no_date_of_another_age_is_taken_for_one(app, day):
    """A browser takes a year typed with two digits for the year 26; a calendar file of it cannot be made."""

    def _soon(_form, field):
        assert field.data is None or field.data - timedelta(days=400)

    class When(Form):
        on = DateField(validators=[_soon])

    with app.test_request_context(method="POST", data={"on": day}):
        form = When(MultiDict({"on": day}), meta={"csrf": False})
        assert not form.validate() and len(form.on.errors) == 1
        assert When(MultiDict({"on": "2026-12-01"}), meta={"csrf": False}).validate()

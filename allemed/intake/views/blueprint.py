"""The views of conversations, and the words they share with pages about children."""

from flask import Blueprint, Flask

from allemed.catalogue.rules import kind_of
from allemed.intake.forms import labels
from allemed.vocabulary import BORROW_LABELS, KIND_LABELS, LANGUAGE_LABELS

views = Blueprint("intake", __name__)


def prepare(app: Flask) -> None:
    """Words and pictures that pages about children share."""
    app.jinja_env.globals.update(
        language_labels=LANGUAGE_LABELS, kind_labels=KIND_LABELS, kind_of=kind_of, need_labels=labels.NEED_LABELS,
        borrow_labels=BORROW_LABELS, interpreter_labels=labels.INTERPRETER_LABELS,
    )  # fmt: skip

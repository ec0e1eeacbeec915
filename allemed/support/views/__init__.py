"""Pages: the coordinator's, the guide's, the family's and the association's side."""

from flask import Flask

from allemed.support.forms.words import BUDDY_LABELS, DONE_LABELS
from allemed.support.queries import find_arrangement
from allemed.support.views import company, done, fees, guides, things
from allemed.support.views.blueprint import views


def prepare(app: Flask) -> None:
    """Words that pages of other features show, and which buddy a placement has."""
    app.jinja_env.globals.update(
        buddy_labels=BUDDY_LABELS, done_labels=DONE_LABELS, loan_items=things.ITEMS,
        buddy_of=lambda placement_id: getattr(find_arrangement(placement_id), "buddy", None),
    )  # fmt: skip


__all__ = ["company", "done", "fees", "guides", "prepare", "things", "views"]

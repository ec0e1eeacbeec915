"""Pages of commitments: the coordinator's overview, decisions, schemes and grants; an association's own promises."""

from flask import Flask

from allemed.commitments import forms
from allemed.commitments.rules import Standing, is_seen
from allemed.commitments.views import (  # noqa: F401 — they add their pages
    council,
    decisions,
    exporting,
    grants,
    importing,
    measures,
    municipal,
    overview,
    own,
    schemes,
    sending,
)
from allemed.commitments.views.blueprint import views

__all__ = ["prepare", "views"]


def prepare(app: Flask) -> None:
    """Words that templates of several features need."""
    app.jinja_env.globals.update(
        promise_text=forms.promise_text,
        promise_answer=forms.answer_text,
        promise_reason=forms.reason_text,
        promise_hindered=forms.hindered_text,
        promise_events=forms.event_lines,
        promise_shown_by=forms.shown_by,
        promise_is_seen=lambda one: is_seen(one.code, one.evidence),
        promise_levels=forms.LEVEL_LABELS,
        promise_standings=forms.STANDING_LABELS,
        promise_looks=forms.STANDING_LOOK,
        due_words=forms.due_words,
        Standing=Standing,
    )

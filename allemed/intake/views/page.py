"""The one page of a conversation, and what every way of saving it shares."""

from flask import url_for

from allemed import once
from allemed.database import db
from allemed.htmx import render
from allemed.intake import actions, forms, queries
from allemed.intake.forms import labels
from allemed.locales import _s


def is_to_be_read_again(form) -> bool:
    """Words that seem to say too much are pointed out once; sent again, they are saved as they stand."""
    return bool(form.warnings()) and form.warned.data != "yes"


def said_in(form) -> dict:
    return {
        "languages": {"talk_language": form.talk_language.data, "read_language": form.read_language.data},
        "conversation": form.conversation_values(),
        "agreement": form.agreement_values(),
    }


def record_first(form, *, by, now):
    """The conversation that a family begins with."""
    return actions.record_first_conversation(
        **said_in(form), guardian=form.guardian_values(), child=form.child_values(), by=by, now=now
    )


def saved(row):
    said = _s("Saved.") if queries.missing_of(row) else _s("Saved. This is enough to look for a spot.")
    return once.commit_and_go(url_for("families.show_child", child_id=row.child_id), said)


def conversation_page(form, *, family=None, child=None, draft=None, status=200):
    """The page of the conversation; with the family's language beside each question where we have it."""
    warnings = [] if form.errors else form.warnings() if status == 422 else []
    if warnings:
        form.warned.data = "yes"
    answer = render(
        "intake/hold_conversation.html", status=status, form=form, family=family, child=child, draft=draft, warnings=warnings,
        offered=queries.count_pictures_here(), names=forms.names_in(form.read_language.data), said=forms.say_in(form.read_language.data), own=forms.faces_in(form.read_language.data),
        labels=labels,
    )  # fmt: skip
    if status == 200:
        db.session.commit()
    return answer

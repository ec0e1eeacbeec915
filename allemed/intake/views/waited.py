"""A conversation held without a network: the same guide, kept on the coordinator's device, sealed there, sent by itself.

What could not be saved as it came waits as a draft in the coordinator's day; it is never lost.
"""

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import PUBLIC, Role, allow
from allemed.audit.actions import record_read
from allemed.htmx import render
from allemed.intake import actions, forms, queries
from allemed.intake.forms import labels
from allemed.intake.views.blueprint import views
from allemed.intake.views.page import conversation_page, is_to_be_read_again, record_first, saved
from allemed.kept_pages import may_be_kept
from allemed.locales import _s

UNFINISHED = "unfinished"  # the device locked itself while somebody was still writing


@views.get("/conversations/without-network")
@allow(PUBLIC)
def show_offline_conversation():
    """The empty guide, the same for everybody: a device fetches it without cookies and keeps it."""
    form = forms.FirstConversationForm(meta={"csrf": False})
    return may_be_kept(
        render(
            "intake/show_offline_conversation.html", form=form, said=forms.say_in(None), own={}, labels=labels,
            offered=queries.count_pictures_here(), names=forms.names_in(None), questions=labels.QUESTIONS, warnings=(), family=None, child=None,
        )
    )  # fmt: skip


def keep_for_later():
    """What came by itself and could not be saved: the coordinator finds it under what waits."""
    draft = actions.keep_draft(request.form.to_dict(flat=False), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("intake.show_draft", talk_draft_id=draft.id))


@views.get("/conversations/drafts/<uuid:talk_draft_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_draft(talk_draft_id):
    """The guide with all that was written, and what is missing said at the fields."""
    draft = queries.get_draft(talk_draft_id)
    form = forms.FirstConversationForm(formdata=MultiDict(draft.answers))
    form.validate()
    form.csrf_token.errors, form.once.data = (), once.new_key()  # the device's own have had their answer
    record_read(draft, by=current_user(), now=clock.now(), family_id=None)
    return conversation_page(form, draft=draft)


@views.post("/conversations/drafts/<uuid:talk_draft_id>")
@allow(Role.COORDINATOR)
def finish_draft(talk_draft_id):
    draft, form = queries.get_draft(talk_draft_id), forms.FirstConversationForm()
    if not form.validate() or is_to_be_read_again(form):
        return conversation_page(form, draft=draft, status=422)
    now, user = clock.now(), current_user()
    row = record_first(form, by=user, now=now)
    actions.drop_draft(draft, by=user, now=now)
    return saved(row)


@views.post("/conversations/drafts/<uuid:talk_draft_id>/drop")
@allow(Role.COORDINATOR)
def drop_draft(talk_draft_id):
    actions.drop_draft(queries.get_draft(talk_draft_id), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("intake.start_conversation"), _s("Erased."))

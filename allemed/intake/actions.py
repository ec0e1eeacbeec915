"""Recording a conversation: what was said, who the family is, and what it agreed to, in one piece."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from allemed.accounts.models import User
from allemed.audit.actions import record
from allemed.countries import profile
from allemed.database import count_changed, db
from allemed.families.actions import add_child, add_family, add_guardian, give_agreement
from allemed.families.models import Child, Family
from allemed.intake.models import Conversation, ConversationDraft
from allemed.intake.rules import GUIDE_VERSION

Values = Mapping[str, Any]


def record_first_conversation(
    *,
    languages: Values,
    guardian: Values,
    child: Values,
    conversation: Values,
    agreement: Values,
    by: User,
    now: datetime,
) -> Conversation:
    """A new family with one adult and one child, and the conversation with them.

    `languages`: talk_language, read_language. `guardian`: first_name, phone, channel. `child`: columns of Child.
    `conversation`: columns of Conversation. `agreement`: items, how, child_heard; empty: nothing was agreed.
    """
    family = add_family(**languages, by=by, now=now)
    add_guardian(family, **guardian, by=by, now=now)
    return record_sibling_conversation(
        family, languages=languages, child=child, conversation=conversation, agreement=agreement, by=by, now=now
    )


def record_sibling_conversation(
    family: Family,
    *,
    languages: Values,
    child: Values,
    conversation: Values,
    agreement: Values,
    by: User,
    now: datetime,
) -> Conversation:
    """Another child of the same family, and the conversation about it."""
    row = add_child(family, **child, by=by, now=now)
    return record_conversation(row, languages=languages, conversation=conversation, agreement=agreement, by=by, now=now)


def record_conversation(
    child: Child, *, languages: Values, conversation: Values, agreement: Values, by: User, now: datetime
) -> Conversation:
    """A conversation about a child that is known. It takes over the open next step of the ones before."""
    _update_languages(child.family, languages, by=by, now=now)
    finish_next_steps(child, now=now)
    row = Conversation(
        family_id=child.family_id, child_id=child.id, recorded_by=by.id, guide_version=GUIDE_VERSION, created_at=now,
        **conversation,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    filled = sorted(name for name, value in conversation.items() if value)
    record("record_conversation", by=by, now=now, subject=row, family_id=child.family_id, fields=filled)
    if agreement:
        give_agreement(child, **agreement, language=languages["talk_language"], given_on=row.held_on, by=by, now=now)
    return row


def _update_languages(family: Family, languages: Values, *, by: User, now: datetime) -> None:
    changed = [name for name, value in languages.items() if getattr(family, name) != value]
    for name in changed:
        setattr(family, name, languages[name])
    if changed:
        record("edit_family", by=by, now=now, subject=family, family_id=family.id, fields=changed)


def finish_next_steps(child: Child, *, now: datetime) -> None:
    """The next step that was agreed is done, or a newer one takes its place."""
    open_steps = (Conversation.child_id == child.id, Conversation.next_step_done_at.is_(None))
    db.session.execute(update(Conversation).where(*open_steps).values(next_step_done_at=now))


def finish_next_step(conversation: Conversation, *, by: User, now: datetime) -> None:
    """Tick off the next step of a conversation."""
    conversation.next_step_done_at = now
    db.session.flush()
    record(
        "finish_next_step", by=by, now=now, subject=conversation, family_id=conversation.family_id,
        fields=["next_step_done_at"],
    )  # fmt: skip


def say_understood(conversation: Conversation, is_understood: bool, *, by: User, now: datetime) -> None:
    """The family's own answer to "did you understand?"."""
    conversation.is_understood = is_understood
    db.session.flush()
    record(
        "say_understood",
        by=by,
        now=now,
        subject=conversation,
        family_id=conversation.family_id,
        fields=["is_understood"],
    )


def keep_draft(answers: Mapping[str, list[str]], *, by: User, now: datetime) -> ConversationDraft:
    """Keep a form that could not be saved, every field as it was sent; tokens and keys are no answers."""
    said = {name: values for name, values in answers.items() if name not in ("csrf_token", "once", "unfinished")}
    draft = ConversationDraft(written_by_id=by.id, form=json.dumps(said), created_at=now)
    db.session.add(draft)
    db.session.flush()
    record("keep_draft", by=by, now=now, subject=draft)
    return draft


def drop_draft(draft: ConversationDraft, *, by: User, now: datetime) -> None:
    """It has become a conversation, or nobody needs it."""
    record("drop_draft", by=by, now=now, subject=draft)
    db.session.delete(draft)
    db.session.flush()


def forget_drafts_of(phones: Collection[str]) -> None:
    """Unfinished conversations with one of these phones go with the family. They lie encrypted: each is looked at."""
    for draft in db.session.scalars(select(ConversationDraft)):
        if any(profile().phone_number(said) in phones for said in draft.answers.get("phone", ())):
            db.session.delete(draft)


def forget_drafts(before: datetime) -> int:
    """Erase what nobody has finished since; returns how many."""
    return count_changed(delete(ConversationDraft).where(ConversationDraft.created_at < before))

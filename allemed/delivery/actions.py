"""Writing to the outbox, in the transaction of what a message tells of."""

from datetime import datetime

from sqlalchemy import select

from allemed.accounts.models import User
from allemed.database import db
from allemed.delivery.models import OutboxMessage, PushSubscription
from allemed.delivery.rules import Topic, Way


def tell(user: User, topic: Topic, path: str, *, now: datetime, secret: str | None = None) -> list[OutboxMessage]:
    """Tell `user` by every way that reaches them: push if a browser of theirs asked for it, mail if there is an address.

    `path` is a page of ours with ids only. `secret` (a sign-in token) travels by mail alone. No way at all: nothing
    is written, and the coordinator reaches the person by phone. The caller commits.
    """
    ways = [Way.MAIL] if user.email else []
    if topic is not Topic.SIGN_IN and _has_subscription(user):
        ways.insert(0, Way.PUSH)
    messages = [
        OutboxMessage(
            user_id=user.id, way=way, topic=topic, path=path, created_at=now, send_after=now,
            secret=secret if way is Way.MAIL else None,
        )
        for way in ways
    ]  # fmt: skip
    db.session.add_all(messages)
    db.session.flush()
    return messages


def _has_subscription(user: User) -> bool:
    living = select(PushSubscription.id).where(PushSubscription.user_id == user.id, PushSubscription.ended_at.is_(None))
    return db.session.scalar(living.limit(1)) is not None

"""A post that arrives twice is done once: each form carries a key, and the same key gets the same answer.

The key is stored in the transaction of what the post does, so a crash loses both or neither.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import Flask, abort, flash, g, request
from sqlalchemy import String, UniqueConstraint, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from allemed import clock
from allemed.database import Model, UtcMoment, UuidKey, db
from allemed.htmx import redirect_to
from allemed.sealed import came_sealed

KEEP = timedelta(days=7)
FIELD = "once"


class AnsweredPost(Model):
    """The key of a post, a fingerprint of its body, and where its answer sent the sender."""

    __tablename__ = "answered_post"
    __table_args__ = (UniqueConstraint("sender", "key"),)

    id: Mapped[UuidKey]
    sender: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))
    body_hash: Mapped[str] = mapped_column(String(64))
    location: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcMoment, index=True)


def new_key() -> str:
    return secrets.token_urlsafe(18)


def sender() -> str:
    """Who posts: the signed-in device. Visitors need no name: a key is random, and only its browser knows it.

    So a form that waited on a phone is done once, even if the browser was closed meanwhile; and if one has signed in
    again meanwhile, the person is who posts.
    """
    device = g.get("device")
    if device and came_sealed(request.environ):
        return str(device.user_id)
    return str(device.id) if device else "visitor"


def _body_hash() -> str:
    pairs = sorted((k, v) for k, v in request.form.items(multi=True) if k not in ("csrf_token", FIELD))
    return hashlib.sha256(repr((request.path, pairs)).encode()).hexdigest()


def check():
    """Before a post: None to go on, or the answer this key was given before."""
    key = request.form.get(FIELD, "") if request.method == "POST" else ""
    if not key:
        return None
    row = AnsweredPost(sender=sender(), key=key[:64], body_hash=_body_hash(), at=clock.now())
    who, body = row.sender, row.body_hash
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        earlier = db.session.scalar(
            select(AnsweredPost).where(AnsweredPost.sender == who, AnsweredPost.key == key[:64])
        )
        if earlier is None or earlier.location is None:
            abort(409)
        if earlier.body_hash != body:
            abort(422)
        return redirect_to(earlier.location)
    g.answered_post = row
    return None


def commit_and_go(address: str, message: str | None = None, tone: str = "success"):
    """Commit what this request did and send the person on to `address`, with a `message` on that page."""
    if row := g.get("answered_post"):
        row.location = address
    db.session.commit()
    if message:
        flash(message, tone)
    return redirect_to(address)


def may_come_again() -> None:
    """This post was answered with its form again, or kept something on the way: its key is not used up."""
    if row := g.pop("answered_post", None):
        db.session.delete(row)


def forget_old(now: datetime) -> None:
    """Drop keys older than a week (worker, nightly)."""
    db.session.execute(delete(AnsweredPost).where(AnsweredPost.at < now - KEEP))


def prepare(app: Flask) -> None:
    app.jinja_env.globals["new_once"] = new_key

"""How one message goes out by each way, and what became of the attempt."""

from dataclasses import asdict
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from flask import current_app

from allemed import clock
from allemed.accounts.rules import LINK_LIFE, LINK_PATH, LinkPurpose
from allemed.config import settings
from allemed.database import db
from allemed.delivery import actions
from allemed.delivery.gateway import mail, sms
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import mail_words, sms_words, stop_path
from allemed.delivery.queries import may_write_to
from allemed.delivery.rules import CAN_BE_STOPPED, SECRET_BY_PUSH, Outcome, Result, Topic, Way, end_of_night


def quiet_until(message: OutboxMessage, now: datetime) -> datetime | None:
    """A push or an SMS waits for the morning; a mail wakes nobody."""
    if message.way == Way.MAIL:
        return None
    return end_of_night(clock.local(now, settings().zone))


def mail_folder() -> Path:
    """Where mails go as files when there is no mail server."""
    return Path(current_app.instance_path) / "mail"


def service_of(message: OutboxMessage) -> str:
    """Whom a message goes through."""
    if message.way != Way.PUSH:
        return {Way.MAIL: "the mail server", Way.SMS: "the SMS gateway"}[message.way]
    return (urlsplit(message.subscription.endpoint).hostname if message.subscription else None) or "push"


def path_of(message: OutboxMessage) -> str:
    """The page of ours to open; a question's key is joined to it only now."""
    return message.path + (message.secret or "" if message.topic in SECRET_BY_PUSH else "")


def _address(message: OutboxMessage) -> str:
    """The link in a mail or an SMS; a family's SMS signs in by it, a mail that was asked for too."""
    home = settings().base_url.rstrip("/")
    if message.topic in SECRET_BY_PUSH or (message.topic != Topic.SIGN_IN and message.way != Way.SMS):
        return home + path_of(message)
    following = f"?next={quote(message.path)}" if message.path != "/" else ""
    return f"{home}{LINK_PATH}{message.secret}{following}"


def mail_out(message: OutboxMessage) -> Outcome:
    user, chosen = message.user, settings()
    if not user.email or (message.topic == Topic.SIGN_IN and not message.secret):
        return Outcome(Result.NEVER, "nothing to send, or nowhere to send it")
    if message.topic == Topic.SIGN_IN and clock.now() >= message.created_at + LINK_LIFE[LinkPurpose.MAIL]:
        return Outcome(Result.NEVER, "the link has run out")
    if message.topic != Topic.SIGN_IN and not may_write_to(user.email):
        return Outcome(Result.NEVER, "mails to this address were stopped")
    stop = chosen.base_url.rstrip("/") + stop_path(user.id, message.topic) if message.topic in CAN_BE_STOPPED else ""
    subject, text = mail_words(message.topic, _address(message), user.language, stop)
    letter = mail.letter(
        key=message.id.hex, sender=chosen.mail_from, to=user.email, subject=subject, text=text,
        date=format_datetime(message.created_at), stop=stop,
    )  # fmt: skip
    return _post(message, letter)


def letter_out(message: OutboxMessage) -> Outcome:
    """To somebody without a sign-in, who may have stopped such mails since it was written."""
    told = actions.letter_of(message)
    if told is None or not may_write_to(told.to):
        return Outcome(Result.NEVER, "nothing to send, or nobody who wants it")
    head = {"key": message.id.hex, "sender": settings().mail_from, "date": format_datetime(message.created_at)}
    try:
        return _post(message, mail.letter(**head, **asdict(told)))
    except ValueError:
        return Outcome(Result.NEVER, "this cannot be a header of a mail")


def _post(message: OutboxMessage, letter: EmailMessage) -> Outcome:
    chosen, name = settings(), f"{message.created_at:%Y%m%d-%H%M%S}-{message.id.hex}"
    db.session.commit()
    if not chosen.mail_server:
        return mail.write(letter, mail_folder(), name)
    server = mail.MailServer(chosen.mail_server, chosen.mail_user, chosen.mail_password, chosen.mail_tls)
    return mail.send(letter, server)


def sms_out(message: OutboxMessage) -> Outcome:
    user, chosen = message.user, settings()
    if not (user.phone and message.secret and chosen.sms_gateway):
        return Outcome(Result.NEVER, "nothing to send, nowhere to send it, or no SMS gateway")
    if clock.now() >= message.created_at + LINK_LIFE[LinkPurpose.SMS]:
        return Outcome(Result.NEVER, "the link has run out")
    values = {
        "to": user.phone, "text": sms_words(message.topic, _address(message), user.language),
        "sender": chosen.sms_sender, "id": message.id.hex, "secret": chosen.sms_secret,
    }  # fmt: skip
    gateway = sms.read_gateway(Path(chosen.sms_gateway))
    db.session.commit()
    return sms.send(gateway, values, clock.now())

"""The worker: takes due messages, sends them, notes what became of them; at night it tidies up.

Crash-safe: a message is taken and noted in transactions of their own, so a worker that dies between sending and noting
sends a copy with the same tag, which replaces the first one on the screen.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from allemed import clock, once
from allemed.accounts.actions import forget_old_links
from allemed.accounts.rules import LINK_LIFE, LINK_PATH, LinkPurpose
from allemed.config import settings
from allemed.database import db, wipe_traces
from allemed.delivery import actions
from allemed.delivery.gateway import mail, sms
from allemed.delivery.gateway.push import PushSender
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import mail_words, push_payload, sms_words, stop_path
from allemed.delivery.queries import may_write_to
from allemed.delivery.rules import (
    BATCH,
    CAN_BE_STOPPED,
    KEEP_SENT,
    LEASE,
    PAUSE,
    QUIET_UNTIL,
    REFUSALS_IN_A_ROW,
    SECONDS_TO_ANSWER,
    SECRET_BY_PUSH,
    Outcome,
    Result,
    Topic,
    Way,
    end_of_night,
)
from allemed.errors import describe_failure
from allemed.public_changes import forget_old_changes

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
TROUBLE_SECONDS = 5.0
TIDY_EVERY = timedelta(days=1)
OFTEN = timedelta(minutes=5)
Job = Callable[[datetime], object]


class Refusals:
    """Services that don't accept us: said once in the log; three refusals in a row and a service rests for an hour."""

    def __init__(self):
        self._in_a_row: dict[str, int] = {}
        self._rests_until: dict[str, datetime] = {}
        self._logged: set[str] = set()

    def rests_until(self, service: str, now: datetime) -> datetime | None:
        until = self._rests_until.get(service)
        return until if until and until > now else None

    def note(self, service: str, outcome: Outcome, now: datetime) -> None:
        if outcome.result == Result.SENT:
            self._in_a_row[service] = 0
        if outcome.result != Result.REFUSED:
            return
        self._in_a_row[service] = self._in_a_row.get(service, 0) + 1
        if service not in self._logged:
            self._logged.add(service)
            log.error("%s refuses us (%s): check the keys or the password in the settings", service, outcome.problem)
        if self._in_a_row[service] >= REFUSALS_IN_A_ROW:
            self._rests_until[service] = now + PAUSE


class Worker:
    """One worker in one app context. `daily`: what each day brings, done once after seven in the morning.

    `often`: what is renewed every five minutes.
    """

    def __init__(self, daily: Sequence[Job] = (), often: Sequence[Job] = ()):
        self._daily, self._day = daily, None
        self._often, self._renewed_at = often, None
        self._refusals = Refusals()
        self._push: PushSender | None = None
        self._tidied_at: datetime | None = None

    def send_due(self) -> int:
        """Send one batch; returns how many messages were taken."""
        taken_at = clock.now()
        taken = actions.lease_batch(taken_at, BATCH)
        db.session.commit()
        for message_id in taken:
            if clock.now() > taken_at + LEASE - timedelta(seconds=4 * SECONDS_TO_ANSWER):
                break  # the rest comes again when the lease has ended
            self._send_one(message_id)
        return len(taken)

    def _send_one(self, message_id: UUID) -> None:
        message = db.session.get(OutboxMessage, message_id)
        if message is None:
            return
        service, now = _service(message), clock.now()
        if until := self._refusals.rests_until(service, now) or _quiet_until(message, now):
            actions.postpone(message, until)
        else:
            # what was read is loaded; no transaction stays open while the other side thinks
            outcome = self._attempt(message)
            now = clock.now()
            self._refusals.note(service, outcome, now)
            self._note(message, outcome, now)
        db.session.commit()

    @staticmethod
    def _note(message: OutboxMessage, outcome: Outcome, now: datetime) -> None:
        if outcome.result == Result.SENT:
            actions.mark_sent(message, now)
            return
        actions.mark_failed(message, outcome, now)
        if message.given_up_at:
            log.warning("gave up a message about %s by %s: %s", message.topic, message.way, outcome.problem)

    def _attempt(self, message: OutboxMessage) -> Outcome:
        user = message.user
        if user is None:
            return _letter_out(message)
        if not user.is_active:
            return Outcome(Result.NEVER, "the user was ended")
        return {Way.PUSH: self._push_out, Way.MAIL: _mail_out, Way.SMS: _sms_out}[message.way](message)

    def _push_out(self, message: OutboxMessage) -> Outcome:
        subscription = message.subscription
        if subscription is None or not subscription.is_living:
            return Outcome(Result.NEVER, "the subscription was ended")
        if not settings().vapid_private_key:
            return Outcome(Result.NEVER, "no key for web push")
        if self._push is None:
            chosen = settings()
            self._push = PushSender(
                private_key=chosen.vapid_private_key,
                contact=chosen.vapid_contact,
                hosts=chosen.push_hosts,
                now=clock.now,
            )
        tag = message.id.hex
        values = {"endpoint": subscription.endpoint, "p256dh": subscription.p256dh, "auth": subscription.auth}
        payload = push_payload(message.topic, _path(message), tag, subscription.language)
        db.session.commit()
        return self._push.send(**values, payload=payload, tag=tag)

    def tidy_when_due(self) -> None:
        """Once a day: drop what nobody needs any more."""
        now = clock.now()
        if self._tidied_at and now - self._tidied_at < TIDY_EVERY:
            return
        self._tidied_at = now
        tidy(now)
        db.session.commit()

    def renew_when_due(self) -> None:
        """What others read of us; each job may run again without harm."""
        now = clock.now()
        if self._renewed_at and timedelta() <= now - self._renewed_at < OFTEN:
            return
        self._renewed_at = now
        for job in self._often:
            _do(job, now)

    def start_the_day_when_due(self) -> None:
        """Questions and reminders that come due by themselves; each job may run again without harm."""
        now = clock.now()
        morning = clock.local(now, settings().zone)
        if self._day == morning.date() or morning.hour < QUIET_UNTIL:
            return
        for job in self._daily:
            _do(job, now)
        wipe_traces()  # of what a job has erased
        self._day = morning.date()


def _do(job: Job, now: datetime) -> None:
    """A job that yields is committed part by part: on SQLite whoever writes meanwhile waits for a part, not for the whole."""
    done = job(now)
    if isinstance(done, Iterator):
        for _part in done:
            db.session.commit()
    db.session.commit()


def tidy(now: datetime) -> None:
    """Old keys of posts, dead links, sent messages, mails that became files, silent subscriptions."""
    once.forget_old(now)
    forget_old_links(now)
    actions.forget_old_messages(now)
    forget_old_changes(now)
    mail.forget_written(_mail_folder(), now - KEEP_SENT)


def _quiet_until(message: OutboxMessage, now: datetime) -> datetime | None:
    """A push or an SMS waits for the morning; a mail wakes nobody."""
    if message.way == Way.MAIL:
        return None
    return end_of_night(clock.local(now, settings().zone))


def _mail_folder() -> Path:
    """Where mails go as files when there is no mail server."""
    return Path(current_app.instance_path) / "mail"


def _service(message: OutboxMessage) -> str:
    """Whom a message goes through."""
    if message.way != Way.PUSH:
        return {Way.MAIL: "the mail server", Way.SMS: "the SMS gateway"}[message.way]
    return (urlsplit(message.subscription.endpoint).hostname if message.subscription else None) or "push"


def _path(message: OutboxMessage) -> str:
    """The page of ours to open; a question's key is joined to it only now."""
    return message.path + (message.secret or "" if message.topic in SECRET_BY_PUSH else "")


def _address(message: OutboxMessage) -> str:
    """The link in a mail or an SMS; a family's SMS signs in by it, a mail that was asked for too."""
    home = settings().base_url.rstrip("/")
    if message.topic in SECRET_BY_PUSH or (message.topic != Topic.SIGN_IN and message.way != Way.SMS):
        return home + _path(message)
    following = f"?next={quote(message.path)}" if message.path != "/" else ""
    return f"{home}{LINK_PATH}{message.secret}{following}"


def _mail_out(message: OutboxMessage) -> Outcome:
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


def _letter_out(message: OutboxMessage) -> Outcome:
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
        return mail.write(letter, _mail_folder(), name)
    server = mail.MailServer(chosen.mail_server, chosen.mail_user, chosen.mail_password, chosen.mail_tls)
    return mail.send(letter, server)


def _sms_out(message: OutboxMessage) -> Outcome:
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


def run_worker(
    app: Flask, once: bool = False, daily: Sequence[Job] = (), often: Sequence[Job] = (), each_turn: Sequence[Job] = ()
) -> None:
    """Work until asked to stop (Ctrl-C, SIGTERM); with `once`, until nothing is due. The batch in hand is finished.

    `daily` and `often` are jobs of other features; each takes the time and leaves the commit to the worker.
    `each_turn` looks for work that cannot wait; it takes a moment only.
    """
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
    with app.app_context():
        worker = Worker(daily, often)
        while not stop.is_set():
            try:
                worker.tidy_when_due()
                worker.renew_when_due()
                worker.start_the_day_when_due()
                for job in each_turn:
                    _do(job, clock.now())
                taken = worker.send_due()
            except OperationalError as error:
                db.session.rollback()
                log.error("database unavailable: %s", type(error.orig).__name__)
                stop.wait(TROUBLE_SECONDS)
                continue
            except Exception as error:  # one that cannot be sent must not silence the others
                db.session.rollback()
                log.error("unexpected: %s", describe_failure(error))
                if once:
                    raise SystemExit(1) from None
                stop.wait(TROUBLE_SECONDS)
                continue
            db.session.remove()
            if taken == 0:
                if once:
                    return
                stop.wait(IDLE_SECONDS)

"""The worker: takes due messages, sends them, notes what became of them; at night it tidies up.

Crash-safe: a message is taken and noted in transactions of their own, so a worker that dies between sending and noting
sends a copy with the same tag, which replaces the first one on the screen.
"""

import logging
import signal
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import OperationalError

from allemed import clock, once, resting
from allemed.accounts.actions import forget_old_links
from allemed.config import settings
from allemed.database import db, wipe_traces
from allemed.delivery import actions
from allemed.delivery.gateway import mail
from allemed.delivery.gateway.push import PushSender
from allemed.delivery.models import OutboxMessage
from allemed.delivery.notices import push_payload
from allemed.delivery.rules import (
    BATCH,
    KEEP_SENT,
    LEASE,
    PAUSE,
    QUIET_UNTIL,
    REFUSALS_IN_A_ROW,
    SECONDS_TO_ANSWER,
    Outcome,
    Result,
    Way,
)
from allemed.delivery.worker.sending import letter_out, mail_folder, mail_out, path_of, quiet_until, service_of, sms_out
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

    def __init__(self, daily: Sequence[Job] = (), often: Sequence[Job] = (), at_rest: Collection[Job] = ()):
        self._at_rest = at_rest
        self._daily, self._day = daily, None
        self._often, self._renewed_at = often, None
        self._refusals = Refusals()
        self._push: PushSender | None = None
        self._tidied_at: datetime | None = None

    def send_due(self) -> int:
        """Send one batch; returns how many messages were taken."""
        taken_at = clock.now()
        taken = actions.lease_batch(taken_at, BATCH, only_coordinators=resting.rests())
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
        service, now = service_of(message), clock.now()
        if until := self._refusals.rests_until(service, now) or quiet_until(message, now):
            actions.postpone(message, until)
        else:
            # what was read is loaded; no transaction stays open while the other side thinks
            outcome = self._attempt(message)
            now = clock.now()
            self._refusals.note(service, outcome, now)
            if db.session.get(OutboxMessage, message_id):  # or whom it is to was erased this moment
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
            return letter_out(message)
        if not user.is_active:
            return Outcome(Result.NEVER, "the user was ended")
        return {Way.PUSH: self._push_out, Way.MAIL: mail_out, Way.SMS: sms_out}[message.way](message)

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
        payload = push_payload(message.topic, path_of(message), tag, subscription.language)
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
        for job in self._due(self._often):
            _do(job, now)

    def _due(self, jobs: Sequence[Job]) -> list[Job]:
        """All of them; while ALLEMED rests only those that tell nobody and that the law wants done."""
        rests = resting.rests()
        db.session.commit()
        return [job for job in jobs if not rests or job in self._at_rest]

    def start_the_day_when_due(self) -> None:
        """Questions and reminders that come due by themselves; each job may run again without harm."""
        now = clock.now()
        morning = clock.local(now, settings().zone)
        if self._day == morning.date() or morning.hour < QUIET_UNTIL:
            return
        for job in self._due(self._daily):
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
    mail.forget_written(mail_folder(), now - KEEP_SENT)


def run_worker(
    app: Flask, once: bool = False, daily: Sequence[Job] = (), often: Sequence[Job] = (),
    each_turn: Sequence[Job] = (), at_rest: Collection[Job] = (),
) -> None:  # fmt: skip
    """Work until asked to stop (Ctrl-C, SIGTERM); with `once`, until nothing is due. The batch in hand is finished.

    `daily` and `often` are jobs of other features; each takes the time and leaves the commit to the worker.
    `each_turn` looks for work that cannot wait. While ALLEMED rests only the jobs of `at_rest` are done, and only
    coordinators are told something.
    """
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
    with app.app_context():
        worker = Worker(daily, often, at_rest)
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

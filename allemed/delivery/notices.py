"""The words of messages: constant for each topic and language. A locked screen shows them to anybody."""

import json
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from allemed.config import settings
from allemed.delivery.models import OutboxMessage
from allemed.delivery.queries import fingerprint_of
from allemed.delivery.rules import Topic, Way
from allemed.locales import LANGUAGES, _, _l, _s, _sl, in_language, language


@dataclass(frozen=True)
class Words:
    """What one topic says: one short line on a screen, and the first sentence of a mail."""

    line: object
    mail: object


WORDS = {
    Topic.PROPOSAL: Words(_l("There is something new for you."), _l("There is a proposal for you. Open it and answer yes or not now.")),
    Topic.REQUEST: Words(_l("Somebody waits for your answer."), _l("Somebody would like to come to you. Open it and answer.")),
    Topic.ANSWER: Words(_l("There is an answer."), _l("There is an answer to what was asked.")),
    Topic.FIRST_SESSION: Words(_l("There is something new for you."), _l("There is news about the first time.")),
    Topic.ABSENCE: Words(_l("Somebody cannot come."), _l("There is news about who comes and who cannot. Open it and see.")),
    Topic.CANCELLED: Words(_l("A day has changed."), _l("One day is different this time. Open it and see.")),
    Topic.MESSAGE: Words(_l("You have a message."), _l("Somebody has written to you. Open it and read.")),
    Topic.CHECK_IN: Words(_l("How is it going? We would like to hear."), _l("How is it going? Open the page and tell us.")),
    Topic.SPOT_STALE: Words(_l("Is your spot still open?"), _l("Is your spot still open? One tap keeps it in the list.")),
    Topic.COMMITMENT: Words(_l("Something is due soon."), _l("A commitment is due soon. Open it and see what is left.")),
    Topic.INTEREST: Words(_l("Somebody asks for contact."), _l("Somebody asks for contact. Open the list and call.")),
    Topic.REMINDER: Words(_l("Something waits for you."), _l("Something waits for you. Open it and see.")),
    Topic.TERM: Words(_l("What became of the families you sent on?"), _l("What became of the families you sent on last term? Open it and see.")),
    Topic.NEWS: Words(_l("There is something new for you."), _l("There is something new for you.")),
}  # fmt: skip


def push_payload(topic: Topic, path: str, tag: str, code: str) -> bytes:
    """What a browser shows: constant words, the page to open, and a tag so that a copy replaces the first."""
    with in_language(code):
        words = {
            "title": _("News in ALLEMED"),
            "body": str(WORDS[topic].line),
            "lang": language().tag,
            "dir": LANGUAGES[language().code].direction,
        }
    return json.dumps(words | {"path": path, "tag": tag}, ensure_ascii=False).encode()


def sms_words(topic: Topic, address: str, code: str) -> str:
    """One line and a link; no name, no place, no activity: a lying phone shows it to anybody."""
    with in_language(code):
        return f"{WORDS[topic].line} {address}"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="stop these messages")


def stop_path(user_id: UUID, topic: Topic) -> str:
    """The path that stops messages about `topic` to this person with one press, without signing in."""
    return f"/stop/{_signer().dumps([user_id.hex, topic])}"


def read_stop(token: str) -> tuple[UUID, Topic] | None:
    """Who wants to hear no more of what; None for a token that is not ours."""
    try:
        user_id, topic = _signer().loads(token)
        return UUID(user_id), Topic(topic)
    except (BadSignature, ValueError, TypeError):
        return None


def _address_signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="stop mails to an address")


def stop_letters_path(address: str) -> str:
    """The path that ends all mails to this address with one press, without signing in. It holds no address."""
    return f"/stop/{_address_signer().dumps(fingerprint_of(address))}"


def read_stop_letters(token: str) -> str | None:
    """The fingerprint of the address that wants no mails; None for a token that is not ours."""
    try:
        found = _address_signer().loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None


def mail_words(topic: Topic, address: str, code: str, stop: str = "") -> tuple[str, str]:
    """Subject and text of a mail with one link, and one that stops such mails; no name, no place, no activity."""
    with in_language(code):
        if topic == Topic.SIGN_IN:
            subject = _("Your link to sign in")
            first, last = (
                _("Open this link to sign in:"),
                _("It works once, for 30 minutes. Did you not ask for it? Do nothing."),
            )
        else:
            subject, first = _("News in ALLEMED"), str(WORDS[topic].mail)
            last = _("You get this mail because somebody waits for you in ALLEMED.")
        ending = [_("No more mails about this:") + "\n" + stop] if stop else []
        return subject, "\n\n".join([_("Hello,"), first, address, last, *ending]) + "\n"


WAY_LABELS = {Way.PUSH: _sl("on the phone"), Way.MAIL: _sl("by e-mail"), Way.SMS: _sl("by SMS")}


def sent_words(message: OutboxMessage) -> tuple[str, str]:
    """For the coordinator: whether a message arrived, in words, and the tone to show it in."""
    if message.arrived_at:
        return _s("arrived"), "good"
    if message.given_up_at:
        return _s("did not arrive"), "bad"
    if message.sent_at:
        return _s("sent on"), "neutral"
    return _s("waits"), "sun"

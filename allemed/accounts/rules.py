"""How long links, devices and sign-ins live, and what a link is for."""

from datetime import datetime, timedelta
from enum import StrEnum

from allemed.access.rules import Role


class LinkPurpose(StrEnum):
    QR = "qr"  # shown on the coordinator's screen
    PRINT = "print"  # printed for a family
    MAIL = "mail"  # sent to an association or a partner
    SMS = "sms"  # in a message to a family that no other way reaches
    INVITE = "invite"  # first passkey of a staff member, from the command line


class SignInMethod(StrEnum):
    QR = "qr"
    PRINT = "print"
    MAIL = "mail"
    SMS = "sms"
    PASSKEY = "passkey"
    INVITE = "invite"  # only opens the page where the first passkey is made
    DEMO = "demo"


METHOD_OF = {
    LinkPurpose.QR: SignInMethod.QR,
    LinkPurpose.PRINT: SignInMethod.PRINT,
    LinkPurpose.MAIL: SignInMethod.MAIL,
    LinkPurpose.SMS: SignInMethod.SMS,
    LinkPurpose.INVITE: SignInMethod.INVITE,
}
MAIL_ROLES = (Role.ASSOCIATION, Role.PARTNER, Role.GUIDE)  # staff never sign in by mail, families never need an address
LINK_PATH = "/sign-in/link/"  # the secret follows
MAILS_PER_HOUR = 5  # our default: nobody can flood a stranger's mailbox
CHALLENGE_LIFE = timedelta(minutes=5)


LINK_LIFE = {
    LinkPurpose.QR: timedelta(minutes=10),
    LinkPurpose.PRINT: timedelta(hours=72),
    LinkPurpose.MAIL: timedelta(minutes=30),
    LinkPurpose.SMS: timedelta(hours=24),  # our default: it may wait for the morning, and a phone lies in a pocket
    LinkPurpose.INVITE: timedelta(hours=1),
}

# idle, absolute: staff as ID-porten federations ask for; a family's phone lasts a season (our default)
SESSION_LIFE = {
    Role.COORDINATOR: (timedelta(minutes=30), timedelta(hours=8)),
    Role.ASSOCIATION: (timedelta(days=30), timedelta(days=180)),
    Role.PARTNER: (timedelta(hours=8), timedelta(days=30)),
    Role.FAMILY: (timedelta(days=30), timedelta(days=180)),
    Role.GUIDE: (timedelta(days=7), timedelta(days=90)),
}


def is_link_alive(expires_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    """A link works once, until it expires."""
    return used_at is None and now < expires_at


def is_session_alive(role: Role, *, created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """Neither idle nor absolute life is over; a clock set back revives nothing."""
    idle, absolute = SESSION_LIFE[role]
    return last_seen_at <= now + timedelta(minutes=5) and now - last_seen_at < idle and now - created_at < absolute


def own_path(wish: str | None) -> str:
    """`wish` if it is a page of ours (OWASP ASVS 5.0 3.7.2), else the start page."""
    wish = wish or "/"
    outside = (
        not wish.startswith("/") or wish.startswith("//") or "\\" in wish or not wish.isprintable() or len(wish) > 200
    )
    return "/" if outside else wish

"""Settings: each is declared once here, with default and meaning; `allemed settings` lists them.

A value comes from the environment (`ALLEMED_` and the name in capitals; `DATABASE_URL`), else from the settings file
(`var/settings.toml`, or the file named by `ALLEMED_SETTINGS`), else from the default.
"""

import os
import stat
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
YOUNG_WAYS = ("sms", "call", "message")
OPEN_DATA_LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "NLOD-2.0": ("NLOD 2.0", "https://data.norge.no/nlod/no/2.0"),
}
ERASED = "-erased.txt"
LEAST_SECRET = 32  # characters


def setting(default, meaning, *, secret=False):
    return field(default=default, metadata={"meaning": meaning, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """One municipality's settings. Secrets have no default; a production start without them refuses."""

    municipality_name: str = setting("ALLEMED", "name shown on every page")
    country: str = setting("NO", "country profile: NO or SE")
    zone: str = setting("Europe/Oslo", "time zone of weekly sessions (IANA name)")
    base_url: str = setting("http://localhost:8000", "address people reach this instance at; links and passkeys use it")
    port: int = setting(8000, "port that `allemed serve` listens on")
    host: str = setting("127.0.0.1", "address that `allemed serve` listens on")
    workers: int = setting(2, "web server processes")
    proxies: int = setting(0, "number of trusted reverse proxies in front (X-Forwarded-For is ignored with 0)")
    database_url: str = setting(
        "", "database; empty: SQLite in var/allemed.sqlite; postgresql+psycopg://… for PostgreSQL"
    )
    secret_key: str = setting("", "signs cookies and forms", secret=True)
    encryption_keys: str = setting("", "key ring for free text: comma separated, newest last", secret=True)
    vapid_private_key: str = setting("", "web push: private key, base64url", secret=True)
    vapid_public_key: str = setting("", "web push: public key, base64url")
    vapid_contact: str = setting("mailto:postmottak@example.org", "web push: whom a push service may write to")
    push_hosts: str = setting(
        "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,notify.windows.com",
        "web push: hosts (and their subdomains) that a subscription may point to",
    )
    mail_server: str = setting("", "SMTP host:port; empty: mails are written to var/mail/")
    mail_user: str = setting("", "SMTP user")
    mail_password: str = setting("", "SMTP password", secret=True)
    mail_tls: bool = setting(True, "SMTP with STARTTLS")
    sms_gateway: str = setting(
        "", "file (TOML) that describes the SMS gateway's request, see allemed/delivery/gateway/sms.py; empty: no SMS"
    )
    sms_secret: str = setting("", "what the SMS gateway knows us by, {secret} in its file", secret=True)
    sms_sender: str = setting("ALLEMED", "sender of SMS, {sender} in the gateway's file")
    sms_report_key: str = setting("", "key in the address the SMS gateway reports to, /sms/reports/<key>", secret=True)
    mail_from: str = setting("ALLEMED <noreply@example.org>", "sender of mails")
    coordinator_name: str = setting("", "the coordinator's name, shown on every family page")
    coordinator_phone: str = setting("", "the coordinator's phone, shown on every family page")
    young_ways: str = setting(
        "sms,call", "how the young reach the coordinator on their own page: sms, call, message (on the family's page)"
    )
    child_protection_phone: str = setting("", "phone of the child welfare service, shown beside the emergency number")
    coordinator_picture: str = setting("", "file with the coordinator's face (JPEG, PNG or WebP, at most 1 MB)")
    accessibility_address: str = setting("", "address of the municipality's registered accessibility statement")
    legal_basis: str = setting("", "the municipality's own text on its legal basis, shown in the privacy notice")
    default_language: str = setting("", "language when nothing is known of the reader; empty: the country's")
    hidden_languages: str = setting(
        "", "languages not offered: codes with commas; `unreviewed` hides all that no native speaker has read"
    )
    spot_days: int = setting(30, "days an open spot stays in the families' list without being confirmed")
    answer_days: int = setting(5, "working days an association has to answer")
    contact_days: int = setting(5, "working days until the coordinator has called a family that asks for contact")
    partner_answer_days: int = setting(2, "working days until a partner hears that somebody has read what it sent on")
    first_session_days: int = setting(30, "days from the conversation to the first time in a group")
    attendance_registered: int = setting(3, "registering works: so many of an association's last sessions are tapped …")
    attendance_sessions: int = setting(4, "… of so many")
    attendance_in_a_row: int = setting(2, "missed sessions in a row after which an association is asked to ask kindly")
    attendance_percent: int = setting(15, "percent missed over three months after which it is asked, too")
    open_data_licence: str = setting("CC-BY-4.0", "licence of the open data: CC-BY-4.0 or NLOD-2.0")
    keep_family_months: int = setting(12, "months after the last contact that everything about a family is erased")
    keep_referral_months: int = setting(6, "months that interest which led to no conversation is kept")
    keep_message_months: int = setting(6, "months that messages between a family and the coordinator are kept")
    keep_attendance_months: int = setting(
        6, "months that taps of who was there, and what a child said to a neutral person, are kept: at least 4"
    )
    keep_contact_months: int = setting(
        12, "months that contact cards, names of people at dugnads and meetings, and guides who ended are kept"
    )
    keep_text_months: int = setting(
        24,
        "months that associations' own words are kept: closed needs, notes, ideas, remarks, grant applications, words on old promises",
    )
    keep_round_months: int = setting(6, "months that rounds of matching are kept")
    keep_audit_months: int = setting(24, "months that the log of who read and changed what is kept: 24 to 60")
    erased_list: str = setting(
        "",
        "file with the random ids of what was erased by hand; empty: SQLite's own name and -erased.txt, else in var/",
    )
    service_worker: bool = setting(
        True, "kill switch: false makes every browser forget the service worker and its cache"
    )
    demo: bool = setting(False, "demo municipality: /demo signs in as each role, on this machine only")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return "DATABASE_URL" if name == "database_url" else f"ALLEMED_{name.upper()}"


def _convert(kind, value):
    if kind is bool:
        return value if isinstance(value, bool) else str(value).strip().lower() in ("1", "true", "yes", "on")
    return kind(value)


def settings_file() -> Path:
    return Path(os.environ.get("ALLEMED_SETTINGS") or VAR / "settings.toml")


def load(environment=os.environ, file: Path | None = None) -> Settings:
    """Settings from environment over file over defaults. ValueError names a setting nobody knows."""
    file = file or settings_file()
    written = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    known = {f.name: f for f in fields(Settings)}
    if unknown := sorted(set(written) - set(known)):
        raise ValueError(f"{file.name}: unknown settings: {', '.join(unknown)}")
    values = {}
    for name, declared in known.items():
        value = environment.get(variable(name), written.get(name))
        if value is not None:
            values[name] = _convert(type(declared.default), value)
    settings = _checked(Settings(**values))
    if not settings.demo and any(f.metadata["secret"] and written.get(name) for name, f in known.items()):
        _refuse_open(file)
    return settings


def _refuse_open(file: Path) -> None:
    """Secrets in a file that others on the machine can open are none (OWASP ASVS 5.0 13.3.1)."""
    if file.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise ValueError(f"{file.name} holds secrets, and others can open it: chmod 600 (or 640), then start again")


def _checked(settings: Settings) -> Settings:
    """A slip in a retention time would erase what is in use, or keep what must go; a licence nobody knows says nothing."""
    for name, least, most in (
        ("family", 1, 60),
        ("referral", 1, 60),
        ("message", 1, 60),
        ("attendance", 4, 60),
        ("contact", 1, 60),
        ("text", 1, 60),
        ("round", 1, 60),
        ("audit", 24, 60),
    ):
        if not least <= getattr(settings, f"keep_{name}_months") <= most:
            raise ValueError(f"keep_{name}_months: from {least} to {most}")
    if min(settings.contact_days, settings.partner_answer_days, settings.first_session_days) < 1:
        raise ValueError("contact_days, partner_answer_days and first_session_days: one day at least")
    if settings.open_data_licence not in OPEN_DATA_LICENCES:
        raise ValueError(f"open_data_licence: one of {', '.join(OPEN_DATA_LICENCES)}")
    if unknown := set(filter(None, settings.young_ways.replace(" ", "").split(","))) - set(YOUNG_WAYS):
        raise ValueError(f"young_ways: {', '.join(sorted(unknown))} is none of {', '.join(YOUNG_WAYS)}")
    return settings


def find_weakness(settings: Settings) -> str:
    """Why families' data would not be safe with these settings, and what to do; empty: nothing stands against a start.

    The demo on one's own machine needs secrets, but neither long ones nor https.
    """
    if missing := [variable(name) for name in ("secret_key", "encryption_keys") if not getattr(settings, name)]:
        return f"set {', '.join(missing)} (see `allemed settings`; `allemed new-secrets` prints fresh ones)"
    if settings.demo:
        return ""
    if len(settings.secret_key) < LEAST_SECRET:
        return f"{variable('secret_key')} can be guessed: take one that `allemed new-secrets` prints"
    address = urlsplit(settings.base_url)
    if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        return f"{variable('base_url')} must begin with https:// (sign-ins would travel in the clear)"
    return ""


def database_address(settings: Settings) -> str:
    """The SQLAlchemy address of the database; makes `var/` for the embedded one."""
    if not settings.database_url:
        VAR.mkdir(mode=0o700, exist_ok=True)
        return f"sqlite:///{VAR / 'allemed.sqlite'}"
    return settings.database_url.replace("postgres://", "postgresql://").replace(
        "postgresql://", "postgresql+psycopg://"
    )


def erased_list(settings: Settings) -> Path:
    """The file that says what was erased by hand: one for each database, whose ids it holds."""
    kind, _, database = database_address(settings).partition(":///")
    beside = Path(f"{database}{ERASED}") if kind == "sqlite" else VAR / "erased.txt"
    return Path(settings.erased_list or beside)


def settings() -> Settings:
    """The settings of the running app."""
    return current_app.extensions["allemed_settings"]

"""Mail: by SMTP, or as files where no server is set (demo, trying out)."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

from allemed.delivery.rules import SECONDS_TO_ANSWER, Outcome, Result

WIDE = policy.default.clone(max_line_length=400)  # an address in a header is never folded


@dataclass(frozen=True)
class MailServer:
    """`address` is host:port; without `user` nothing is logged in."""

    address: str
    user: str = ""
    password: str = ""
    tls: bool = True


def letter(
    *,
    key: str,
    sender: str,
    to: str,
    subject: str,
    text: str,
    date: str,
    stop: str = "",
    calendar: str = "",
    method: str = "",
) -> EmailMessage:
    """A plain mail. `key` makes its Message-ID, so that a copy sent twice is known to be one; `stop` is the address
    that ends such mails with one press (RFC 8058); `calendar` a file that comes along, with its `method` (RFC 6047).
    A line break in what becomes a header is refused by the library: ValueError.
    """
    message = EmailMessage(policy=WIDE)
    message["From"], message["To"], message["Subject"], message["Date"] = sender, to, subject, date
    message["Message-ID"] = f"<{key}@{sender.rsplit('@', 1)[-1].strip('> ')}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    if stop:
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    if calendar:
        message.add_attachment(calendar, subtype="calendar", filename="allemed.ics", params={"method": method})
    return message


def send(message: EmailMessage, server: MailServer) -> Outcome:
    """One attempt by SMTP; never raises."""
    host, _, port = server.address.partition(":")
    try:
        with smtplib.SMTP(host, int(port or 587), timeout=SECONDS_TO_ANSWER) as connection:
            if server.tls:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        return Outcome(Result.REFUSED, f"mail server answered {error.smtp_code}")
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        return Outcome(
            Result.NEVER if all(code >= 500 for code in codes) else Result.LATER,
            f"mail server answered {codes[0]}",
        )
    except smtplib.SMTPDataError as error:  # the receiver was good, what we wrote was not
        return Outcome(
            Result.NEVER if error.smtp_code >= 500 else Result.LATER, f"mail server answered {error.smtp_code}"
        )
    except smtplib.SMTPResponseException as error:
        return Outcome(Result.LATER, f"mail server answered {error.smtp_code}")
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Outcome(Result.LATER, f"no answer: {type(error).__name__}")
    return Outcome(Result.SENT)


def write(message: EmailMessage, folder: Path, name: str) -> Outcome:
    """Put the mail into `folder` as a file that only its owner reads; the same name again replaces it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{name}.eml"
    file.touch(mode=0o600)
    file.write_bytes(message.as_bytes())
    return Outcome(Result.SENT)


def forget_written(folder: Path, before: datetime) -> None:
    """Take away the files that were written before then: they hold addresses and sign-in links."""
    for file in folder.glob("*.eml"):
        if file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)

"""SMS: through any gateway that takes an HTTP request, described in a small file.

The file (TOML) is the request as data; in every text `{to}`, `{text}`, `{sender}`, `{id}` and `{secret}` are filled in:

    address = "https://gateway.example/messages"
    [headers]
    Authorization = "Bearer {secret}"
    [json]                      # or [form]
    to = "{to}"
    message = "{text}"
    reference = "{id}"
    [report]                    # what the gateway later posts to /sms/reports/<key>, if it does
    id = "reference"            # where our id stands, with dots for what lies inside
    state = "status"
    arrived = ["DELIVERED"]
    failed = ["FAILED", "EXPIRED"]
"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from allemed.delivery.rules import SECONDS_TO_ANSWER, Outcome, Result, outcome_of_http, seconds_asked


@dataclass(frozen=True)
class Gateway:
    """One gateway as its file describes it."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)
    json: dict[str, Any] | None = None
    form: dict[str, Any] | None = None
    report: dict[str, Any] = field(default_factory=dict)


def read_gateway(file: Path) -> Gateway:
    """ValueError says what is wrong with the file: it is read each time a message goes."""
    try:
        written = tomllib.loads(file.read_text("utf-8"))
        gateway = Gateway(**written)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise ValueError(f"{file.name} does not describe an SMS gateway: {error}") from None
    parts = urlsplit(gateway.address)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError(f"{file.name}: address must begin with https:// (phone numbers would travel in the clear)")
    if (gateway.json is None) == (gateway.form is None):
        raise ValueError(f"{file.name}: one of [json] and [form] holds the message")
    return gateway


def send(gateway: Gateway, values: dict[str, str], now: datetime) -> Outcome:
    """One attempt; never raises. `values`: to, text, sender, id, secret."""
    import requests  # 0.2 s that no web request needs

    try:
        answer = requests.post(
            gateway.address,
            headers=_filled(gateway.headers, values),
            json=_filled(gateway.json, values),
            data=_filled(gateway.form, values),
            timeout=SECONDS_TO_ANSWER,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return Outcome(Result.LATER, f"no answer: {type(error).__name__}")
    return outcome_of_http("SMS gateway", answer.status_code, seconds_asked(answer.headers.get("Retry-After"), now))


def _filled(template: Any, values: dict[str, str]) -> Any:
    """The template with each `{word}` filled in, also inside lists and tables."""
    if isinstance(template, dict):
        return {name: _filled(part, values) for name, part in template.items()}
    if isinstance(template, list):
        return [_filled(part, values) for part in template]
    if isinstance(template, str):
        for name, value in values.items():
            template = template.replace("{" + name + "}", value)
    return template


def read_report(gateway: Gateway, sent: Any) -> tuple[str, bool] | None:
    """(our id, whether it arrived) from what the gateway reports; None where it says neither yes nor no."""
    known, state = _at(sent, gateway.report.get("id", "")), _at(sent, gateway.report.get("state", ""))
    if not isinstance(known, str) or not isinstance(state, str):
        return None
    if state in gateway.report.get("arrived", []):
        return known, True
    return (known, False) if state in gateway.report.get("failed", []) else None


def _at(sent: Any, place: str) -> Any:
    """What stands at `place` ("data.reference", "0.id")."""
    for step in place.split(".") if place else []:
        if isinstance(sent, list):
            sent = sent[int(step)] if step.isdigit() and int(step) < len(sent) else None
        else:
            sent = sent.get(step) if isinstance(sent, dict) else None
    return sent

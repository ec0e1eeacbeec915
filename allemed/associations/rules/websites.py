"""A web address that is safe to put behind a link."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_LONGEST = 300


def safe_website(text: str) -> str | None:
    """The address taken apart and built again with https, or None if it is not a plain web address.

    "www.klubb.no" and http get https (OWASP ASVS 5.0 1.2.2). Names, passwords, a port of plain http, and odd signs
    in front of the host are refused.
    """
    text = text.strip()
    if not text or re.search(r"[\x00-\x20\x7f\\<>\"'`{}|^]", text):
        return None
    if not _SCHEME.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except ValueError:  # also an impossible port, and UnicodeError of an impossible host
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    if scheme == "http" and port is not None:
        return None
    place = host if port is None else f"{host}:{port}"
    path, query = quote(parts.path, safe="/%:@!$&()*+,;=~-._"), quote(parts.query, safe="/%:@!$&()*+,;=~-._?")
    built = urlunsplit(("https", place, path, query, ""))
    return built if len(built) <= _LONGEST else None

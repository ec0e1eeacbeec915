"""Security headers on every answer, and a nonce for pages with htmx attributes."""

import gzip
import secrets
from functools import lru_cache

import brotli
from flask import Flask, Response, current_app, g, request

POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx allemed allemed-parts"
)

PAGE_QUALITY = 6  # Brotli: 9 saves a thirtieth more and takes ten times as long


@lru_cache(64)
def _packed(page: bytes) -> bytes:
    """Most changes leave most pages as they were: the same page is packed once. The window holds the whole of it."""
    return brotli.compress(page, mode=brotli.MODE_TEXT, quality=PAGE_QUALITY, lgwin=17)


def csp_nonce() -> str:
    """The nonce of this answer; script tags and elements with `hx-` attributes carry it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return g.csp_nonce


def _policy() -> str:
    """Scripts are files of ours; a nonce stands here only where the page asked for one, so a page without is cacheable.

    The one style that stands in pages is named by its hash.
    """
    scripts = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    style = current_app.extensions.get("allemed_style_hash")
    return POLICY.format(scripts=scripts, styles=f"'self' '{style}'" if style else "'self'")


def prepare(app: Flask) -> None:
    app.jinja_env.globals["csp_nonce"] = csp_nonce

    @app.after_request
    def _add(response):
        headers = response.headers
        headers["Content-Security-Policy"] = _policy()
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), usb=()"
        if app.config["SESSION_COOKIE_SECURE"]:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if not getattr(g, "is_public_page", False):
            headers.setdefault("X-Robots-Tag", "noindex")
        if "Cache-Control" not in headers:
            signed_in = g.get("user") is not None
            headers["Cache-Control"] = "no-store" if signed_in or not g.get("is_public_page") else "private, no-cache"
        if request.endpoint != "assets.show_asset":
            response.vary.update(["HX-Request", "Cookie", "Accept-Language"])
            _compress(response)
        return response


def _compress(response: Response) -> None:
    """Public pages as visitors get them: an eighth of the bytes on a slow phone.

    Nothing that holds a secret: with what an address puts on the page, the length of the answer would tell it (BREACH).
    """
    is_open = g.get("is_public_page") and g.get("user") is None and "csrf_token" not in g
    if not is_open or response.mimetype != "text/html" or response.status_code != 200:
        return
    response.vary.add("Accept-Encoding")
    if "br" in request.accept_encodings:
        response.set_data(_packed(response.get_data()))
        response.headers["Content-Encoding"] = "br"
    elif "gzip" in request.accept_encodings:
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"

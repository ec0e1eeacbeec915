"""The application: wires settings, plumbing and features together."""

from importlib import import_module

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from allemed import assets, config, crypto, error_pages, formatting, headers, kept_pages, limits, locales, once
from allemed.access import guard
from allemed.config import ROOT, Settings
from allemed.database import db, prepare_engine, read_json
from allemed.sealed import opens_sealed_forms

FEATURES = (
    "accounts", "pwa", "associations", "media", "catalogue", "families", "referrals", "understanding", "intake", "matching",
    "placements", "commitments", "applications", "followup", "messages", "needs", "gatherings", "support", "attendance",
    "voice", "rounds", "privacy", "open_data", "closing", "passing_on", "home",
)  # fmt: skip
TABLES = (
    "audit", "accounts", "associations", "media", "catalogue", "families", "delivery", "referrals", "understanding", "intake", "matching",
    "placements", "commitments", "applications", "followup", "messages", "needs", "gatherings", "support", "rounds",
    "attendance", "voice", "privacy", "open_data", "closing",
)  # fmt: skip


class InsecureStart(RuntimeError):
    """A production start without what protects families' data."""


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.base_url.startswith("https://")
    app.config.update(
        SECRET_KEY=settings.secret_key or None,
        SQLALCHEMY_DATABASE_URI=config.database_address(settings),
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "json_deserializer": read_json},
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_HEADERS=["X-CSRFToken"],
        WTF_CSRF_SSL_STRICT=False,  # pages behind a sign-in link send no referrer; cookies are __Host- on https
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_PARTS=400,
    )
    app.extensions["allemed_settings"] = settings
    app.jinja_env.globals.update(municipality=settings.municipality_name, settings=settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def create_app(settings: Settings | None = None) -> Flask:
    """The app for these settings (default: environment and file). InsecureStart if they do not protect families."""
    settings = settings or config.load()
    if weakness := config.find_weakness(settings):
        raise InsecureStart(f"not started: {weakness}")
    crypto.use(crypto.KeyRing([key.strip() for key in settings.encryption_keys.split(",")]))
    app = Flask(
        "allemed", static_folder=None, template_folder=str(ROOT / "templates"), root_path=str(ROOT / "allemed"),
        instance_path=str(config.VAR),
    )  # fmt: skip
    _configure(app, settings)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    kept_pages.prepare(app)
    app.wsgi_app = opens_sealed_forms(app.wsgi_app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)
    guard.prepare(app)
    limits.prepare(app)
    CSRFProtect(app)
    app.before_request(once.check)
    limits.limiter.init_app(app)
    for plumbing in (locales, formatting, headers, once, error_pages, assets):
        plumbing.prepare(app)
    _register_features(app, settings)
    guard.check_declared(app)
    return app


def _register_features(app: Flask, settings: Settings) -> None:
    for name in TABLES:
        import_module(f"allemed.{name}.models")
    for name in (*FEATURES, "demo") if settings.demo else FEATURES:
        module = import_module(f"allemed.{name}.views")
        app.register_blueprint(module.views)
        if prepare := getattr(module, "prepare", None):
            prepare(app)

"""A large municipality's ledger: 5,000 associations with twelve promises each, and a coordinator who opens it."""

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import insert

from allemed import clock, crypto
from allemed.access.rules import Role
from allemed.accounts.actions import add_device
from allemed.accounts.models import User
from allemed.accounts.rules import SignInMethod
from allemed.accounts.views import cookie_name
from allemed.app import create_app
from allemed.associations.models import Association
from allemed.commitments.models import Commitment, Grant, GrantScheme
from allemed.commitments.rules import CATALOGUE, CommitmentStatus
from allemed.config import Settings
from allemed.database import db

ASSOCIATIONS, PROMISES = 5000, 12
S = CommitmentStatus
_STATUSES = [*[S.ACCEPTED] * 5, *[S.IN_PROGRESS] * 4, S.DELIVERED, S.NOT_RELEVANT]


def coordinator(folder: Path) -> FlaskClient:
    """A signed-in coordinator's browser, on an app with a full ledger."""
    settings = Settings(
        secret_key=crypto.new_key(),
        encryption_keys=crypto.new_key(),
        database_url=f"sqlite:///{folder / 'ledger.sqlite'}",
    )
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        _fill(clock.today(settings.zone))
        user = User(role=Role.COORDINATOR, name="Kari", created_at=clock.now())
        db.session.add(user)
        db.session.flush()
        with app.test_request_context():
            _device, token = add_device(user, SignInMethod.DEMO, label="bench", now=clock.now())
            name = cookie_name()
        db.session.commit()
    client = app.test_client()
    client.set_cookie(name, token)
    return client


def _fill(today: date) -> None:
    one, now = random.Random(1), clock.now()

    def new_id() -> UUID:
        return UUID(int=one.getrandbits(128), version=4)

    scheme = new_id()
    db.session.execute(insert(GrantScheme), [{"id": scheme, "series_id": scheme, "name": "Drift", "valid_from": today}])
    clubs = [{"id": new_id(), "name": f"Lag {n}", "created_at": now, "updated_at": now} for n in range(ASSOCIATIONS)]
    grants = [
        {"id": new_id(), "association_id": club["id"], "scheme_id": scheme, "year": today.year, "amount": Decimal(1000),
         "decided_on": today, "created_at": now} for club in clubs
    ]  # fmt: skip
    promises = [
        {"id": new_id(), "grant_id": grant["id"], "association_id": grant["association_id"], "code": line.code,
         "texts": dict(line.texts), "level": line.level, "evidence": list(line.evidence), "due_rule": line.due,
         "due_on": today + timedelta(days=one.randint(-30, 200)), "status": one.choice(_STATUSES), "status_since": now}
        for grant in grants for line in CATALOGUE[:PROMISES]
    ]  # fmt: skip
    for model, rows in ((Association, clubs), (Grant, grants), (Commitment, promises)):
        db.session.execute(insert(model), rows)

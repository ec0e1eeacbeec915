"""Using a link to sign in, as a browser does."""

from sqlalchemy import func, select

from allemed.accounts.models import Device
from allemed.database import db
from tests.pages import token_of


def use(client, token, **fields):
    return client.post(f"/sign-in/link/{token}", data={"csrf_token": token_of(client), **fields})


def count_devices() -> int:
    return db.session.scalar(select(func.count()).select_from(Device))

"""Parts of pages that are made once: whatever changes, a visitor sees what somebody sees for whom all is made anew."""

import contextvars
import re
from datetime import time, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import delete, select, update

from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Place, Spot, WeeklySession
from allemed.catalogue.rules import GenderGroup, PlaceKind
from allemed.catalogue.views import cards, finder
from allemed.database import db
from allemed.media.models import Picture
from tests.conftest import NOW, counted_queries
from tests.factories.catalogue import make_activity, make_group_owner, make_place
from tests.factories.media import make_picture

ADDRESSES = (
    "/", "/activities", "/?free=1", "/activities?kind=choir", "/?place=Vik%20skole", "/?q=hall&lang=ar", "/?page=2",
    "/?x=1&y=%3C%22%26&free=1", "/activities?q=curling",
)  # fmt: skip


@pytest.fixture
def town(session, frozen):
    """Thirty-three groups in three places: two pages of the list."""
    frozen(NOW)
    places = [make_place("Vik skole", PlaceKind.SCHOOL), make_place(area="Nes"), make_place()]
    clubs = [make_group_owner() for _ in range(3)]
    for number in range(33):
        make_activity(
            clubs[number % 3], kind=("football", "choir", "chess")[number % 3], place_id=places[number % 3].id,
            spot={"confirmed_at": NOW - timedelta(minutes=number)},
        )  # fmt: skip
    session.commit()


def asked(app, address: str, **headers):
    """The page as a visitor gets it."""
    db.session.commit()
    client = app.test_client()
    return contextvars.Context().run(client.get, address, headers={"Accept-Language": "en"} | headers)


def anew(app, address: str) -> str:
    """The same page with nothing kept."""
    app.extensions["allemed_kept"].forget()
    app.extensions["allemed_parts"].clear()
    return asked(app, address, Cookie="other=1").text  # with any other cookie nothing kept is looked at


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "div#more"}])
def test_a_page_of_kept_parts_is_the_page_made_in_one_piece(app, town, address, headers):
    asked(app, "/?free=1&page=7")  # whatever another address has left behind
    kept = [asked(app, address, **headers).text for _ in range(2)]
    client = app.test_client()
    whole = contextvars.Context().run(
        client.get, address, headers={"Accept-Language": "en", "Cookie": "other=1"} | headers
    )
    assert kept == [whole.text] * 2


@pytest.mark.parametrize("cookie", ["language=ar", "language=nb.ar", "language=nb.uk", "language=nb", ""])
def test_the_way_back_to_a_readers_language_is_the_readers_own(app, town, cookie):
    asked(app, "/", Cookie="language=nb.ti")
    kept = asked(app, "/?free=1", Cookie=cookie).text
    client = app.test_client()
    headers = {"Accept-Language": "en", "Cookie": f"other=1; {cookie}"}
    assert kept == contextvars.Context().run(client.get, "/?free=1", headers=headers).text


def _some(random: Random, model):
    return random.choice(db.session.scalars(select(model).order_by(model.id)).all())


def _pick(random: Random, model, **values) -> None:
    """Change one row in bulk, past its object and its version."""
    db.session.execute(update(model).where(model.id == _some(random, model).id).values(**values))


CHANGES = (
    lambda r: _pick(r, Spot, free=r.randrange(4)),
    lambda r: _pick(r, Spot, is_open=r.random() < 0.5),
    lambda r: _pick(r, Spot, confirmed_at=NOW - timedelta(days=r.randrange(40))),
    lambda r: _pick(r, Activity, name=f"Gruppe {r.randrange(99)}"),
    lambda r: _pick(r, Activity, kind=r.choice(("curling", "choir", "dance"))),
    lambda r: _pick(r, Activity, cost_per_half_year=r.choice((None, Decimal(0), Decimal(700)))),
    lambda r: _pick(r, Activity, bring=["shoes"], borrow=r.choice(([], ["everything"]))),
    lambda r: _pick(r, Activity, birth_year_from=2010 + r.randrange(6)),
    lambda r: _pick(r, Activity, gender_group=GenderGroup.GIRLS, is_for_beginners=r.random() < 0.5),
    lambda r: _pick(r, Activity, is_open=r.random() < 0.8),
    lambda r: _pick(r, Activity, place_id=_some(r, Place).id),
    lambda r: _pick(r, WeeklySession, weekday=r.randrange(7), starts=time(10 + r.randrange(6)), ends=time(20)),
    lambda r: db.session.execute(delete(WeeklySession).where(WeeklySession.id == _some(r, WeeklySession).id)),
    lambda r: _pick(r, Association, name=f"Lag {r.randrange(99)}"),
    lambda r: _pick(r, Association, is_approved=r.random() < 0.7),
    lambda r: setattr(_some(r, Place), "name", f"Hall {r.randrange(10**6)}"),
    lambda r: _pick(r, Place, area=r.choice(("", "Nes", "Øya"))),
    lambda r: make_place(kind=PlaceKind.SCHOOL),
    lambda r: make_activity(kind=r.choice(("chess", "curling"))),
    lambda r: db.session.delete(_some(r, Activity)),
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_shows_at_once_in_every_process(app, town, another_app, seed):
    random, other = Random(seed), another_app()
    for number in range(12):
        random.choice(CHANGES)(random)
        address = ADDRESSES[(number + seed) % len(ADDRESSES)]
        pages = {asked(one, address).text for one in (app, other)}
        assert pages == {anew(app, address)}


def test_a_new_picture_of_a_group_shows_at_once_in_every_process(app, town, another_app):
    activity, other = db.session.scalars(select(Activity)).first(), another_app()
    address = f"/activities/{activity.id}"
    assert all("/pictures/" not in asked(one, address).text for one in (app, other))
    path = f"/pictures/{make_picture(activity).id}"
    assert all(path in asked(one, address).text for one in (app, other))
    db.session.execute(delete(Picture))
    assert all(path not in asked(one, address).text for one in (app, other))


def test_what_is_kept_until_a_table_changes_reads_no_other_table(app, town, monkeypatch):
    read = {}

    def watched(make, *key, of):
        with counted_queries() as statements:
            made = make()
        words = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", " ".join(statements)))
        read[key[0]] = words & set(db.metadata.tables), {model.__tablename__ for model in of}
        return made

    for module in (cards, finder):
        monkeypatch.setattr(module, "until_a_change", watched)
    assert asked(app, "/").status_code == 200
    assert set(read) == {"open kinds", "areas", "places", "times", "spoken", "list"}
    for tables, named in read.values():
        assert tables and tables <= named
    assert asked(app, "/?day=1&area=Nes&free=1&come=1").status_code == 200
    tables, named = read["list"]
    assert WeeklySession.__tablename__ in tables and tables <= named

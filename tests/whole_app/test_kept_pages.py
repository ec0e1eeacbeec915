"""Pages made once for all visitors: the same bytes, no rendering, and gone in every process when something changes."""

import contextvars
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import template_rendered
from sqlalchemy import update

from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.catalogue.models import Activity, Spot
from allemed.database import db
from allemed.public_changes import forget_old_changes, public_tables
from tests.conftest import NOW, counted_queries
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity

HEADERS = {"Accept-Language": "en", "Accept-Encoding": "gzip, br"}


@pytest.fixture
def football(session, frozen):
    frozen(NOW)
    activity = make_activity(kind="football", name="Fotball", free=3)
    session.commit()
    return activity


@pytest.fixture
def rendered(app):
    """Names of the templates that were rendered."""
    names = []
    note = lambda _app, template, **_rest: names.append(template.name)  # noqa: E731
    template_rendered.connect(note, app)
    yield names
    template_rendered.disconnect(note, app)


@pytest.fixture
def ask(app, session):
    """A visitor's request as it comes from outside, each time without cookies."""

    def get(address="/", of=app, **headers):
        db.session.commit()
        asked = contextvars.Context()  # no context of the test reaches the request
        return asked.run(of.test_client().get, address, headers=HEADERS | headers)

    return get


def test_the_second_visitor_gets_the_same_bytes_without_rendering(ask, football, rendered):
    first = ask()
    assert rendered.count("catalogue/list_activities.html") == 1
    rendered.clear()
    second = ask()
    assert rendered == []
    assert second.data == first.data and second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_browser_that_has_the_page_gets_304_with_its_headers_and_no_body(ask, football, rendered):
    mark = ask().headers["ETag"]
    rendered.clear()
    answer = ask(**{"If-None-Match": mark})
    assert (answer.status_code, answer.data, rendered) == (304, b"", [])
    assert "Content-Security-Policy" in answer.headers and "Content-Length" not in answer.headers


def test_a_kept_page_costs_one_look_into_the_database(ask, football):
    ask()
    with counted_queries() as statements:
        ask()
    assert statements == []  # the stamp is read past SQLAlchemy


def test_nothing_that_belongs_to_one_visitor_stands_in_a_kept_page(ask, football):
    for address in ("/", "/activities", f"/activities/{football.id}", "/help"):
        answer = ask(address, **{"Accept-Encoding": ""})
        assert answer.headers["ETag"], address
        assert "Set-Cookie" not in answer.headers, address
        assert "nonce" not in answer.headers["Content-Security-Policy"], address
        assert not re.search(r"nonce|csrf|name=.once", answer.text), address


def test_language_filter_and_form_of_the_answer_are_pages_of_their_own(ask, football):
    texts = [
        ask(**{"Accept-Encoding": ""}).text,
        ask(**{"Accept-Encoding": "", "Accept-Language": "ar"}).text,
        ask("/?free=1", **{"Accept-Encoding": ""}).text,
        ask(**{"Accept-Encoding": "", "HX-Request": "true"}).text,
    ]
    assert [texts.index(one) for one in texts] == [0, 1, 2, 3]
    assert ask().headers["Content-Encoding"] == "br"
    assert ask(**{"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in ask(**{"Accept-Encoding": ""}).headers


def shown(answer) -> bool:
    return "<article" in answer.text


PLAIN = {"Accept-Encoding": ""}


@pytest.mark.parametrize(
    "change",
    [
        lambda one: setattr(one.spot, "free", 0),
        lambda one: db.session.execute(update(Spot).where(Spot.activity_id == one.id).values(free=0)),
        lambda one: db.session.execute(Activity.__table__.update().where(Activity.id == one.id).values(is_open=False)),
        lambda one: setattr(one.association, "is_approved", False),
        lambda one: db.session.delete(one),
    ],
    ids=["an object", "in bulk", "on the table", "its association", "deleted"],
)
def test_whatever_changes_a_group_drops_the_pages(ask, football, change):
    assert shown(ask(**PLAIN))
    change(football)
    assert not shown(ask(**PLAIN))


def test_a_change_that_was_taken_back_changes_nothing_and_the_next_one_counts(ask, football, session):
    assert shown(ask(**PLAIN))
    football.spot.free = 0
    session.flush()
    session.rollback()
    assert shown(ask(**PLAIN))
    with session.begin_nested() as inner:
        session.execute(update(Spot).values(version=7))
        inner.rollback()
    session.execute(update(Spot).values(free=0))
    assert not shown(ask(**PLAIN))


def test_a_change_made_in_one_process_reaches_the_other(ask, football, another_app):
    other = another_app()
    assert shown(ask(**PLAIN)) and shown(ask(of=other, **PLAIN))
    with other.app_context():
        db.session.execute(update(Association).values(is_approved=False))
        db.session.commit()
    assert not shown(ask(**PLAIN)) and not shown(ask(of=other, **PLAIN))


def test_both_processes_mark_the_same_page_alike(ask, football, another_app):
    other = another_app()
    assert ask().headers["ETag"] == ask(of=other).headers["ETag"]


def test_a_spot_that_gets_old_leaves_the_kept_list_by_itself(ask, football, frozen):
    assert shown(ask(**PLAIN))
    frozen(NOW + timedelta(days=30, hours=1))
    assert not shown(ask(**PLAIN))


def test_an_age_is_counted_anew_in_the_new_year(ask, session, frozen):
    frozen(datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    make_activity(kind="football", birth_year_from=2016, birth_year_to=2016)
    old = ask(**PLAIN).text
    frozen(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert ask(**PLAIN).text != old


def test_somebody_with_a_session_is_never_served_from_what_is_kept(browser_of, ask, football):
    ask()
    family = browser_of(make_user(Role.FAMILY))
    answer = family.get("/activities", headers=HEADERS)
    assert "ETag" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    assert "X-Offline" not in answer.headers


def test_every_table_that_a_kept_page_reads_drops_it(app, ask, football):
    with counted_queries() as statements:
        for address in ("/", "/?q=fotball&age=8&place=Vik", f"/activities/{football.id}", "/help", "/privacy"):
            assert ask(address).status_code == 200
    words = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", " ".join(statements)))
    assert words and words <= public_tables() | {"SELECT"}, words - public_tables()


def test_notes_of_changes_are_forgotten_after_two_days(session, football):
    from allemed.public_changes import PublicChange

    assert session.query(PublicChange).count() > 0
    forget_old_changes(NOW + timedelta(days=3))
    assert session.query(PublicChange).count() == 0

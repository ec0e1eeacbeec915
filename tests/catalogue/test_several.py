"""Posting last season's groups again in one press, and several new ones from a sheet."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from allemed.access.rules import Role
from allemed.audit.models import AuditEntry
from allemed.catalogue.models import Activity
from allemed.catalogue.queries import Filters, count_open
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.pages import Page

NOW = datetime(2026, 8, 3, 10, tzinfo=UTC)
OVER = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 6, 15)}
SEASON = {"starts_on": "2026-08-17", "ends_on": "2026-12-15", "with_days_off": "y", "rows": "2"}


@pytest.fixture(autouse=True)
def _in_august(frozen, session):
    frozen(NOW)


def row(number: int, activity: Activity, **changes) -> dict:
    values = {
        "take": "y",
        "activity_id": activity.id,
        "version": 1,
        "times": "Tuesday 17–18",
        "cost": "540",
        "free": "3",
    }
    return {f"r{number}-{name}": str(value) for name, value in (values | changes).items() if value is not None}


def offered() -> int:
    db.session.expire_all()
    return count_open(Filters(), now=NOW, spot_days=30)


def test_last_seasons_groups_come_ticked_and_one_press_posts_them(visit, post, club, coach):
    first, second = make_activity(club, name="A", **OVER), make_activity(club, name="B", **OVER)
    assert offered() == 0  # what is over leaves the families' list by itself
    page = visit("catalogue.post_again", as_=coach)
    assert len(page("input[name$='-take'][checked]")) == 2
    assert page.one("input[name='starts_on']").get("value") == "2026-08-17"
    changed = row(0, first, times="ons 18–19.30", cost="600", free="5")
    post("catalogue.post_again", as_=coach, data=SEASON | changed | row(1, second, take=None), status=303)
    assert offered() == 1
    assert [(one.weekday, one.starts, one.ends) for one in first.sessions] == [(2, time(18), time(19, 30))]
    assert (first.ends_on, first.spot.free, int(first.cost_per_half_year)) == (date(2026, 12, 15), 5, 600)
    assert any(span.startswith("2026-09-28") for span in first.left_out)  # autumn holidays, as suggested
    assert second.ends_on == date(2026, 6, 15)


def test_a_row_that_cannot_be_read_is_named_and_nothing_is_posted(post, club, coach):
    first, second = make_activity(club, **OVER), make_activity(club, **OVER)
    data = SEASON | row(0, first) | row(1, second, times="whenever")
    answer = post("catalogue.post_again", as_=coach, data=data, status=422)
    assert "Write it like this" in answer.text
    assert offered() == 0


def test_a_group_of_another_association_cannot_be_posted_again(post, coach):
    stranger = make_activity(**OVER)
    post("catalogue.post_again", as_=coach, data=SEASON | {"rows": "1"} | row(0, stranger), status=404)


def test_pasted_rows_are_shown_with_what_is_wrong_before_anything_is_posted(post, coach):
    text = "Fotball G2016; 2016; man 17-18.30; Nes hall; 900; 4\nKor; 8-10; whenever; ; gratis; 2"
    answer = post("catalogue.read_several", as_=coach, data={"text": text})
    assert "1 row needs a look" in answer.text
    assert "Write it like this" in answer.text
    assert db.session.scalar(select(Activity.id)) is None


def test_the_rows_of_a_file_are_posted_with_kind_place_and_season(post, coach):
    sheet = "Navn;Født;Tid;Sted;Pris;Plasser\nFotball G2016;2015–2016;man 17-18.30;Nes hall;900;4\n".encode("cp1252")
    answer = post("catalogue.read_several", as_=coach, data={"file": (BytesIO(sheet), "groups.csv")})
    assert 'value="football" selected' in answer.text or 'selected value="football"' in answer.text
    new = {"take": "y", "name": "Fotball G2016", "kind": "football", "born": "2015–2016", "times": "man 17-18.30"}
    new |= {"place": "Nes hall", "cost": "900", "free": "4"}
    data = SEASON | {"rows": "1"} | {f"r0-{name}": value for name, value in new.items()}
    post("catalogue.post_several", as_=coach, data=data, status=303)
    made = db.session.scalars(select(Activity)).one()
    assert (made.birth_year_from, made.birth_year_to, made.place.name) == (2015, 2016, "Nes hall")
    assert (made.starts_on, made.spot.free) == (date(2026, 8, 17), 4)
    assert made.spot.confirmed_at == NOW
    assert made.created_at + timedelta(0) == NOW


@pytest.fixture
def kari():
    return make_user(Role.COORDINATOR, name="Kari")


def log() -> list[tuple]:
    return list(db.session.execute(select(AuditEntry.action, AuditEntry.user_id).order_by(AuditEntry.at)))


def test_the_coordinator_posts_last_season_again_for_an_association_and_the_log_says_who(visit, post, club, kari):
    first, ids = make_activity(club, name="A", **OVER), {"association_id": club.id}
    shown = visit("associations.show_association", as_=kari, **ids)
    assert shown(f"a[href='/associations/{club.id}/activities/again']")
    page = visit("catalogue.post_again_for", as_=kari, **ids)
    assert "Fjordvik IL" in page.one(".eyebrow").text_content() and len(page("input[name$='-take'][checked]")) == 1
    answer = post("catalogue.post_again_for", as_=kari, data=SEASON | {"rows": "1"} | row(0, first), status=303, **ids)
    assert answer.location == f"/associations/{club.id}" and offered() == 1
    assert ("post_again", kari.id) in log()
    assert first.spot.confirmed_by == kari.id


def test_the_coordinator_posts_pasted_rows_for_an_association_and_the_log_says_who(post, club, kari):
    ids, text = {"association_id": club.id}, "Fotball G2016; 2016; man 17-18.30; Nes hall; 900; 4"
    page = Page(post("catalogue.read_several_for", as_=kari, data={"text": text}, **ids), "several")
    assert page("form[action$='/activities/several/post']")
    sent = {one.get("name"): one.get("value") for one in page("form.form-more input:not([name=csrf_token])")}
    sent |= {one.get("name"): "football" for one in page("select[name$=kind]")}
    post("catalogue.post_several_for", as_=kari, data=sent, status=303, **ids)
    assert [(one.name, one.association_id) for one in db.session.scalars(select(Activity))] == [
        ("Fotball G2016", club.id)
    ]
    assert ("post_activity", kari.id) in log()


def test_a_group_of_another_association_is_not_posted_again_by_the_coordinator_either(post, club, kari):
    stranger = make_activity(**OVER)
    data = SEASON | {"rows": "1"} | row(0, stranger)
    post("catalogue.post_again_for", as_=kari, data=data, status=404, association_id=club.id)


def test_a_club_of_fifty_groups_posts_them_forty_at_a_time(visit, post, club, coach):
    groups = [make_activity(club, name=f"Gruppe {number:02}", **OVER) for number in range(50)]
    page = visit("catalogue.post_again", as_=coach)
    assert (len(page("[data-row]")), page.one("input[name=rows]").get("value")) == (40, "40")
    assert "10 more groups come when these are posted" in page.text
    sent = SEASON | {"rows": "40"}
    for number in range(40):
        sent |= row(number, groups[number])
    post("catalogue.post_again", as_=coach, data=sent, status=303)
    assert offered() == 40
    assert len(visit("catalogue.post_again", as_=coach)("[data-row]")) == 10


def test_rows_beyond_the_fortieth_are_named_and_not_lost_in_silence(post, club, coach):
    make_activity(club, kind="football")
    sheet = "\n".join(f"Fotball {number};2016;man 17-18;Hallen;500;3" for number in range(52))
    page = Page(post("catalogue.read_several", as_=coach, data={"text": sheet}, status=200), "several")
    assert len(page(".season-row")) == 40
    assert "12 more rows do not stand here" in page.text and "from number 41 on" in page.text

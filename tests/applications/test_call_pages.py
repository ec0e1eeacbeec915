"""The coordinator's calls: made, lengthened, closed, removed, and the list of one."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from allemed.applications.models import GrantCall
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from tests.applications.conftest import club_of
from tests.conftest import counted_queries
from tests.factories.applications import close, make_application, make_call, make_draft
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_grant, make_scheme

pytestmark = pytest.mark.usefixtures("stopped")


CALL = {
    "year": "2027", "opens_on": "2026-12-01", "closes_on": "2026-12-20", "about": "Utstyr", "ask": "Kari",
    "total": "400 000", "most": "80.000", "complaint": "Skriv til oss.", "version": "0",
}  # fmt: skip


def test_the_first_call_is_made_and_the_next_one_is_filled_in(visit, post, coordinator):
    scheme = make_scheme("C01")
    page = visit("applications.add_call", as_=coordinator)
    assert page.one("[name=opens_on]").get("value") == "2026-11-24"
    data = CALL | {"scheme_id": str(scheme.id)}
    post("applications.add_call", as_=coordinator, data=data, status=303)
    call = db.session.scalars(select(GrantCall)).one()
    assert (
        "It opens by itself on 1 December 2026"
        in visit("applications.show_call", as_=coordinator, call_id=call.id).text
    )
    assert (call.total, call.most, call.opens_on.isoformat()) == (Decimal(400_000), Decimal(80_000), "2026-12-01")
    page = visit("applications.add_call", as_=coordinator)
    assert page.one("[name=year]").get("value") == "2028" and page.one("[name=about]").text.strip() == "Utstyr"
    assert (
        page.one("[name=closes_on]").get("value") == "2027-12-20" and page.one("[name=most]").get("value") == "80 000"
    )
    answer = post("applications.add_call", as_=coordinator, data=data, status=422)
    assert "There is a call of this scheme for this year already." in answer.text


def test_without_a_scheme_the_coordinator_is_sent_to_make_one(visit, coordinator):
    visit("applications.add_call", as_=coordinator, status=303)


@pytest.mark.parametrize(
    ("field", "sent"), [("closes_on", "2026-11-30"), ("total", "mykje"), ("about", ""), ("scheme_id", "x")]
)
def test_a_call_that_is_not_right_is_shown_again(post, coordinator, field, sent):
    data = CALL | {"scheme_id": str(make_scheme("C01").id)} | {field: sent}
    answer = post("applications.add_call", as_=coordinator, data=data, status=422)
    assert "error-summary" in answer.text and db.session.scalar(select(GrantCall)) is None


def test_an_open_call_is_lengthened_on_its_page_and_closed_early_with_a_reason(visit, post, coach, coordinator):
    call = make_call()
    page = visit("applications.edit_call", as_=coordinator, call_id=call.id)
    assert not page("[name=year]") and not page("[name=most]")
    data = {"closes_on": "2026-12-24", "about": call.about, "ask": call.ask, "version": "1"}
    post("applications.edit_call", as_=coordinator, call_id=call.id, data=data, status=303)
    answer = post(
        "applications.edit_call", as_=coordinator, call_id=call.id, status=422,
        data=data | {"closes_on": "2026-12-01", "version": "2"},
    )  # fmt: skip
    assert "only be lengthened" in answer.text
    make_draft(call, club_of(coach), coach)
    assert "Close the call now?" in visit("applications.close_call", as_=coordinator, call_id=call.id).text
    post("applications.close_call", as_=coordinator, call_id=call.id, data={"because": "", "version": "2"}, status=422)
    data = {"because": "Pengane er brukte", "version": str(call.version)}
    post("applications.close_call", as_=coordinator, call_id=call.id, data=data, status=303)
    assert "Pengane er brukte" in visit("applications.show_open_call", as_=coach, call_id=call.id).text
    assert list(db.session.scalars(select(OutboxMessage.user_id))) == [coach.id]


def test_a_call_that_is_not_wanted_is_removed_before_it_opens(visit, post, coordinator):
    call = make_call(opened_for=-3)
    visit("applications.remove_call", as_=coordinator, call_id=call.id)
    post("applications.remove_call", as_=coordinator, call_id=call.id, status=303)
    assert db.session.scalar(select(GrantCall)) is None


def test_the_list_shows_sums_and_who_said_what_by_name(visit, coordinator):
    call = make_call(total=Decimal(40_000))
    for name in ("Åsen", "Askim"):
        make_application(call, make_association(name=name), amount=Decimal(30_000))
    make_association(name="Tause Lag")
    close(call)
    page = visit("applications.show_call", as_=coordinator, call_id=call.id)
    assert [row.text_content() for row in page("table .row-link")] == ["Askim", "Åsen"]
    assert "kr 60,000" in page.text and "kr 40,000" in page.text and "Tause Lag" in page.text


def test_the_pages_stand_where_one_looks_for_them(visit, coordinator, coach):
    make_call()
    assert visit("home.show_more", as_=coordinator)("a[href='/grant-calls']")
    assert visit("commitments.list_schemes", as_=coordinator)("a[href='/grant-calls']")
    assert visit("home.show_more", as_=coach)("a[href='/our-grant-applications']")
    assert visit("applications.list_calls", as_=coordinator)("main .list-row")
    assert visit("applications.list_own", as_=coach)("[aria-labelledby=open] a")


@pytest.mark.parametrize("page", ["show_call", "show_paper"])
def test_a_call_still_takes_the_same_number_of_queries_with_many_applications(visit, coordinator, session, page):
    call = make_call()
    last_year = make_call(call.scheme, year=2026)

    def count() -> int:
        db.session.commit()
        with counted_queries() as statements:
            visit(f"applications.{page}", as_=coordinator, call_id=call.id)
        return len(statements)

    def apply() -> None:
        """A club with a group and promises, that sent something last year too and has a grant of this year already."""
        activity = make_activity()
        club = activity.association
        make_application(last_year, club)
        make_application(call, club, groups=[str(activity.id)])
        make_grant(club, call.scheme, agreed_by=make_association_user(club))
        make_grant(club, call.scheme, year=call.year)

    apply()
    count()
    few = count()
    for _ in range(8):
        apply()
    assert count() == few

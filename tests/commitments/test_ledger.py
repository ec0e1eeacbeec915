"""Schemes in versions, own promises, goals, a grant list imported, files that leave, and the council's figures."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from allemed.associations.actions import ImportRefused
from allemed.commitments import actions, queries
from allemed.commitments.gateway import write_csv, write_workbook
from allemed.commitments.models import Goal, Grant, GrantDraft, OwnLine
from allemed.commitments.queries import Chosen
from allemed.commitments.rules import CommitmentStatus
from allemed.commitments.rules.grant_list import GrantColumn
from allemed.commitments.rules.grant_matching import Defaults
from allemed.delivery.models import OutboxMessage
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.commitments import make_commitment, make_grant, make_scheme
from tests.factories.gatherings import make_goal
from tests.factories.placements import make_placement

S = CommitmentStatus
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _stopped(frozen, session):
    frozen(NOW)


@pytest.fixture
def coordinator():
    return make_user()


# Versions of a scheme


def test_a_new_version_begins_on_its_day_and_old_grants_keep_the_old_one(visit, post, coordinator, session):
    scheme = make_scheme("C01", "C02", name="Drift")
    grant = make_grant(scheme=scheme)
    data = {"name": "Drift", "valid_from": "2027-01-01", "codes": ["C02", "C20"], "version": 1}
    post("commitments.add_version", as_=coordinator, scheme_id=scheme.id, data=data, status=303)
    newer, older = queries.list_versions(scheme.series_id)
    assert (older.valid_to, newer.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    assert [one.code for one in grant.commitments] == ["C01", "C02"] and grant.scheme == older
    page = visit("commitments.edit_scheme", as_=coordinator, scheme_id=newer.id)
    changed = page.one("section[aria-labelledby=changes]").text_content()
    assert "No longer asked for" in changed and "Short report" in changed and "inclusion plan" not in changed
    assert len(page("section[aria-labelledby=versions] li")) == 2
    assert len(visit("commitments.list_schemes", as_=coordinator)("main ul.rows:first-of-type > li")) >= 1


def test_a_version_with_grants_no_longer_changes(post, visit, coordinator):
    scheme = make_scheme("C01")
    make_grant(scheme=scheme)
    data = {"name": "Drift", "valid_from": "2026-01-01", "codes": ["C01", "C20"], "version": 1}
    answer = post("commitments.edit_scheme", as_=coordinator, scheme_id=scheme.id, data=data, status=422)
    assert "Make a new version" in answer.text
    line = {"level": "voluntary", "evidence": ["report"], "due": "D+30", "version": 1}
    post("commitments.edit_line", as_=coordinator, line_id=scheme.lines[0].id, data=line, status=409)
    early = data | {"valid_from": "2026-09-01"}  # a grant was decided in October
    post("commitments.add_version", as_=coordinator, scheme_id=scheme.id, data=early, status=422)
    assert [one.code for one in scheme.lines] == ["C01"] and scheme.lines[0].level == "condition"


# Promises of the municipality's own, and goals

OWN = {
    "nb": "Vi har en fadder på hvert lag", "nn": "Vi har ein fadder på kvart lag", "sv": "Vi har en fadder i varje lag",
    "en": "Each team has a buddy", "level": "expectation", "evidence": ["statement"], "due": "D+30 yearly",
    "is_offered": "y",
}  # fmt: skip


def test_an_own_promise_is_edited_and_those_made_earlier_keep_their_text(visit, post, coordinator, session):
    post("commitments.add_own_line", as_=coordinator, data=OWN | {"sv": ""}, status=422)
    post("commitments.add_own_line", as_=coordinator, data=OWN, status=422)  # which goal does it serve?
    goal = make_goal()
    own = OWN | {"goals": [str(goal.id)]}
    post("commitments.add_own_line", as_=coordinator, data=own, status=303)
    assert goal.codes == ["C01", "M01"]
    line = session.scalars(select(OwnLine)).one()
    used, unused = make_scheme("C01", "M01"), make_scheme("M01")
    grant = make_grant(make_association(category="kultur"), used)
    assert [one.code for one in grant.commitments] == ["C01", "M01"]
    changed = own | {"nb": "Vi har to faddere på hvert lag"}
    post("commitments.edit_own_line", as_=coordinator, own_line_id=line.id, data=changed, status=303)
    texts = [one.texts["nb"] for one in (grant.commitments[1], used.lines[1], unused.lines[0])]
    assert texts == [OWN["nb"], OWN["nb"], changed["nb"]]
    post("commitments.edit_own_line", as_=coordinator, own_line_id=line.id, data=own, status=409)  # not the newest
    newest = queries.list_own_lines()[0]
    page = visit("commitments.edit_own_line", as_=coordinator, own_line_id=newest.id)
    assert (newest.code, newest.edition) == ("M01", 2) and "Each team has a buddy" in page.text
    newer = actions.add_version(
        used, actions.SchemeValues(name="Drift", valid_from=date(2027, 1, 1), valid_to=None, codes=("M01",)), version=1,
        by=coordinator, now=NOW,
    )  # fmt: skip
    assert newer.lines[0].texts["nb"] == changed["nb"]


def test_goals_and_schemes_narrow_the_overview(visit, post, coordinator, session):
    late = make_commitment("C06", association=make_association(name="Aa"), due_on=date(2026, 11, 1))
    make_commitment("C20", association=make_association(name="Bb"))
    data = {
        "name": "Alle med",
        "decision": "Kommunestyret, sak 14/26",
        "starts_on": "2026-01-01",
        "codes": ["C06"],
        "version": 0,
    }
    post("commitments.add_goal", as_=coordinator, data=data | {"ends_on": "2025-01-01"}, status=422)
    post("commitments.add_goal", as_=coordinator, data=data | {"decision": ""}, status=422)
    post("commitments.add_goal", as_=coordinator, data=data, status=303)
    goal = session.scalars(select(Goal)).one()
    assert len(visit("commitments.show_overview", as_=coordinator)("table.matrix tbody tr")) == 2
    for chosen in ({"goal": goal.id}, {"scheme": late.grant.scheme.series_id}):
        page = visit("commitments.show_overview", as_=coordinator, **chosen)
        assert [row.text_content() for row in page("table.matrix tbody th")] == ["Aa"]
        assert [cell.text_content() for cell in page("ul.strip abbr")] == ["C06"]
    post("commitments.edit_goal", as_=coordinator, goal_id=goal.id, data=data | {"name": "Nytt"}, status=409)
    data |= {"version": goal.version, "name": "Nytt"}
    post("commitments.edit_goal", as_=coordinator, goal_id=goal.id, data=data, status=303)


def test_the_overview_asks_the_database_equally_often_for_few_and_for_many(visit, coordinator):
    def asked():
        with counted_queries() as statements:
            visit("commitments.show_overview", as_=coordinator)
        return sum("commitment" in one for one in statements)

    scheme = make_scheme("C01", "C06")
    make_grant(scheme=scheme)
    few = asked()
    for _ in range(60):
        make_grant(scheme=scheme)
    assert asked() == few <= 6


def test_an_association_is_seen_beside_the_median_of_at_least_five(visit, coordinator):
    own = make_commitment("C01", status=S.ACCEPTED).association_id
    for _ in range(3):
        make_commitment("C01")
    assert "middle" not in visit("commitments.show_for_association", as_=coordinator, association_id=own).text
    make_commitment("C01", status=S.ACCEPTED)
    text = visit("commitments.show_for_association", as_=coordinator, association_id=own).text
    assert "Here 100 %. The middle of all associations: 0 %." in text


# A list of grants

LIST = "Org.nr;Søker;Tildelt beløp;Merknad\r\n310000019;Fjordvik IL;12 000;\r\n;Kvitvik kor;kr 8.500,-;\r\n;Myrdalen 4H;ca 10 000 + leie;\r\n"


def _send(post, coordinator, scheme, data=LIST, status=303):
    data = data.encode("cp1252")
    body = {"file": (BytesIO(data), "liste.csv"), "series": scheme.series_id, "year": 2026, "decided_on": "2026-11-01"}
    answer = post("commitments.import_grants", as_=coordinator, data=body, status=status)
    answer.request.environ["wsgi.input"].close()
    return answer


def test_a_list_is_looked_at_confirmed_and_changes_nothing_the_second_time(visit, post, coordinator, session):
    user = make_association_user()
    club = session.get_one(type(make_association()), user.association_id)
    club.organisation_number, club.name = "310000019", "Fjordvik IL"
    choir, scheme = make_association(name="Kvitvik kor"), make_scheme("C01")
    _send(post, coordinator, scheme)
    draft = session.scalars(select(GrantDraft)).one()
    page = visit("commitments.show_grant_import", as_=coordinator, grant_draft_id=draft.id)
    figures = [one.text_content() for one in page("#import-counts b")]
    assert figures == ["1", "0", "0", "1", "1"] and "nothing is guessed" in page.text
    assert page.one("[name=row-3]").get("value") == str(choir.id)
    strange = {"row-3": str(club.id), "row-4": "x"}  # what was not suggested is not taken
    assert len(actions.plan_grant_draft(draft, {3: club.id}).asked) == 1
    data = strange | {"row-3": str(choir.id)}
    post("commitments.confirm_grant_import", as_=coordinator, grant_draft_id=draft.id, data=data, status=303)
    amounts = {grant.association_id: grant.amount for grant in session.scalars(select(Grant))}
    assert amounts == {club.id: Decimal(12000), choir.id: Decimal(8500)}
    assert session.scalars(select(OutboxMessage.user_id)).all() == [user.id]
    _send(post, coordinator, scheme)
    again = session.scalars(select(GrantDraft)).one()
    assert actions.plan_grant_draft(again, {}).counts == {
        "new": 0, "changed": 0, "unchanged": 2, "asked": 0, "refused": 1,
    }  # fmt: skip


def test_a_workbook_is_read_too_and_a_corrected_amount_is_shown_before_it_is_written(session, coordinator):
    club, scheme = make_association(organisation_number="310000019"), make_scheme("C01", name="Drift")
    grant = make_grant(club, scheme)
    book = Workbook()
    book.active.append(["Organisationsnummer", "Belopp", "Bidragsform", "Beslutsdatum"])
    book.active.append([310000019, 12345.5, "drift", datetime(2026, 10, 1)])
    out = BytesIO()
    book.save(out)
    plan = actions.plan_grants(out.getvalue(), "lista.xlsx", Defaults(None, 2026, {GrantColumn.DECIDED_ON: TODAY}))
    (one,) = plan.matches
    assert dict(one.changes) == {GrantColumn.AMOUNT: (Decimal(25000), Decimal("12345.50"))}
    actions.apply_grants(plan, by=None, now=NOW)
    assert (grant.amount, grant.version, session.query(Grant).count()) == (Decimal("12345.50"), 2, 1)


def test_a_file_with_two_amounts_is_refused_as_a_whole(post, coordinator, session):
    answer = _send(post, coordinator, make_scheme("C01"), "Navn;Tildelt;Innvilget\r\nA;1;2\r\n", status=422)
    assert "nothing is guessed" in answer.text and session.scalar(select(GrantDraft)) is None
    with pytest.raises(ImportRefused):
        actions.plan_grants(b"Navn;Sted\r\nA;B\r\n", "a.csv", Defaults(None, 2026, {}))


# Files that leave


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_no_cell_of_a_file_can_run(start):
    text = f"{start}HYPERLINK(1)"
    table = ["Navn"], [[text]]
    (_head, (cell,)) = csv.reader(StringIO(write_csv(*table).decode("utf-8-sig"), newline=""), delimiter=";")
    assert cell == f"'{text}"
    made = load_workbook(BytesIO(write_workbook([("Ark", *table)])))["Ark"]["A2"]
    assert made.data_type == "s" and made.quotePrefix and made.value.strip() == text.strip()


def test_amounts_leave_as_numbers_and_days_as_days(visit, browser_of, coordinator, session):
    make_grant(make_association(name="=1+1"), make_scheme("C01"), amount=Decimal("25000.50"))
    answer = browser_of(coordinator).get("/commitments/export.csv?of=grants", headers={"Accept-Language": "en"})
    row = list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))[1]
    assert (row[0], row[3:6], row[6]) == ("'=1+1", ["2026", "25000,50", "2026-10-01"], "'=1+1")
    answer = browser_of(coordinator).get("/commitments/export.xlsx", headers={"Accept-Language": "en"})
    grants, promises, _measures = load_workbook(BytesIO(answer.data)).worksheets
    assert [grants["E2"].value, grants["F2"].value] == [25000.5, datetime(2026, 10, 1)]
    assert [cell.value for cell in promises[2]][4:8] == ["C01", "Open to every child whatever the family's economy", "Condition", "Late"]  # fmt: skip
    assert queries.list_promise_lines(TODAY, Chosen(codes=("C20",))) == []


# For the council


def test_the_council_sees_last_year_up_to_the_same_day(visit, coordinator, session):
    scheme = make_scheme("C01", "C02", valid_from=date(2025, 1, 1))
    now = make_grant(scheme=scheme).commitments[0]
    actions.confirm_seen(now, version=1, by=coordinator, now=NOW)
    for day in (datetime(2025, 11, 20, 9, tzinfo=UTC), datetime(2025, 11, 26, 9, tzinfo=UTC)):  # before and after
        then = make_grant(scheme=scheme, year=2025, decided_on=date(2025, 5, 1)).commitments[0]
        actions.confirm_seen(then, version=1, by=coordinator, now=day)
    figures = queries.year_figures(2025, queries.same_day_last_year(TODAY))
    assert figures.of_codes(("C01",)) == queries.Kept(2, 1) and figures.of_level("expectation") == queries.Kept(2, 0)
    page = visit("commitments.show_council", as_=coordinator)
    cells = [cell.text_content() for cell in page("#each tbody tr:first-child td")]
    assert cells == ["100 % 1 / 1", "50 % 1 / 2"]


def test_few_children_are_not_told_and_the_sum_does_not_give_them_away(visit, coordinator):
    with_grant, other = make_grant(scheme=make_scheme("C01")).association, make_association()
    for association, count in ((with_grant, 6), (other, 2)):
        for _ in range(count):
            make_placement(activity=make_activity(association), started_at=datetime(2026, 9, 1, tzinfo=UTC))
    assert queries.year_figures(2026, TODAY).began == (6, 2)
    cells = visit("commitments.show_council", as_=coordinator)("#began tbody td:not(.last)")
    assert [cell.text_content() for cell in cells] == ["6", "1–4", "7–10"]


def test_what_was_learned_stands_beside_the_figures_and_next_year_too(visit, post, coordinator):
    data = {"helped": "Utstyr på rett sted", "learned": "Spør om skyss", "version": 0}
    post("commitments.write_council_note", as_=coordinator, data=data | {"learned": "Per 01811510080"}, status=422)
    post("commitments.write_council_note", as_=coordinator, data=data, status=303)
    post("commitments.write_council_note", as_=coordinator, data=data | {"helped": "Annet"}, status=409)
    assert "Utstyr på rett sted" in visit("commitments.show_council", as_=coordinator).text
    assert "Spør om skyss" in visit("commitments.show_council", as_=coordinator, year=2027).text

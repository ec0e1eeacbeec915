"""Importing a list: what is shown first, what is written, and that nothing happens twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from allemed import clock
from allemed.associations.actions import ImportRefused, apply_import, keep_draft, plan_draft, plan_import
from allemed.associations.models import Association, ImportDraft
from allemed.associations.queries import DRAFT_LIFE, find_draft
from allemed.associations.rules import ProblemCode
from allemed.audit.models import AuditEntry
from tests.associations.lists import HEADING, LIST, PERSON, ROWS, text_file, workbook
from tests.conftest import counted_queries
from tests.factories.accounts import make_user
from tests.factories.associations import make_association

REGISTER = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(autouse=True)
def _database(session):
    return session


def take(data: bytes, name: str = "lag.csv"):
    plan = plan_import(data, name)
    apply_import(plan, by=None, now=clock.now())
    return plan


def counts(data: bytes) -> tuple[int, ...]:
    return tuple(plan_import(data, "lag.csv").counts.values())


def all_of(session) -> list[Association]:
    return list(session.scalars(select(Association).order_by(Association.organisation_number)))


def codes(plan) -> list[tuple[int, ProblemCode]]:
    return [(problem.row, problem.code) for problem in plan.problems]


def test_a_list_is_written_as_it_stands(session):
    take(text_file("cp1252"))
    association = all_of(session)[-1]
    assert (association.organisation_number, association.name, association.postcode, association.town) == (
        "974760673", "FJORDVIK SPEIDERGRUPPE", "0533", "FJORDVIK",
    )  # fmt: skip
    assert association.is_imported and association.is_approved
    assert [one.website for one in all_of(session)[:2]] == [
        "https://aeres.example/",
        "https://www.aalekor.example",
    ]


@pytest.mark.parametrize("again", [text_file("utf-16", "\t"), text_file("utf-8", ","), workbook()])
def test_the_same_list_again_changes_nothing_in_whatever_shape_it_comes(session, again):
    take(text_file("cp1252"))
    before = [one.updated_at for one in all_of(session)]
    assert take(again).lines()[-1] == "0 new, 0 changed, 3 unchanged, 0 refused"
    assert [one.updated_at for one in all_of(session)] == before


def test_planning_writes_nothing(session):
    assert plan_import(text_file(), "lag.csv").lines()[-1] == "3 new, 0 changed, 0 unchanged, 0 refused"
    assert all_of(session) == []


def test_a_changed_row_changes_only_what_the_file_says(session):
    take(text_file())
    one = all_of(session)[-1]
    one.email = "post@fjordvik.example"
    plan = take(text_file(text=LIST.replace("Støaveien 1", "Støaveien 2")))
    assert plan.lines()[-1] == "0 new, 1 changed, 2 unchanged, 0 refused"
    assert "Row 2: changes Address" in plan.lines()
    assert (one.address, one.email, one.version) == ("Støaveien 2", "post@fjordvik.example", 2)


def test_a_wrong_organisation_number_is_told_and_the_row_kept_without_it(session):
    plan = take(text_file(text=LIST.replace("974760673", "974760674")))
    assert codes(plan) == [(2, ProblemCode.NUMBER_WRONG)]
    assert session.scalar(select(Association.organisation_number).where(Association.name.like("FJORDVIK%"))) is None
    assert counts(text_file(text=LIST.replace("974760673", "974760674"))) == (0, 0, 3, 0)


@pytest.mark.parametrize("cell", [PERSON, f"{PERSON[:6]} {PERSON[6:]}", f"Kari {PERSON}"])
@pytest.mark.parametrize("place", ["974760673", "Støaveien 1", "barn, unge;Støaveien"])
def test_a_row_with_an_identity_number_is_refused_and_the_number_kept_nowhere(session, cell, place, caplog):
    plan = plan_import(text_file(text=LIST.replace(place, cell, 1)), "lag.csv")
    draft = keep_draft(plan, by=make_user(), now=clock.now())
    apply_import(plan, by=None, now=clock.now())
    assert codes(plan) == [(2, ProblemCode.IDENTITY_NUMBER)]
    assert tuple(plan.counts.values()) == (2, 0, 0, 1)
    told = "\n".join([*plan.lines(), draft.table, caplog.text, *(one.name + one.address for one in all_of(session))])
    assert PERSON[:6] not in told and PERSON[6:] not in told


def test_equal_names_are_told_and_never_merged(session):
    make_association(name="Ålesundet Sangkor")
    plan = take(text_file())
    assert codes(plan) == [(3, ProblemCode.NAME_ALREADY_THERE)]
    assert plan.counts["new"] == 3 and len(all_of(session)) == 4
    assert counts(text_file()) == (0, 0, 3, 0)


def test_two_rows_with_one_number_are_for_a_person_to_look_at():
    plan = plan_import(text_file(text=LIST + ROWS[0].replace("FJORDVIK S", "ELVA S") + "\r\n"), "lag.csv")
    assert codes(plan) == [(5, ProblemCode.NUMBER_TWICE)]
    assert plan.lines()[-1] == "3 new, 0 changed, 0 unchanged, 1 refused"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (HEADING.encode(), "no rows below"),
        (b"%PDF-1.7", "no CSV file and no Excel workbook"),
        (b"Postnummer;Farge\n3510;bl\xc3\xa5\n", "no column for: Name"),
        (b"Navn\n" + b"x" * 5_300_000, "larger than 5 MB"),
        (b'Navn\n"Elva', "from 2 on"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_why(session, data, words):
    with pytest.raises(ImportRefused) as refused:
        plan_import(data, "lag.csv")
    assert words in str(refused.value)
    assert all_of(session) == []


def test_a_kept_draft_gives_the_same_plan_and_is_compared_anew(session):
    plan = plan_import(text_file(), "lag.csv")
    draft = keep_draft(plan, by=make_user(), now=clock.now())
    assert plan_draft(draft) == plan
    take(text_file())
    assert plan_draft(draft).lines()[-1] == "0 new, 0 changed, 3 unchanged, 0 refused"


def test_a_draft_lives_an_hour_and_one_sender_has_one(session):
    user, now = make_user(), clock.now()
    first = keep_draft(plan_import(text_file(), "lag.csv"), by=user, now=now)
    second = keep_draft(plan_import(text_file(), "lag.csv"), by=user, now=now)
    assert session.scalars(select(ImportDraft)).all() == [second] and first is not second
    assert find_draft(second.id, now + DRAFT_LIFE - timedelta(seconds=1)) is second
    assert find_draft(second.id, now + DRAFT_LIFE) is None


def test_an_import_is_in_the_log_without_a_value_of_it(session):
    take(text_file())
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.action == "import_associations" and set(entry.fields) >= {"name", "organisation_number"}


def test_comparing_a_whole_register_is_one_query(session):
    lines = [HEADING, *(f";Lag nummer {n};;;;;{n:04};DALEN;;;" for n in range(2500))]
    data = "\n".join(lines).encode()
    take(data)
    session.flush()
    with counted_queries() as statements:
        plan = plan_import(data, "lag.csv")
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
    assert plan.counts["unchanged"] == 2500


@pytest.mark.parametrize("first, second", [("csv", "csv"), ("xlsx", "csv"), ("csv", "xlsx")])
def test_the_real_register_of_a_municipality_comes_in_whole_and_only_once(session, first, second):
    if not REGISTER.is_dir():
        pytest.skip("the list of a real municipality is not beside this checkout")
    one, again = (REGISTER / f"associations-ringerike.{kind}" for kind in (first, second))
    assert take(one.read_bytes(), one.name).lines()[-1] == "457 new, 0 changed, 0 unchanged, 0 refused"
    assert take(again.read_bytes(), again.name).lines()[-1] == "0 new, 0 changed, 457 unchanged, 0 refused"
    assert session.scalar(select(func.count()).select_from(Association)) == 457
    assert session.scalar(select(func.count()).where(Association.postcode == "")) == 49

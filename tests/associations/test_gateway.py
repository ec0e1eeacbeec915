"""Files as offices send them, and files that only look like one. Touches no database."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.associations import gateway
from allemed.associations.gateway import FileProblem, UnreadableFile, read_rows
from tests.associations.lists import DELIMITERS, ENCODINGS, HEADING, LIST, text_file, workbook

CELLS = [(number, line.split(";")) for number, line in enumerate(LIST.splitlines(), start=1)]


def problem_of(data: bytes) -> FileProblem:
    with pytest.raises(UnreadableFile) as refused:
        read_rows(data)
    return refused.value.problem


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_delimiter_gives_the_same_rows(encoding, delimiter):
    assert read_rows(text_file(encoding, delimiter)) == CELLS


def test_a_workbook_gives_the_same_rows_and_keeps_leading_zeros():
    filled = [(number, ";".join(cells).rstrip(";").split(";")) for number, cells in CELLS]
    assert read_rows(workbook()) == filled


def test_row_numbers_are_those_of_the_spreadsheet_over_empty_rows_and_line_breaks():
    rows = read_rows(b'Navn;Adresse\n\n;\n"Elva\nkor";x\nDalen korps;y\n')
    assert rows == [(1, ["Navn", "Adresse"]), (4, ["Elva\nkor", "x"]), (5, ["Dalen korps", "y"])]


def test_the_first_line_by_which_excel_names_its_delimiter_is_no_row():
    assert read_rows(b"sep=,\r\nNavn,Poststed\r\nElva kor,ELVA\r\n")[0] == (1, ["Navn", "Poststed"])


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b";;;\r\n", "\ufeff".encode(), workbook("\n")])
def test_an_empty_file_is_called_empty(data):
    assert problem_of(data) == FileProblem.EMPTY


def damaged_workbook() -> bytes:
    return workbook()[:-400]


def other_zip(name: str = "content.xml", body: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
        b"<!DOCTYPE html><table><tr><td>Navn</td></tr></table>",
        b'{"navn": "Elva kor"}',
        HEADING.encode("utf-16-le"),
        b"\xff\xfe\x00",
        b"PK\x03\x04 but no archive",
        damaged_workbook(),
        other_zip(),
        other_zip("xl/workbook.xml"),
    ],
)
def test_a_file_of_another_kind_is_called_so(data):
    assert problem_of(data) == FileProblem.WRONG_KIND


def test_a_file_over_5_mb_is_too_large():
    assert problem_of(b"Navn\n" + b"x" * (5 * 1024 * 1024)) == FileProblem.TOO_LARGE


def test_a_workbook_that_unpacks_to_far_more_than_it_weighs_is_refused_unread():
    bomb = other_zip("xl/workbook.xml", b"0" * (gateway.LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert problem_of(bomb) == FileProblem.TOO_LARGE


def test_more_rows_than_a_city_has_associations_are_refused():
    assert problem_of(b"Navn\n" + b"x\n" * gateway.MOST_ROWS) == FileProblem.TOO_MANY_ROWS


def test_an_open_quotation_mark_never_swallows_the_rest_of_the_file_in_silence():
    with pytest.raises(UnreadableFile) as refused:
        read_rows(b'Navn;Poststed\nElva kor;"ELVA\nDalen korps;DALEN\n')
    assert (refused.value.problem, refused.value.row) == (FileProblem.OPEN_QUOTE, 2)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.builds(lambda tail: b"PK\x03\x04" + tail, st.binary(max_size=300)))
def test_any_bytes_give_rows_or_a_named_problem(data):
    try:
        rows = read_rows(data)
    except UnreadableFile:
        return
    assert rows and all(number > 0 and any(cells) for number, cells in rows)

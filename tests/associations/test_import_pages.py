"""A list of associations is looked at, then written."""

import io

import pytest
from sqlalchemy import select

from allemed.associations.models import Association, ImportDraft
from tests.associations.lists import LIST, PERSON, text_file, workbook
from tests.factories.accounts import make_user


@pytest.fixture
def upload(post, coordinator):
    """Send a file for a preview, as the coordinator's browser does."""

    def send(data: bytes, name: str = "lag.csv", **more):
        body = {"file": (io.BytesIO(data), name)}
        answer = post("associations.import_associations", as_=coordinator, data=body, **more)
        answer.request.environ["wsgi.input"].close()  # what the test client itself wrote to disk
        return answer

    return send


@pytest.mark.parametrize("data", [text_file("cp1252"), text_file("utf-16", "\t"), workbook()])
def test_a_list_is_looked_at_first_and_written_when_confirmed(session, upload, visit, post, coordinator, data):
    address = upload(data, status=303).location
    draft = session.scalars(select(ImportDraft)).one()
    assert address.endswith(str(draft.id))
    page = visit("associations.show_import", as_=coordinator, draft_id=draft.id)
    assert [one.text_content() for one in page("#import-counts b")] == ["3", "0", "0", "0"]
    assert session.scalars(select(Association)).all() == []
    post("associations.confirm_import", as_=coordinator, draft_id=draft.id, status=303)
    summary = visit("associations.list_associations", as_=coordinator).text
    assert "Imported: 3 new, 0 changed, 0 unchanged, 0 refused." in summary
    assert len(session.scalars(select(Association)).all()) == 3
    assert session.scalars(select(ImportDraft)).all() == []


def test_the_preview_names_rows_by_number_and_says_what_is_wrong(session, upload, visit, coordinator):
    upload(text_file(text=LIST.replace("974760673", "974760674").replace("Elvegata 1", PERSON)), status=303)
    draft = session.scalars(select(ImportDraft)).one()
    page = visit("associations.show_import", as_=coordinator, draft_id=draft.id)
    remarks = [" ".join(row.itertext()) for row in page("section[aria-labelledby=problems] li")]
    assert len(remarks) == 2
    assert "Row 2" in remarks[0] and "The organisation number is not valid." in remarks[0]
    assert "Row 4" in remarks[1] and "personal identity number" in remarks[1] and "Refused" in remarks[1]
    assert PERSON not in page.source


def test_a_list_that_changes_nothing_has_nothing_to_confirm(session, upload, visit, post, coordinator):
    for _time in range(2):
        upload(text_file(), status=303)
        draft = session.scalars(select(ImportDraft)).one()
        page = visit("associations.show_import", as_=coordinator, draft_id=draft.id)
        if page("form[action*=import]"):
            post("associations.confirm_import", as_=coordinator, draft_id=draft.id, status=303)
    assert [one.text_content() for one in page("#import-counts b")] == ["0", "0", "3", "0"]
    assert not page("form[action*=import]")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is no CSV file"),
        (b"Postnummer\n3510\n", "The file has no column for: Name."),
        (b"Navn\n" + b"x" * (5 * 1024 * 1024), "The file is larger than 5 MB."),
    ],
)
def test_a_file_that_cannot_be_taken_brings_the_form_again_with_the_reason(session, upload, data, words):
    assert words in upload(data, status=422).text
    assert session.scalars(select(ImportDraft)).all() == []


def test_a_file_far_over_5_mb_is_refused_unread_with_the_form_again(session, upload):
    answer = upload(b"x" * (7 * 1024 * 1024), status=413)
    assert "The file is larger than 5 MB." in answer.text and 'type="file"' in answer.text


def test_only_the_import_takes_large_posts(post, coordinator):
    answer = post("associations.add_association", as_=coordinator, data={"name": "x" * 300_000}, status=413)
    assert "That is too large" in answer.text


def test_a_post_without_file_asks_for_one(upload, post, coordinator):
    answer = post("associations.import_associations", as_=coordinator, status=422)
    assert "Choose a file first." in answer.text


def test_another_coordinators_draft_does_not_exist(session, upload, visit, post):
    upload(text_file())
    draft = session.scalars(select(ImportDraft)).one()
    other = make_user()
    visit("associations.show_import", as_=other, draft_id=draft.id, status=404)
    post("associations.confirm_import", as_=other, draft_id=draft.id, status=404)

"""A native speaker reviews a language in a workbook; what comes back is taken row by row."""

import re

import pytest
from openpyxl import Workbook, load_workbook

from allemed import translation_review, translations

READ_HERE = ("What would you like to do?", "Call %(name)s", "What we never ask for", "Football", "%(num)s place")


@pytest.fixture
def whole_copies(tmp_path, monkeypatch):
    """Catalogues of our own to change: the real ones stay as they are."""
    for domain in ("messages", "staff"):
        for language in ("nb", "ar"):
            if (path := translations.path_of(language, domain)).exists():
                copy = tmp_path / language / "LC_MESSAGES" / f"{domain}.po"
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "REVIEWED", tmp_path / "reviewed.txt")
    return tmp_path


@pytest.fixture
def copies(whole_copies):
    """The same with every twentieth text, and those that are read here."""
    for path in whole_copies.glob("*/*/*.po"):
        catalogue = translations.read(path.parent.parent.name, path.stem)
        for number, message in enumerate(list(catalogue)):
            if message.id and number % 20 and translation_review._key(message) not in READ_HERE:
                catalogue.delete(message.id)
        translations.write(path, catalogue)
    return whole_copies


def _fill(file, english: str, new: str, form: str | None = None) -> None:
    book = load_workbook(file)
    for row in book.active.iter_rows(min_row=2):
        if row[1].value == english and (form is None or row[2].value == form):
            row[5].value = new
    book.save(file)


def test_a_new_text_comes_back_and_the_language_counts_as_reviewed(whole_copies):
    file = whole_copies / "nb.xlsx"
    assert translation_review.write_workbook("nb", file) > 500
    _fill(file, "What would you like to do?", "Hva vil du gjøre?")
    taken = translation_review.take_workbook(file)
    assert (taken.changed, taken.refused) == (1, [])
    assert translations.read("nb", "messages").get("What would you like to do?").string == "Hva vil du gjøre?"
    assert (whole_copies / "reviewed.txt").read_text().split() == ["nb"]


def test_a_language_with_a_text_that_came_later_waits_to_be_read_again(copies, monkeypatch):
    monkeypatch.setattr(translations, "OFFERED", {"messages": ("nb", "ar"), "staff": ("nb",)})
    translations.update()
    translations.write_reviewed({"nb", "ar"})
    translations.update()
    assert translations.read_reviewed() == {"nb", "ar"}
    path = translations.path_of("ar", "messages")
    catalogue = translations.read("ar", "messages")
    catalogue.delete("What would you like to do?")
    translations.write(path, catalogue)
    translations.update()
    assert translations.read_reviewed() == {"nb"}


def test_a_broken_placeholder_is_refused_by_row_and_the_rest_is_taken(copies):
    file = copies / "nb.xlsx"
    translation_review.write_workbook("nb", file)
    _fill(file, "Call %(name)s", "Ring %(navn)s")
    _fill(file, "What would you like to do?", "Hva vil du gjøre?")
    taken = translation_review.take_workbook(file)
    assert taken.changed == 1
    assert len(taken.refused) == 1
    assert translations.read("nb", "messages").get("Call %(name)s").string == "Ring %(name)s"
    assert not (copies / "reviewed.txt").exists()


@pytest.mark.parametrize("new", ["Ring <b>%(name)s</b>", "Ring", "Ring %(name)s 100 %"])
def test_what_would_break_a_page_or_slip_code_into_it_is_refused(copies, new):
    file = copies / "nb.xlsx"
    translation_review.write_workbook("nb", file)
    _fill(file, "Call %(name)s", new)
    taken = translation_review.take_workbook(file)
    assert taken.changed == 0 and len(taken.refused) == 1 and not taken.is_reviewed


def test_a_language_with_a_text_that_is_missing_does_not_count_as_reviewed(copies):
    catalogue = translations.read("nb", "messages")
    catalogue.get("What would you like to do?").string = ""
    translations.write(translations.path_of("nb", "messages"), catalogue)
    file = copies / "nb.xlsx"
    translation_review.write_workbook("nb", file)
    taken = translation_review.take_workbook(file)
    assert taken.missing == 1 and not taken.is_reviewed and not (copies / "reviewed.txt").exists()
    _fill(file, "What would you like to do?", "Hva vil du gjøre?")
    assert translation_review.take_workbook(file).is_reviewed


def test_each_row_says_in_words_where_the_text_stands(copies):
    file = copies / "nb.xlsx"
    translation_review.write_workbook("nb", file)
    where = {row[1].value: row[3].value for row in load_workbook(file).active.iter_rows(min_row=2)}
    assert where["What we never ask for"] == "home, show privacy"
    assert where["Football"] == "lists of words"
    assert not [place for place in where.values() if place and re.search(r"[/_]|\.(html|py)", place)]


def test_each_plural_form_has_its_row(copies):
    file = copies / "ar.xlsx"
    translation_review.write_workbook("ar", file)
    rows = [
        row
        for row in load_workbook(file).active.iter_rows(values_only=True)
        if row[1] in ("%(num)s place", "%(num)s places")
    ]
    assert [row[2] for row in rows if row[0] == "messages"] == [f"{n} of 6" for n in range(1, 7)]


def test_a_text_that_begins_with_an_equals_sign_is_no_formula(copies):
    file = copies / "nb.xlsx"
    catalogue = translations.read("nb", "messages")
    catalogue.get("What would you like to do?").string = "=1+1"
    translations.write(translations.path_of("nb", "messages"), catalogue)
    translation_review.write_workbook("nb", file)
    cells = [row[4] for row in load_workbook(file).active.iter_rows() if row[1].value == "What would you like to do?"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_another_workbook_is_refused(tmp_path):
    Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(ValueError, match="not a workbook"):
        translation_review.take_workbook(tmp_path / "other.xlsx")


def test_what_is_no_workbook_at_all_is_refused(tmp_path):
    (tmp_path / "words.xlsx").write_text("Hva vil du gjøre?")
    with pytest.raises(ValueError, match="cannot be opened"):
        translation_review.take_workbook(tmp_path / "words.xlsx")

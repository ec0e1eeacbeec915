"""What is taken out equals the database: a canary in every column of every table. What stays behind is nowhere in it."""

import csv
import hashlib
import io
import json
import uuid
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy import Enum, LargeBinary, String, Uuid, insert
from sqlalchemy.types import JSON

from allemed import crypto
from allemed.closing.actions.exporting import write_everything
from allemed.closing.gateway.archive import SUMS, cell
from allemed.closing.gateway.sealed_file import SealedWriter, file_of, read_sealed
from allemed.closing.rules.taken import FILES, LEFT_OUT, ONLY_IF, columns_of
from allemed.database import Codes, EncryptedText, UtcMoment, db
from tests.conftest import NOW
from tests.factories.catalogue import make_activity
from tests.factories.families import make_child
from tests.factories.media import make_picture, photo

NAMED = {"weekday": 3, "starts": time(17, 30), "checked_count": None}  # what a constraint of the database asks for


def _value(column, number: int, made: dict[str, uuid.UUID]):
    """Something for this column that stands nowhere else, as far as its type has room."""
    for key in column.foreign_keys:
        return made.get(key.column.table.name)
    kind = column.type
    canary = f"~{number:04d}~"
    if isinstance(kind, Uuid):
        return uuid.UUID(int=0xCA << 96 | number)
    if isinstance(kind, Enum):
        return kind.python_type(kind.enums[0]) if kind.enum_class else kind.enums[0]
    if isinstance(kind, (EncryptedText, String)):
        return canary[: kind.length] if isinstance(kind, String) and kind.length else canary
    if isinstance(kind, LargeBinary):
        return b"\xff\xd8" + canary.encode()
    if isinstance(kind, Codes):
        return [canary]
    if isinstance(kind, JSON):
        return {"text": canary}
    if isinstance(kind, UtcMoment):
        return NOW
    python = kind.python_type
    if column.name in NAMED:
        return NAMED[column.name]
    plain = {bool: True, date: date(2026, 11, 24), time: time(18, 30), Decimal: Decimal("12.50")}
    return plain.get(python) or python(number)


@pytest.fixture
def canaries(session) -> dict[str, dict]:
    """One row in every table; returns what stands in it."""
    made: dict[str, uuid.UUID] = {}
    rows, number = {}, 0
    for table in db.metadata.sorted_tables:
        row = {}
        for column in table.columns:
            number += 1
            row[column.name] = _value(column, number, made)
        rows[table.name] = row
        if "id" in table.c and isinstance(table.c.id.type, Uuid):
            made[table.name] = row["id"]
        session.execute(insert(table).values(row))
    session.commit()
    return rows


@pytest.fixture
def everything(session):
    """Takes everything out, through the sealed file; returns the ZIP file."""

    def take() -> zipfile.ZipFile:
        writer = SealedWriter(file_of("test"))
        write_everything(writer, now=NOW)
        writer.close()
        whole = b"".join(read_sealed(file_of("test")))
        assert len(whole) == writer.size
        return zipfile.ZipFile(io.BytesIO(whole))

    return take


def rows_of(taken: zipfile.ZipFile, table: str) -> list[dict]:
    """As its README says: an apostrophe before = + - @ is not part of the text."""
    text = taken.read(f"tables/{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _as_read(value) -> str:
    said = cell(value)
    return "" if said is None else f"{said:f}".replace(".", ",") if isinstance(said, Decimal) else str(said)


def test_every_column_of_every_table_is_there_as_it_was(canaries, everything):
    taken = everything()
    for table, row in canaries.items():
        wanted = columns_of(table)
        if not wanted:
            assert f"tables/{table}.csv" not in taken.namelist()
            continue
        (read,) = rows_of(taken, table)
        assert list(read) == wanted
        for name in wanted:
            if f"{table}.{name}" in FILES:
                assert taken.read(read[name]) == row[name]
            else:
                assert read[name] == _as_read(row[name]), f"{table}.{name}"


def test_no_secret_is_in_it(canaries, everything):
    taken = everything()
    whole = b"".join(name.encode() + taken.read(name) for name in taken.namelist())
    looked = 0
    for name in LEFT_OUT:
        table, _, column = name.partition(".")
        for left in [column] if column else list(canaries[table]):
            value = canaries[table][left]
            if isinstance(value, bytes):
                value = value[2:].decode()
            if isinstance(value, str) and value.startswith("~") and len(value) >= 6:
                looked += 1
                assert value.encode() not in whole, f"{table}.{left}"
    assert looked > 15


def test_the_file_proves_that_it_is_whole(canaries, everything):
    taken = everything()
    sums = dict(line.split("  ")[::-1] for line in taken.read(SUMS).decode().splitlines())
    assert set(sums) == set(taken.namelist()) - {SUMS}
    for name, digest in sums.items():
        assert hashlib.sha256(taken.read(name)).hexdigest() == digest
    readme = taken.read("README.txt").decode()
    assert "tables/child.csv   rows: 1" in readme and "sha256sum -c SHA256SUMS" in readme
    assert "ALLEMED Fjordvik" in readme and "2026-11-24 09:00" in readme
    assert "app_user.id" in readme and "device.token_hash" in readme


def test_what_a_child_did_not_allow_the_coordinator_to_see_stays_behind(canaries, session, everything):
    assert ONLY_IF == {"child_voice.answers": "may_coordinator_see"}
    (told,) = rows_of(everything(), "child_voice")
    assert json.loads(told["answers"]) == canaries["child_voice"]["answers"]
    for answer in (False, None):
        session.execute(db.metadata.tables["child_voice"].update().values(may_coordinator_see=answer))
        session.commit()
        (kept,) = rows_of(everything(), "child_voice")
        assert kept["answers"] == "[]"


def test_no_cell_can_run_as_a_formula(session, everything):
    make_child(first_name="=HYPERLINK(1)")
    session.commit()
    (child,) = rows_of(everything(), "child")
    assert child["first_name"] == "'=HYPERLINK(1)"


def test_pictures_are_files_that_their_table_names(session, everything):
    picture = make_picture(make_activity())
    session.commit()
    taken = everything()
    (row,) = rows_of(taken, "picture")
    assert row["body"] == f"files/picture/{picture.id}.jpg"
    assert taken.read(row["body"]) == photo(640, 360)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "2026-11-24T10:00:00Z"),
        (time(17, 30), "17:30:00"),
        (True, "true"),
        (["a", "ø"], '["a", "ø"]'),
        (0.5, "0.5"),
        (None, None),
        (3, 3),
    ],
)
def test_a_cell_says_the_same_on_every_machine(value, said):
    assert cell(value) == said


def _sealed(folder, text: bytes):
    writer = SealedWriter(folder / "a.sealed")
    writer.write(text)
    writer.close()
    return folder / "a.sealed"


def test_the_waiting_file_shows_nothing_and_only_its_owner_opens_it(app, folders):
    file = _sealed(folders, b"KANARI" * 400_000)
    assert b"KANARI" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"".join(read_sealed(file)) == b"KANARI" * 400_000


@pytest.mark.parametrize("change", ["flip", "cut", "part", "key"])
def test_a_changed_or_shortened_file_is_refused(app, folders, monkeypatch, change):
    file = _sealed(folders, bytes(3_000_000))
    whole = bytearray(file.read_bytes())
    if change == "flip":
        whole[len(whole) // 2] ^= 1
    elif change == "cut":
        del whole[-10:]
    elif change == "part":  # the last part is missing, the rest is as it was
        del whole[-(3_000_000 - 2 * 1024 * 1024 + 20) :]
    else:
        monkeypatch.setattr(crypto, "_ring", crypto.KeyRing([crypto.new_key()]))
    file.write_bytes(whole)
    with pytest.raises(crypto.Unreadable):
        b"".join(read_sealed(file))

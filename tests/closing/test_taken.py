"""Somebody has decided about every table and every column: it goes along, or it stays behind for a reason."""

import re

from allemed.closing.rules.taken import FILES, LEFT_OUT, ONLY_IF, TAKEN, columns_of
from allemed.database import db

SECRET_WORDS = re.compile(r"token|hash|secret|fingerprint|key$|p256dh|^auth$|password|endpoint")
NO_SECRETS = {"once.body_hash"}  # the table stays behind as a whole


def everything() -> dict[str, list[str]]:
    return {name: [column.name for column in table.columns] for name, table in db.metadata.tables.items()}


def test_every_column_is_decided_about_exactly_once(app):
    for table, columns in everything().items():
        if table in LEFT_OUT:
            assert table not in TAKEN, table
            continue
        left = {name.split(".")[1] for name in LEFT_OUT if name.startswith(f"{table}.")}
        undecided = set(columns) - set(columns_of(table)) - left
        assert not undecided, f"{table}: decide in allemed/closing/rules/taken.py about {sorted(undecided)}"
        assert not left & set(columns_of(table)), table


def test_nothing_is_decided_about_that_is_not_there(app):
    known = everything()
    assert set(TAKEN) <= set(known)
    for table in TAKEN:
        assert set(columns_of(table)) <= set(known[table]), table
    for name in (*LEFT_OUT, *FILES, *ONLY_IF):
        table, _, column = name.partition(".")
        assert table in known and (not column or column in known[table]), name


def test_what_sounds_like_a_secret_stays_behind(app):
    taken = [f"{table}.{column}" for table in TAKEN for column in columns_of(table) if SECRET_WORDS.search(column)]
    assert taken == []

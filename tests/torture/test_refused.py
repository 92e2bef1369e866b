"""A store whose tables are not what they should be, or that is newer, is refused by name; its file stays as it is."""

import hashlib
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from prevexp.domain.errors import PrevexpError
from prevexp.storage.sqlite import SqliteStore
from prevexp.storage.tables import VERSION
from prevexp.storage.tables import metadata
from prevexp.testing.stored_cases import new_case

pytestmark = [pytest.mark.torture]

LARGEST = 2**31 - 1
"""The highest number SQLite keeps as the version of a file."""


def newer(chance: Random) -> list[str]:
    return [
        f"PRAGMA user_version = {chance.choice([VERSION + 1, VERSION + 2, 99, LARGEST, chance.randrange(2, LARGEST)])}"
    ]


def no_version(chance: Random) -> list[str]:
    return [f"PRAGMA user_version = {chance.choice([0, -1, -LARGEST])}"]


def lost_table(chance: Random) -> list[str]:
    return ["PRAGMA foreign_keys = OFF", f"DROP TABLE {chance.choice(sorted(metadata.tables))}"]


def other_table(chance: Random) -> list[str]:
    table = chance.choice(sorted(metadata.tables))
    return [f"ALTER TABLE {table} RENAME TO {table}_of_somebody_else"]


def other_column(chance: Random) -> list[str]:
    table = metadata.tables[chance.choice(sorted(metadata.tables))]
    column = chance.choice([column.name for column in table.columns])
    return [f'ALTER TABLE {table.name} RENAME COLUMN "{column}" TO another']


def somebody_elses(_: Random) -> list[str]:
    return ["PRAGMA application_id = 7"]


WAYS = {
    newer: "store-too-new",
    no_version: "store-corrupt",
    lost_table: "store-corrupt",
    other_table: "store-corrupt",
    other_column: "store-corrupt",
    somebody_elses: "store-unavailable",
}


def test_a_store_of_another_form_is_refused_and_stays_as_it_is(tmp_path: Path, trials, figures):
    """Each with its own code; the file is the same to the byte, and nothing lies beside it."""
    whole, file = tmp_path / "whole.db", tmp_path / "found" / "store.db"
    with SqliteStore.open(whole, busy_seconds=5) as store:
        store.commit([new_case(number) for number in range(5)])
    chance, seen = Random(8), Counter[str]()
    for trial in range(trials):
        way = list(WAYS)[trial % len(WAYS)]
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir()
        shutil.copy(whole, file)
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for statement in way(chance):
                connection.execute(statement)
        before = hashlib.sha256(file.read_bytes()).digest()
        try:
            SqliteStore.open(file, busy_seconds=5).close()
            code = "opened"
        except PrevexpError as error:
            code = error.code
        same = hashlib.sha256(file.read_bytes()).digest() == before and list(file.parent.iterdir()) == [file]
        seen[f"{way.__name__}: {code}{'' if same else ', touched'}"] += 1
    figures("refused and untouched: other tables, newer", trials, seen)
    assert set(seen) == {f"{way.__name__}: {code}" for way, code in WAYS.items()}

"""SQLite against the store in memory, whatever is done to both (ST-66)."""

import itertools
import tempfile
from pathlib import Path

from hypothesis import settings

from prevexp.storage.sqlite import SqliteStore
from prevexp.testing.storage.machine import store_machine

FOLDER = tempfile.TemporaryDirectory(prefix="prevexp-model-")
NUMBERS = itertools.count()


def make():
    store = SqliteStore.open(Path(FOLDER.name, f"{next(NUMBERS)}.db"), busy_seconds=5)
    store.path = store._engine.url.database
    return store


def reopen(store):
    path = store.path
    store.close()
    again = SqliteStore.open(Path(path), busy_seconds=5)
    again.path = path
    return again


TestSqliteAgreesWithMemory = store_machine(make, reopen).TestCase
TestSqliteAgreesWithMemory.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)

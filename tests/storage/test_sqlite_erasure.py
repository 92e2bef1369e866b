"""Erasing in an SQLite file: what it writes anew, what that needs, and how it leaves the file."""

import pytest

from prevexp.domain.errors import StoreFull
from prevexp.storage import sqlite_batch
from prevexp.storage.sqlite import SqliteStore
from prevexp.storage.sqlite_file import writing
from prevexp.storage.tables import metadata
from prevexp.testing.storage import Capability
from prevexp.testing.storage.erasing_many import ErasingMany
from prevexp.testing.storage.kit import everything
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.db"


class MovedRows(ErasingMany):
    """The rule of the kit about copies, on a SQLite file."""

    capabilities = frozenset({Capability.ENCRYPTION})

    def make_store(self):
        return SqliteStore.open(self.folder / "store.db", busy_seconds=30)

    def stored_bytes(self, store):
        return b"".join(file.read_bytes() for file in self.folder.glob("store.db*"))


@pytest.mark.parametrize("spared", ["vault", "stream", "entry"])
def test_each_table_an_erasure_changes_must_be_written_anew(spared, tmp_path, monkeypatch):
    """With one of them left as it is SQLite leaves copies, and ST-64 sees them: overwriting is not enough."""
    write_anew = sqlite_batch._write_anew
    monkeypatch.setattr(
        sqlite_batch,
        "_write_anew",
        lambda connection, *tables: write_anew(connection, *(one for one in tables if one.name != spared)),
    )
    kit = MovedRows()
    kit.begin(tmp_path)
    with pytest.raises(AssertionError) as missed:
        kit.test_no_copy_is_left_of_rows_that_were_moved()
    kit.end()
    assert missed.value.__notes__[0].startswith("ST-64")


def test_an_erasure_there_is_no_room_for_is_refused_whole(path):
    """Writing anew wants room: without it StoreFull, nothing is erased, and it is once there is room again."""
    households = [name(number, "household") for number in range(200)]
    with SqliteStore.open(path, busy_seconds=1) as store:
        store.commit([new_case(number) for number in range(200)])
        before = everything(store)
        limited = store._connections.borrow()
        (pages,) = limited.execute("PRAGMA page_count").fetchone()
        limited.execute(f"PRAGMA max_page_count = {pages + 2}")
        store._connections.give_back(limited)
        with pytest.raises(StoreFull):
            store.erase(*households[:100])
        assert everything(store) == before
        assert store.erase(*households[:100]) == 100
        assert set(store.wrapped_keys(households)) == set(households[100:])


def test_after_an_erasure_the_file_is_whole_and_references_are_looked_after_again(path):
    """The connection that wrote tables anew goes back as every other, and leaves the tables there were."""
    with SqliteStore.open(path, busy_seconds=1) as store:
        store.commit([new_case(1), new_case(2)])
        assert store.erase(name(1, "household"))
        with writing(store._connections) as connection:
            assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = {found for (found,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert tables == set(metadata.tables)

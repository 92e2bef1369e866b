"""The SQLite file itself: private, recognised, durable, and honest when it cannot go on."""

import os
import resource
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest

from prevexp.domain.errors import StoreBusy
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreTooNew
from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.opening import open_store
from prevexp.storage.sqlite import SqliteStore
from prevexp.storage.sqlite_file import translated
from prevexp.testing.storage.kit import everything
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def store(path):
    with SqliteStore.open(path, busy_seconds=5) as opened:
        yield opened


def pragma(store, what):
    with store._connections.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {what}").scalar()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_new_database_and_its_helpers_are_their_owners_alone(store, path):
    """Whatever the umask lets through, nobody else reads the file, its log or its index."""
    store.commit([new_case(1)])
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("store.db", "store.db-wal", "store.db-shm"), 0o600)


def test_every_connection_is_durable_and_forgets_what_is_deleted(store):
    """The settings SQLite forgets between connections hold in each of them."""
    store.commit([new_case(1)])
    settings = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "page_size")
    found = [pragma(store, what) for what in settings]
    assert found == ["wal", 2, 1, 1, 8192]


@pytest.mark.parametrize("url", ["", "sqlite:", "sqlite://", "sqlite:///", "postgresql://x/y", "store.db", "memory"])
def test_a_url_nobody_answers_to_names_those_known(url):
    """An unknown scheme is refused with the schemes there are."""
    with pytest.raises(StoreUnavailable) as refused:
        open_store(url)
    assert refused.value.params["known"] == ("memory:", "sqlite:///")


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    """A typing error in a path does not start a second store somewhere."""
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'store.db'}")
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path}")
    assert list(tmp_path.iterdir()) == []


def test_somebody_elses_database_is_left_alone(path):
    """A SQLite file of another program is refused, and no table is added to it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable):
        SqliteStore.open(path, busy_seconds=1)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.9, 0.5, 0.1])
def test_a_truncated_database_is_refused(path, kept):
    """A file that lost its end is damaged, not smaller."""
    with SqliteStore.open(path, busy_seconds=5) as store:
        store.commit(new_case(number) for number in range(500))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(int(size * kept))
    with pytest.raises((StoreCorrupt, StoreUnavailable)):
        SqliteStore.open(path, busy_seconds=1)


def test_a_damaged_page_is_told_as_such(path):
    """Reading a page that was overwritten is StoreCorrupt, whatever SQLite calls it."""
    with SqliteStore.open(path, busy_seconds=5) as store:
        store.commit(new_case(number) for number in range(2_000))
    with path.open("r+b") as file:
        file.seek(8192 * 20)
        file.write(b"\xff" * 8192 * 20)
    with SqliteStore.open(path, busy_seconds=5) as store, pytest.raises(StoreCorrupt):
        everything(store)


def test_a_newer_version_is_refused_with_its_number(store, path):
    """Only a version above ours is too new."""
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(StoreTooNew) as refused:
        SqliteStore.open(path, busy_seconds=1)
    assert refused.value.params == {"version": 2}


def test_a_lock_held_too_long_is_busy_and_the_driver_is_the_cause(store, path):
    """Who cannot write in time is told; reading goes on; afterwards writing does as well."""
    store.commit([new_case(1)])
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        SqliteStore.open(path, busy_seconds=0.1) as waiting,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as refused:
            waiting.commit([new_case(2)])
        assert isinstance(refused.value.__cause__, sqlite3.OperationalError)
        assert waiting.load(name(1))
        other.execute("ROLLBACK")
        waiting.commit([new_case(2)])
    assert store.count() == 2


def test_opening_waits_for_a_lock_and_gives_up_in_time(path):
    """A new file that another process keeps locked is StoreBusy."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy):
            SqliteStore.open(path, busy_seconds=0.1)


_UNTIL_FULL = """
import resource, sys
from pathlib import Path
from prevexp.domain.errors import StoreFull
from prevexp.storage.sqlite import SqliteStore
from prevexp.testing.stored_cases import new_case
with SqliteStore.open(Path(sys.argv[1]), busy_seconds=5) as store:
    store.commit([new_case(0)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    number = 1
    try:
        while True:
            store.commit([new_case(number, bodies=(bytes(5000),))])
            print(number, flush=True)
            number += 1
    except StoreFull:
        print("full", flush=True)
    assert store.count() == number, "reading goes on"
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files")
def test_a_full_disk_loses_nothing_that_was_acknowledged(path):
    """The write that does not fit is refused as StoreFull; all before it stand, room comes back later (ST-52)."""
    done = subprocess.run([sys.executable, "-c", _UNTIL_FULL, path], capture_output=True, text=True, check=True)
    *acknowledged, last = done.stdout.split()
    assert last == "full"
    with SqliteStore.open(path, busy_seconds=5) as store:
        assert store.count() == len(acknowledged) + 1
        assert store.verify() == store.head()
        store.commit([new_case(10_000)])


_OPEN_FIRST = """
import sys
from prevexp.storage.opening import open_store
sys.stdin.readline()
with open_store(sys.argv[1]) as store:
    print(store.set_setting("key", sys.argv[2].encode()).decode())
"""


def test_processes_that_open_a_new_file_at_once_agree(path):
    """Four processes, one new file: each gets a store, all the same (ST-56)."""
    command = [sys.executable, "-c", _OPEN_FIRST, f"sqlite:///{path}"]
    processes = [
        subprocess.Popen([*command, str(one)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for one in range(4)
    ]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    answers = {process.communicate(timeout=60)[0] for process in processes}
    assert len(answers) == 1
    assert answers <= {f"{one}\n" for one in range(4)}


def test_an_erasure_that_cannot_clean_up_yet_says_so_and_may_be_repeated(path):
    """A reader who holds old pages keeps the log from being emptied: StoreBusy, and a second call cleans up."""
    with SqliteStore.open(path, busy_seconds=0.1) as store, closing(sqlite3.connect(path)) as reader:
        store.commit([new_case(1, wrapped_key=b"zz-wrapped-key-zz")])
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        with pytest.raises(StoreBusy):
            store.erase(name(1, "household"))
        assert dict(store.wrapped_keys([name(1, "household")])) == {}
        reader.rollback()
        assert not store.erase(name(1, "household"))
        for file in path.parent.iterdir():
            assert b"zz-wrapped-key-zz" not in file.read_bytes()


def test_a_drop_that_cannot_clean_up_yet_says_so_and_may_be_repeated(path):
    """As an erasure: the setting is gone, its bytes are once the reader of old pages is done."""
    with SqliteStore.open(path, busy_seconds=0.1) as store, closing(sqlite3.connect(path)) as reader:
        store.set_setting("a", b"zz-replaced-zz")
        store.replace_setting("a", b"zz-dropped-zz", after=b"zz-replaced-zz")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        with pytest.raises(StoreBusy):
            store.drop_settings(["a"])
        assert store.setting("a") is None
        reader.rollback()
        assert store.drop_settings(["a"]) == 0
        left = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert [one for one in (b"zz-replaced-zz", b"zz-dropped-zz") if one in left] == []


def test_bytes_of_an_erased_household_leave_every_file(store, path):
    """Key, identity and index entries of the erased are in no file; those of the others are (ST-60)."""
    marks = {number: (b"zz-key-%03d" % number, b"zz-identity-%03d" % number) for number in range(60)}
    for number, (key, sealed) in marks.items():
        store.commit([new_case(number, wrapped_key=key, identity=b"early " + sealed)])
        store.commit([more(number, 1, identity=b"later " + sealed)])
    for number in range(50):
        assert store.erase(name(number, "household"))
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    digests = {number: new_case(number).index[0].digest for number in marks}
    found = {number for number, parts in marks.items() for part in (*parts, digests[number]) if part in left}
    assert found == set(range(50, 60))
    assert all(b"later " + marks[number][1] in left for number in range(50, 60))


def test_a_refusal_of_the_driver_is_ours(path):
    """Each refusal of SQLite is a StoreError that says no value; a broken constraint is a conflict."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x TEXT UNIQUE)")
        connection.execute("INSERT INTO t VALUES ('Zz-canary')")
        with pytest.raises(StoreConflict) as refused, translated():
            connection.execute("INSERT INTO t VALUES ('Zz-canary')")
        assert "canary" not in f"{refused.value} {refused.value.params} {refused.value.__cause__}"
        with pytest.raises(StoreError), translated():
            connection.execute("nonsense")

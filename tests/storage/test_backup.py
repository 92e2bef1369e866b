"""A backup is one private file that says what it is, holds no master key, and becomes a new store or nothing."""

import json
import stat
from datetime import UTC
from datetime import datetime

import pytest

from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreUnavailable
from prevexp.domain.safekeeping_errors import BackupRefused
from prevexp.storage.backup import BackupProblem
from prevexp.storage.backup import backed_up
from prevexp.storage.backup import manifest_of
from prevexp.storage.backup import restored
from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.memory import MemoryStore
from prevexp.storage.opening import open_store
from prevexp.storage.records import Records
from prevexp.storage.sealing import Sealer
from prevexp.storage.whole_file import placed
from prevexp.testing.storage.round_trip import put
from prevexp.testing.storage.round_trip import reception

AT = datetime(2021, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def key(tmp_path):
    """Return a master key in a file."""
    FileKeyProvider.create(tmp_path / "keys" / "key")
    return FileKeyProvider.open(tmp_path / "keys" / "key")


@pytest.fixture
def store(tmp_path, key):
    """Return a store of three cases, of which one is erased."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        records = Records(opened, Sealer.open(opened, key))
        for number in (1, 2, 3):
            put(records, reception(number))
        records.erase(reception(2).household_id)
        yield opened


@pytest.fixture
def backups(tmp_path):
    """Return an empty folder."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def told(store, key):
    return dict(Records(store, Sealer.open(store, key)).all_events())


def test_a_backup_is_the_store_at_one_moment(store, key, backups, tmp_path):
    """What is restored says the same, to the last link; what was written since is not in it."""
    made = backed_up(store, backups / "a", made_at=AT)
    before = told(store, key)
    put(Records(store, Sealer.open(store, key)), reception(4))
    assert restored(backups / "a", tmp_path / "new.db") == made == manifest_of(backups / "a")
    with open_store(f"sqlite:///{tmp_path / 'new.db'}") as again:
        assert told(again, key) == before
        assert again.verify(made.head) == made.head
    assert (made.head.count, made.cases, made.key_id, made.made_at) == (3, 3, key.key_id, AT)


def test_backup_and_restored_store_are_their_owners_alone(store, backups, tmp_path):
    """Mode 0600, and nothing else is left in the folder."""
    backed_up(store, backups / "a", made_at=AT)
    restored(backups / "a", backups / "new.db")
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in backups.iterdir()} == {"a": 0o600, "new.db": 0o600}


def test_the_master_key_is_not_in_it_nor_what_was_erased(store, key, backups, tmp_path):
    """Neither its digits nor its bytes; nor the wrapped key of a household that was erased before."""
    wrapped = Sealer.open(store, key).new_household("x" * 32)[1]
    put(Records(store, Sealer.open(store, key)), reception(5))
    gone = store.wrapped_keys([reception(5).household_id])[reception(5).household_id]
    store.erase(reception(5).household_id)
    backed_up(store, backups / "a", made_at=AT)
    content = (backups / "a").read_bytes()
    digits = (tmp_path / "keys" / "key").read_text().splitlines()[-1]
    assert digits.encode() not in content
    assert bytes.fromhex(digits) not in content
    assert gone not in content
    assert bytes.fromhex(key.key_id) == wrapped[1:9]
    assert bytes.fromhex(key.key_id) in content


def test_the_last_line_says_what_it_is(store, backups):
    """Anybody reads it without prevexp: `tail -1`."""
    made = backed_up(store, backups / "a", made_at=AT)
    said = json.loads((backups / "a").read_bytes().splitlines()[-1])
    assert said == made.data()
    assert said["head"] == f"3:{made.head.link.hex()}"


def test_nothing_that_is_there_is_replaced(store, backups, tmp_path):
    """Not by a backup, not by a restored store, and not where a log of another store is left beside the name."""
    backed_up(store, backups / "a", made_at=AT)
    (tmp_path / "taken").write_bytes(b"mine")
    (tmp_path / "new.db-wal").write_bytes(b"of another store")
    for attempt in (
        lambda: backed_up(store, tmp_path / "taken", made_at=AT),
        lambda: restored(backups / "a", tmp_path / "taken"),
        lambda: restored(backups / "a", tmp_path / "new.db"),
    ):
        with pytest.raises(BackupRefused) as refused:
            attempt()
        assert refused.value.reason == BackupProblem.EXISTS
    assert (tmp_path / "taken").read_bytes() == b"mine"
    assert not (tmp_path / "new.db").exists()


def test_of_two_who_write_the_same_name_one_wins(tmp_path):
    """A file that appears while another is drafted stays; the draft is gone."""

    def late() -> None:
        with placed(tmp_path / "a") as draft:
            draft.write_bytes(b"late")
            (tmp_path / "a").write_bytes(b"early")

    with pytest.raises(FileExistsError):
        late()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"early"]


def test_what_does_not_hold_leaves_nothing_under_the_name(store, backups, tmp_path):
    """A copy that whoever looks at it refuses, when it is made or when it is restored."""

    def refuses(_: object) -> None:
        raise StoreCorrupt("it does not hold")

    with pytest.raises(StoreCorrupt):
        backed_up(store, backups / "a", made_at=AT, look=refuses)
    assert list(backups.iterdir()) == []
    backed_up(store, tmp_path / "a", made_at=AT)
    with pytest.raises(StoreCorrupt):
        restored(tmp_path / "a", backups / "new.db", look=refuses)
    assert list(backups.iterdir()) == []


def test_a_store_whose_chain_is_broken_is_not_backed_up(store, backups):
    """A backup of what is broken would take the place of one that is whole."""
    with store._connections.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET body = x'00' WHERE position = 2")
    with pytest.raises(StoreCorrupt):
        backed_up(store, backups / "a", made_at=AT)
    assert list(backups.iterdir()) == []


def test_a_backend_that_makes_no_copy_is_refused(backups):
    """A store in memory; a server has tools of its own."""
    with pytest.raises(BackupRefused) as refused:
        backed_up(MemoryStore(), backups / "a", made_at=AT)
    assert refused.value.reason == BackupProblem.NOT_OFFERED


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"no backup", b"{}\n", b'x\n{"form": "prevexp-backup 1"}\n', b"\n[]\n"]
)
def test_a_file_that_is_no_backup_is_refused(content, tmp_path):
    """Whatever it holds, and nothing is made of it."""
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(BackupRefused) as refused:
        restored(tmp_path / "a", tmp_path / "new.db")
    assert refused.value.reason == BackupProblem.NO_BACKUP
    assert not (tmp_path / "new.db").exists()


def test_a_file_or_a_folder_that_is_not_there_is_told_of(store, tmp_path):
    """As a store that cannot be opened."""
    with pytest.raises(StoreUnavailable):
        restored(tmp_path / "none", tmp_path / "new.db")
    with pytest.raises(StoreUnavailable):
        backed_up(store, tmp_path / "none" / "a", made_at=AT)

"""The master key: made once, for its owner alone, and told apart from another."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.errors import StoreCorrupt
from prevexp.storage.keys import EnvironmentKeyProvider
from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.keys import KeyNotice
from prevexp.storage.keys import MasterKey
from prevexp.storage.opening import open_records
from prevexp.storage.opening import open_store

KEY = bytes(range(32))


def test_a_key_comes_back_only_for_its_context_and_its_master_key():
    """What was wrapped for one household opens neither for another nor under another master key."""
    wrapped = MasterKey(KEY).wrap(b"k" * 32, b"here")
    assert MasterKey(KEY).unwrap(wrapped, b"here") == b"k" * 32
    with pytest.raises(StoreCorrupt):
        MasterKey(KEY).unwrap(wrapped, b"there")
    with pytest.raises(KeyUnavailable) as refused:
        MasterKey(bytes(32)).unwrap(wrapped, b"here")
    assert refused.value.params["needed"] == MasterKey(KEY).key_id


def test_the_same_key_is_never_wrapped_twice_alike():
    """A fresh nonce each time."""
    master = MasterKey(KEY)
    assert len({master.wrap(b"k" * 32, b"") for _ in range(100)}) == 100


def test_the_name_of_a_key_does_not_give_it_away():
    """Neither the id nor the repr holds a byte of the key."""
    master = MasterKey(KEY)
    assert master.key_id not in KEY.hex()
    assert KEY.hex()[:8] not in repr(master) + master.key_id


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_256_bits(length):
    """A shorter or longer one is refused."""
    with pytest.raises(KeyUnavailable):
        MasterKey(bytes(length))


def test_a_new_key_file_is_its_owners_alone(key_file):
    """Made with its folder, readable by nobody else, and left alone the second time."""
    assert FileKeyProvider.create(key_file)
    before = key_file.read_bytes()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert not FileKeyProvider.create(key_file)
    assert key_file.read_bytes() == before
    assert [file.name for file in key_file.parent.iterdir()] == [key_file.name]
    assert FileKeyProvider.open(key_file).key_id == FileKeyProvider.open(key_file).key_id


def test_of_several_first_openings_one_makes_the_key(key_file):
    """Who comes second uses the key of who came first."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: FileKeyProvider.create(key_file), range(8)))
    assert sorted(made) == [False] * 7 + [True]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601, 0o644, 0o777])
def test_a_key_file_others_can_use_is_refused(key_file, mode):
    """Group or others may neither read nor write it."""
    FileKeyProvider.create(key_file)
    key_file.chmod(mode)
    with pytest.raises(KeyUnavailable):
        FileKeyProvider.open(key_file)
    key_file.chmod(0o400)
    FileKeyProvider.open(key_file)


@pytest.mark.parametrize(
    "content", [b"", b"# only words\n", b"00" * 31, b"00" * 33, b"zz" * 32, b"\xff" * 32, bytes(32)]
)
def test_what_is_no_key_file_is_refused(key_file, content):
    """An empty, cut or foreign file is not taken for a key, and is not repeated in the error."""
    FileKeyProvider.create(key_file)
    key_file.write_bytes(content)
    with pytest.raises(KeyUnavailable):
        FileKeyProvider.open(key_file)


def test_a_missing_key_file_is_named(key_file):
    """The error says which file, so that the copy can be put back."""
    with pytest.raises(KeyUnavailable) as refused:
        FileKeyProvider.open(key_file)
    assert refused.value.params["path"] == str(key_file)


def test_a_key_in_the_environment_opens_what_the_file_did(key_file):
    """The same 64 digits are the same key, wherever they come from."""
    FileKeyProvider.create(key_file)
    digits = key_file.read_text().splitlines()[-1]
    assert EnvironmentKeyProvider.open({"PREVEXP_MASTER_KEY": digits}).key_id == FileKeyProvider.open(key_file).key_id
    for environment in ({}, {"PREVEXP_MASTER_KEY": digits[:-1]}, {"PREVEXP_MASTER_KEY": "no key"}):
        with pytest.raises(KeyUnavailable):
            EnvironmentKeyProvider.open(environment)


def test_opening_says_that_a_key_was_made_and_when_it_lies_beside_the_store(tmp_path):
    """Told once when it is made; told each time it lies in the folder of the database."""
    url, beside = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "master.key"
    told = []
    for _ in range(2):
        records, notices = open_records(url, key=beside)
        records.close()
        told.append(notices)
    made = (KeyNotice.STORE_CREATED, KeyNotice.CREATED)
    assert told == [(*made, KeyNotice.BESIDE_STORE), (KeyNotice.BESIDE_STORE,)]
    elsewhere = tmp_path / "keys" / "master.key"
    records, notices = open_records(f"sqlite:///{tmp_path / 'other.db'}", key=elsewhere)
    records.close()
    assert notices == made


def test_a_store_whose_key_is_lost_gets_no_other(tmp_path):
    """A missing key file is refused and none is made in its place; another store's key is refused by name."""
    url, key_file, other = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "k" / "a", tmp_path / "k" / "b"
    open_records(url, key=key_file)[0].close()
    key_file.unlink()
    with pytest.raises(KeyUnavailable):
        open_records(url, key=key_file)
    assert not key_file.exists()
    FileKeyProvider.create(other)
    with pytest.raises(KeyUnavailable) as refused:
        open_records(url, key=other)
    with open_store(url) as store:
        assert bytes.fromhex(refused.value.params["needed"]) in store.setting("store-key")


def test_a_store_in_memory_needs_no_key_file(key_file):
    """Its key dies with it."""
    records, notices = open_records("memory:", key=key_file)
    records.close()
    assert notices == ()
    assert not key_file.exists()

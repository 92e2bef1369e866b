"""Where a master key is kept is said in one line, and each way of keeping it opens what another sealed."""

import json
from pathlib import Path

import pytest

from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.safekeeping_errors import KeyDamaged
from prevexp.domain.safekeeping_errors import KeyMissing
from prevexp.domain.safekeeping_errors import KeyWrong
from prevexp.registry.reserved import RESERVED
from prevexp.storage.key_places import SCHEMES
from prevexp.storage.key_places import KeyPlace
from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.keys import MasterKey
from prevexp.storage.keys import framed
from prevexp.storage.keys import wrapped_by
from prevexp.storage.memory import MemoryStore
from prevexp.storage.opening import open_records
from prevexp.storage.sealing import Sealer

keyring = pytest.importorskip("keyring", reason="needs prevexp[keyring]")
plaintext = pytest.importorskip("keyrings.alt.file", reason="needs a keyring that keeps its entries in a file")


@pytest.fixture
def ring(tmp_path):
    """Use a keyring that keeps its entries in a file of the test's own."""
    before = keyring.get_keyring()
    backend = plaintext.PlaintextKeyring()
    backend.file_path = str(tmp_path / "keyring.cfg")
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def digits(path: Path) -> str:
    FileKeyProvider.create(path)
    return path.read_text().splitlines()[-1]


def test_one_key_is_the_same_wherever_it_is_kept(tmp_path, ring):
    """File, environment and keyring open it under its one name."""
    held = digits(tmp_path / "key")
    ring.set_password("prevexp", "62", held)
    places = (f"file:{tmp_path / 'key'}", "env:THE_KEY", "keyring:prevexp/62")
    opened = [KeyPlace.of(place).open(environment={"THE_KEY": held}) for place in places]
    assert len({one.key_id for one in opened}) == 1
    assert [str(KeyPlace.of(place)) for place in places] == list(places)


def test_a_store_is_opened_by_a_key_of_the_keyring(tmp_path, ring):
    """A key made there wraps what only it unwraps again; another entry is another key."""
    url, place = f"sqlite:///{tmp_path / 'store.db'}", KeyPlace.of("keyring:prevexp/62")
    assert place.make()
    assert not place.make()
    records, _ = open_records(url, key=place)
    assert records.sealer.provider.key_id == place.open().key_id
    records.close()
    other = KeyPlace.of("keyring:prevexp/93")
    other.make()
    with pytest.raises(KeyWrong):
        open_records(url, key=other)


@pytest.mark.parametrize("place", ["env:NOT_SET", "keyring:prevexp/none", "file:none"])
def test_a_key_that_is_not_there_is_missing_by_its_place(place, ring, monkeypatch, tmp_path):
    """The error is one of its own and names the place, so that the copy can be put there."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyMissing) as refused:
        KeyPlace.of(place).open(environment={})
    assert refused.value.params["place"] == place
    assert refused.value.code == "key-missing"


@pytest.mark.parametrize("place", ["", "master.key", "file:", "key file:x", "keyring:service", "keyring:/x", "kms:x"])
def test_what_names_no_place_is_refused(place, ring):
    """Nothing is guessed of it."""
    with pytest.raises(KeyUnavailable):
        KeyPlace.of(place).open()


def test_a_locked_keyring_is_refused_by_its_kind(monkeypatch):
    """What the keyring raises is told as a key that cannot be used."""

    class Locked(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            raise keyring.errors.KeyringLocked

        def set_password(self, service, username, password):
            raise keyring.errors.KeyringLocked

        def delete_password(self, service, username):
            raise keyring.errors.KeyringLocked

    before = keyring.get_keyring()
    keyring.set_keyring(Locked())
    try:
        for ask in (KeyPlace.of("keyring:a/b").open, KeyPlace.of("keyring:a/b").make):
            with pytest.raises(KeyUnavailable, match="KeyringLocked"):
                ask()
    finally:
        keyring.set_keyring(before)


def test_prevexps_own_schemes_cannot_be_taken_by_a_plugin():
    """The registry reserves them."""
    assert RESERVED["prevexp_key_providers", "scheme"] == set(SCHEMES)


def test_a_plugins_key_is_asked_at_its_place_and_its_failures_are_told_as_one():
    """Its function gets the whole place; an error of its own becomes one of keys, which does not repeat it."""
    key = MasterKey(bytes(32))
    assert KeyPlace.of("kms:one").open({"kms": {"kms:one": key}.__getitem__}) is key

    def fails(_: str) -> MasterKey:
        raise ValueError("a secret")

    with pytest.raises(KeyUnavailable) as refused:
        KeyPlace.of("kms:one").open({"kms": fails})
    assert "secret" not in str(refused.value)


def test_missing_wrong_and_damaged_are_three_errors(tmp_path):
    """Each names what is needed; a wrapped key that lost its form is damaged, not foreign."""
    right, wrong = MasterKey(bytes(32)), MasterKey(bytes(31) + b"1")
    wrapped = right.wrap(b"k" * 32, b"here")
    assert wrapped_by(wrapped) == right.key_id
    with pytest.raises(KeyWrong) as refused:
        wrong.unwrap(wrapped, b"here")
    assert (refused.value.params["needed"], refused.value.params["given"]) == (right.key_id, wrong.key_id)
    for damaged in (wrapped[:-1] + bytes([wrapped[-1] ^ 1]), b"\x02" + wrapped[1:], wrapped[:9], b""):
        with pytest.raises(KeyDamaged):
            right.unwrap(damaged, b"here")


def test_a_store_without_its_key_says_what_it_needs_and_what_is_left(tmp_path):
    """The refusal of opening holds the name of the key, the place looked at and the number of cases."""
    url, file = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "keys" / "key"
    records, _ = open_records(url, key=file)
    needed = records.sealer.provider.key_id
    records.close()
    file.unlink()
    with pytest.raises(KeyMissing) as refused:
        open_records(url, key=file)
    assert {name: refused.value.params[name] for name in ("needed", "place", "cases")} == {
        "needed": needed,
        "place": f"file:{file}",
        "cases": 0,
    }
    assert not file.exists()


def test_a_provider_that_does_not_name_its_key_is_refused_before_it_is_used():
    """What it wraps could not be told apart from what another key wrapped, and a change of key would lose it."""

    class Nameless(MasterKey):
        def wrap(self, key, context):
            return framed("00" * 8, super().wrap(key, context))

    store = MemoryStore()
    with pytest.raises(KeyUnavailable):
        Sealer.open(store, Nameless(bytes(32)))
    assert json.dumps(list(store.settings(""))) == "[]"

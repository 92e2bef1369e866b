"""What stands in the folder of a store: erased, cut short, damaged, or not to be made."""

import json

import pytest

from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreUnavailable
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp_filetree.store import open_store_at


def test_a_household_stands_in_no_file_once_it_is_erased(tmp_path):
    """The key is gone although the file of its batch is still needed by its neighbours."""
    folder = tmp_path / "cases"
    with open_store_at(f"files:///{folder}", busy_seconds=1) as store:
        store.commit([new_case(1), new_case(2)])
        assert store.erase(name(1, "household"))
        assert not store.erase(name(1, "household"))
    (secrets,) = (folder / "secrets").iterdir()
    assert [one["of"] for one in json.loads(secrets.read_bytes()).values()] == [name(2, "household")]
    with open_store_at(f"files:///{folder}", busy_seconds=1) as again:
        assert list(again.wrapped_keys([name(1, "household"), name(2, "household")])) == [name(2, "household")]


def test_an_erasure_that_was_cut_short_is_finished_at_the_next_opening(tmp_path):
    """The line that says it was on disk, the secrets were not yet rewritten."""
    folder = tmp_path / "cases"
    with open_store_at(f"files:///{folder}", busy_seconds=1) as store:
        store.commit([new_case(1), new_case(2)])
        (secrets,) = (folder / "secrets").iterdir()
        before = secrets.read_bytes()
        store.erase(name(1, "household"))
    secrets.write_bytes(before)
    (folder / "secrets" / "of-a-batch-that-never-counted").write_bytes(b"{}")
    open_store_at(f"files:///{folder}", busy_seconds=1).close()
    assert name(1, "household").encode() not in secrets.read_bytes()
    assert list((folder / "secrets").iterdir()) == [secrets]


def test_what_was_replaced_leaves_the_folder_even_if_that_was_cut_short(tmp_path):
    """A value goes with its file, a key out of the file of its batch, at the latest at the next opening."""
    folder = tmp_path / "cases"
    with open_store_at(f"files:///{folder}", busy_seconds=1) as store:
        store.commit([new_case(1)])
        (batch,) = (folder / "secrets").iterdir()
        before = batch.read_bytes()
        store.set_setting("a", b"old value")
        (value,) = set((folder / "secrets").iterdir()) - {batch}
        assert store.replace_setting("a", b"new value", after=b"old value")
        assert store.rewrap({name(1, "household"): (b"wrapped key 1", b"another")}) == 1
        assert not value.exists()
        assert b"wrapped key 1".hex().encode() not in batch.read_bytes()
    value.write_bytes(b"old value")
    batch.write_bytes(before)
    with open_store_at(f"files:///{folder}", busy_seconds=1) as again:
        assert not value.exists()
        assert b"wrapped key 1".hex().encode() not in batch.read_bytes()
        assert dict(again.settings("")) == {"a": b"new value"}
        assert dict(again.wrapped_keys([name(1, "household")])) == {name(1, "household"): b"another"}


def test_a_setting_whose_file_is_gone_is_missed(tmp_path):
    """A value that was neither replaced nor dropped must be there: StoreCorrupt, not a setting that was never set."""
    folder = tmp_path / "cases"
    with open_store_at(f"files:///{folder}", busy_seconds=1) as store:
        store.set_setting("a", b"value")
    (value,) = (folder / "secrets").iterdir()
    value.unlink()
    with pytest.raises(StoreCorrupt):
        open_store_at(f"files:///{folder}", busy_seconds=1)


def test_a_flipped_bit_is_found_at_opening(tmp_path):
    """Every line has its checksum."""
    folder = tmp_path / "cases"
    with open_store_at(f"files:///{folder}", busy_seconds=1) as store:
        store.commit([new_case(1)])
        journal = folder / "journal"
        content = bytearray(journal.read_bytes())
        content[-10] ^= 1
        journal.write_bytes(content)
        with pytest.raises(StoreCorrupt):
            store.verify()
    with pytest.raises(StoreCorrupt):
        open_store_at(f"files:///{folder}", busy_seconds=1)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """A file where the folder should be: StoreUnavailable, with the system's error as cause."""
    (tmp_path / "cases").touch()
    with pytest.raises(StoreUnavailable) as refused:
        open_store_at(f"files:///{tmp_path / 'cases'}", busy_seconds=1)
    assert isinstance(refused.value.__cause__, OSError)

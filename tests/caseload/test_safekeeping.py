"""The key of an open store is changed, a store is backed up and restored, and the access journal says so."""

from datetime import UTC
from datetime import date
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

import prevexp
from prevexp.caseload.keys import copy_key
from prevexp.caseload.keys import new_key
from prevexp.caseload.keys import rotate_key
from prevexp.caseload.keys import show_keys
from prevexp.caseload.opening import default_key_place
from prevexp.caseload.restoring import WithKey
from prevexp.caseload.restoring import restore
from prevexp.domain.erasure import ErasureReason
from prevexp.domain.errors import Erased
from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.safekeeping_errors import BackupRefused
from prevexp.domain.safekeeping_errors import KeysChanged
from prevexp.domain.safekeeping_errors import KeyWrong
from prevexp.storage.key_places import KeyPlace
from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.port import Head

LISTS = Path(__file__).parents[2] / "examples" / "transfers"
AT = datetime(2021, 6, 1, 9, tzinfo=UTC)
NUMBERS = count(1)


def opened(folder, key="old.key", store="store.db"):
    return prevexp.open(
        f"sqlite:///{folder / store}",
        territory="62",
        key=f"file:{folder / 'keys' / key}",
        now=lambda: AT,
        new_id=lambda: f"{next(NUMBERS):032x}",
        actor="coordination",
    )


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a store of one list."""
    with opened(tmp_path) as caseload:
        caseload.receive(LISTS / "transfer_62_2021-05.csv", received_on=date(2021, 5, 4))
    return tmp_path


def place(folder, name):
    return KeyPlace.of(f"file:{folder / 'keys' / name}")


def noted(caseload):
    return [(str(line.action), line.actor, line.basis) for line in caseload.records.access.lines("2021-06")]


def test_an_open_caseload_goes_on_under_its_new_key(folder):
    """It reads, takes in another list and closes; another open one may write no household more; the access is noted."""
    with opened(folder) as caseload, opened(folder) as late:
        old = caseload.records.sealer.provider.key_id
        before = caseload.cases()
        done = caseload.rotate_key(f"file:{folder / 'keys' / 'new.key'}")
        assert (dict(done.left), done.damaged) == ({}, 0)
        assert caseload.cases() == before
        with pytest.raises((KeysChanged, KeyWrong)):
            late.receive(LISTS / "transfer_62_2021-06_excel.csv", received_on=date(2021, 6, 4))
        caseload.receive(LISTS / "transfer_62_2021-06_excel.csv", received_on=date(2021, 6, 4))
        more = caseload.cases()
        new = caseload.records.sealer.provider.key_id
        assert noted(caseload) == [("keys-changed", "coordination", f"{old}-{new}")]
    with opened(folder, "new.key") as caseload:
        assert len(caseload.cases()) == len(more) > len(before)
        caseload.verify()
    with pytest.raises(KeyWrong):
        opened(folder)


def test_a_change_that_was_cut_short_goes_on_with_both_keys(folder):
    """Half of the households under the new key: `verify` names the other, and the same call ends what was begun."""
    url, old, new = f"sqlite:///{folder / 'store.db'}", place(folder, "old.key"), place(folder, "new.key")
    new.make()

    class Stop(Exception):
        pass

    def stop(_: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        rotate_key(url, old, new, now=lambda: AT, progress=stop)
    with opened(folder, "old.key", store="unrelated.db") as other:
        assert other.cases() == ()
    with opened(folder, "new.key") as caseload:
        case = caseload.cases()[0]
        household = case.household_id
        read = caseload.records.store.wrapped_keys([household])[household]
        context = f"vault|1|key|{household}".encode()
        plain = caseload.records.sealer.provider.unwrap(read, context)
        caseload.records.store.rewrap({household: (read, old.open().wrap(plain, context))})
        with pytest.raises(KeyWrong) as refused:
            caseload.verify()
    assert dict(refused.value.params["households"]) == {old.open().key_id: 1}
    assert rotate_key(url, old, new, now=lambda: AT).changed == 1
    with opened(folder, "new.key") as caseload:
        caseload.verify()
        assert len(noted(caseload)) == 2


def test_a_backup_is_restored_with_what_its_access_journal_says(folder):
    """Both sides are noted; the anchor tells what came after; the store restored goes on."""
    with opened(folder) as caseload:
        made = caseload.backup(folder / "backup")
        assert noted(caseload) == [("backed-up", "coordination", "")]
        caseload.receive(LISTS / "transfer_62_2021-06_excel.csv", received_on=date(2021, 6, 4))
        later = caseload.records.store.head()
    provider = FileKeyProvider.open(folder / "keys" / "old.key")
    with_key = WithKey(provider=provider, territory="62", actor="dsi", now=lambda: AT)
    done = restore(folder / "backup", f"sqlite:///{folder / 'again.db'}", anchor=later, with_key=with_key)
    assert (done.missing, done.erased) == (later.count - made.head.count, 0)
    with opened(folder, store="again.db") as caseload:
        assert caseload.verify() == made.head
        assert noted(caseload) == [("backed-up", "coordination", ""), ("restored", "dsi", "")]
        caseload.receive(LISTS / "transfer_62_2021-06_excel.csv", received_on=date(2021, 6, 4))


def test_an_anchor_that_contradicts_a_backup_refuses_it(folder):
    """Within the backup it must fit; nothing stands under the name."""
    with opened(folder) as caseload:
        made = caseload.backup(folder / "backup")
    with pytest.raises(StoreCorrupt):
        restore(folder / "backup", f"sqlite:///{folder / 'a.db'}", anchor=Head(made.head.count, bytes(32)))
    assert not (folder / "a.db").exists()
    assert restore(folder / "backup", f"sqlite:///{folder / 'a.db'}", anchor=made.head).missing == 0


def test_who_was_erased_since_a_backup_is_erased_before_anybody_sees_it(folder):
    """The tombstones of the store of before erase them again; without, they are back; the indicators stay the same."""
    with opened(folder) as caseload:
        gone = caseload.cases()[0]
        caseload.backup(folder / "backup")
        caseload.erase(gone.case_id, reason=ErasureReason.REQUEST, on=date(2021, 6, 1))
        assert caseload.export_tombstones(folder / "tombstones") == 1
    provider = FileKeyProvider.open(folder / "keys" / "old.key")
    with_key = WithKey(provider=provider, territory="62", tombstones=folder / "tombstones", now=lambda: AT)
    assert restore(folder / "backup", f"sqlite:///{folder / 'a.db'}", with_key=with_key).erased == 1
    with opened(folder, store="a.db") as caseload, pytest.raises(Erased):
        caseload.records.events_of(gone.case_id)
    assert restore(folder / "backup", f"sqlite:///{folder / 'b.db'}").erased == 0
    with opened(folder, store="b.db") as caseload:
        assert caseload.records.events_of(gone.case_id)
        assert caseload.apply_tombstones(folder / "tombstones") == 1


def test_tombstones_of_another_store_restore_nothing(folder, tmp_path):
    """They do not open with this store's key, and nothing stands under the name."""
    with opened(folder) as caseload, opened(folder, store="other.db") as other:
        caseload.backup(folder / "backup")
        other.export_tombstones(folder / "tombstones")
    provider = FileKeyProvider.open(folder / "keys" / "old.key")
    with_key = WithKey(provider=provider, territory="62", tombstones=folder / "tombstones")
    with pytest.raises(StoreCorrupt):
        restore(folder / "backup", f"sqlite:///{folder / 'a.db'}", with_key=with_key)
    assert not (folder / "a.db").exists()


def test_a_backup_is_restored_into_a_file_only(folder):
    """Not into memory, nor into a server."""
    for url in ("memory:", "postgresql://host/db"):
        with pytest.raises(BackupRefused):
            restore(folder / "backup", url)


def test_what_is_known_of_a_store_without_its_key(folder):
    """The key it needs, the place and rights of the one at hand, and the counts that are left."""
    url, key = f"sqlite:///{folder / 'store.db'}", place(folder, "old.key")
    there = show_keys(url, key)
    assert (there.opens, there.mode, there.beside, there.given) == (True, 0o600, False, there.survey.needed)
    key.file.unlink()
    lost = show_keys(url, key)
    assert (lost.opens, lost.problem.code, lost.mode) == (False, "key-missing", None)
    with opened_counts(url) as store:
        assert lost.survey.cases == store.count() == sum(lost.survey.statuses.values()) > 0
    assert dict(lost.survey.months) == {"2021-05": lost.survey.cases}
    assert dict(lost.survey.territories) == {"62": lost.survey.cases}
    assert dict(lost.survey.households) == {lost.survey.needed: lost.survey.cases}


def opened_counts(url):
    from prevexp.storage.opening import open_store

    return open_store(url)


def test_a_recovery_copy_opens_the_store_and_replaces_nothing(folder):
    """It is a key file of its own, 0600; a key is neither copied nor made over another."""
    copy = folder / "copy.key"
    assert copy_key(place(folder, "old.key"), copy) == place(folder, "old.key").open().key_id
    assert copy.stat().st_mode & 0o777 == 0o600
    with prevexp.open(f"sqlite:///{folder / 'store.db'}", territory="62", key_file=copy) as caseload:
        assert caseload.cases()
    for attempt in (lambda: copy_key(place(folder, "old.key"), copy), lambda: new_key(f"file:{copy}")):
        with pytest.raises(KeyUnavailable):
            attempt()


def test_the_environment_says_where_the_key_is(tmp_path, monkeypatch):
    """PREVEXP_KEY before PREVEXP_KEY_FILE before PREVEXP_MASTER_KEY before the user's own folder."""
    for name in ("PREVEXP_KEY", "PREVEXP_KEY_FILE", "PREVEXP_MASTER_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert str(default_key_place()) == f"file:{tmp_path / 'prevexp' / 'master.key'}"
    monkeypatch.setenv("PREVEXP_MASTER_KEY", "00" * 32)
    assert str(default_key_place()) == "env:PREVEXP_MASTER_KEY"
    monkeypatch.setenv("PREVEXP_KEY_FILE", "mine.key")
    assert str(default_key_place()) == "file:mine.key"
    monkeypatch.setenv("PREVEXP_KEY", "env:MY_KEY")
    assert str(default_key_place()) == "env:MY_KEY"

"""The store in a folder passes the kit, and would not without what it does for it."""

import fcntl
import json
import os
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from prevexp.registry.offers import resolved
from prevexp.testing.conformance import rules_of
from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance
from prevexp_filetree import disk
from prevexp_filetree import prevexp_storage_backends
from prevexp_filetree.hidden import Secrets
from prevexp_filetree.store import FileTree
from prevexp_filetree.store import open_store_at

_LACKS = {Capability.STREAMS, Capability.MIGRATE, Capability.MILLION}


class Power:
    """Remembers what was forced to disk, file by file and folder by folder: all that a power cut leaves."""

    def __init__(self, *, forget=None):
        self.files, self.folders, self.forget = {}, {}, forget

    def fsync(self, handle):
        found, place = os.fstat(handle), Path(f"/proc/self/fd/{handle}").resolve()
        if place.is_dir():
            if self.forget != "folder":
                self.folders[place] = {one.name: one.stat().st_ino for one in place.iterdir()}
        elif self.forget != "file":
            self.files[found.st_ino] = os.pread(handle, found.st_size, 0)

    def left(self, folder, target):
        """Write what is left of a folder to another."""
        for file, inode in self.folders.get(folder.resolve(), {}).items():
            if (folder / file).is_dir():
                (target / file).mkdir()
                self.left(folder / file, target / file)
            elif inode in self.files:
                (target / file).write_bytes(self.files[inode])
            else:
                (target / file).touch()


class TestFileTree(StoreConformance):
    """It holds its batch in memory, has one version, and is not for a million cases."""

    capabilities = frozenset(Capability) - _LACKS
    forgotten, lack = None, ""

    def begin(self, folder):
        super().begin(folder)
        self.power, self.cuts, self.patch = Power(forget=self.forgotten), count(), pytest.MonkeyPatch()
        self.patch.setattr(disk.os, "fsync", self.synced)

    def end(self):
        super().end()
        self.patch.undo()

    def synced(self, handle):
        self.power.fsync(handle)

    def make_store(self):
        return self.second_connection(None)

    def reopen(self, store):
        store.close()
        return self.second_connection(store)

    def second_connection(self, store):
        return open_store_at(self.url(), busy_seconds=30)

    def impatient(self, store):
        return open_store_at(self.url(), busy_seconds=0.1)

    @contextmanager
    def locked(self, store):
        with (self.folder / "cases" / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def opening_source(self, store):
        opening = (
            f"from prevexp_filetree.store import open_store_at\nstore = open_store_at({self.url()!r}, busy_seconds=30)"
        )
        return f"from prevexp_filetree import disk\n{self.lack}{opening}"

    def url(self):
        return f"files:///{self.folder / 'cases'}"

    def stored_bytes(self, store):
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    def power_cut(self, store):
        store.close()
        target = self.folder / f"left-{next(self.cuts)}"
        target.mkdir()
        self.power.left(self.folder / "cases", target)
        return open_store_at(f"files:///{target}", busy_seconds=1)

    def alter_row(self, store, position):
        self.edit(lambda rows: rows[position - 1].__setitem__(0, rows[position - 1][0].replace("7", "8")))

    def cut_tail(self, store, position):
        self.edit(lambda rows: rows.__delitem__(slice(position, None)))

    def make_newer(self, store):
        store.close()
        journal = self.folder / "cases" / "journal"
        journal.write_bytes(journal.read_bytes().replace(b"prevexp-filetree 1", b"prevexp-filetree 2"))

    def spoil(self, store):
        store.close()
        (self.folder / "cases" / "journal").write_bytes(b"This is not the store you are looking for. " * 1000)

    def edit(self, change):
        """Change the rows (body, link) of all lines and write them back with good checksums, as a forger would."""
        journal = self.folder / "cases" / "journal"
        mark, *written = journal.read_bytes().splitlines()
        said = [json.loads(line.partition(b" ")[2]) for line in written]
        rows = [
            [body, link]
            for one in said
            for body, link in zip((b for w in one["writes"] for b in w["bodies"]), one["links"], strict=True)
        ]
        change(rows)
        left = iter(rows)
        for one in said:
            kept = [[row for _ in write["bodies"] if (row := next(left, None))] for write in one["writes"]]
            one["writes"] = [
                {**write, "bodies": [body for body, _ in rows]}
                for write, rows in zip(one["writes"], kept, strict=True)
                if rows
            ]
            one["links"] = [link for rows in kept for _, link in rows]
        texts = [json.dumps(one, separators=(",", ":")).encode() for one in said if one["writes"]]
        lines = [mark, *(sha256(text).hexdigest().encode() + b" " + text for text in texts)]
        whole = b"\n".join(lines) + b"\n"
        journal.write_bytes(whole)
        (self.folder / "cases" / "head").write_bytes(b"%d" % len(whole))


def failures(kit, number, folder):
    """Run the rules of a number; return how many failed."""
    failed = 0
    for place, (test, rule) in enumerate(rules_of(type(kit)).items()):
        if rule.number == number and rule.capability not in _LACKS:
            own = folder / str(place)
            own.mkdir()
            kit.begin(own)
            try:
                getattr(kit, test)()
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever the lack breaks
                failed += 1
            finally:
                kit.end()
    return failed


@pytest.mark.parametrize("forgotten", ["file", "folder"])
def test_without_forcing_to_disk_a_power_cut_is_seen(forgotten, tmp_path):
    """The rule of ST-51 fails if files, or names in folders, are not forced to disk."""
    kit = TestFileTree()
    kit.forgotten = forgotten
    assert failures(kit, "ST-51", tmp_path) == 1


_UNLOCKED = "from contextlib import nullcontext\ndisk.locked = lambda *_, **__: nullcontext()\n"
_UNMAPPED = "from contextlib import nullcontext\ndisk.translated = nullcontext\n"
_UNTIDY = "from prevexp_filetree.hidden import Secrets\nSecrets.tidy = lambda self: None\n"
_HALVES = """
import time
from prevexp_filetree.store import FileTree
whole = FileTree.commit
def commit(self, writes, *, receipt=None):
    for number, write in enumerate(writes):
        time.sleep(0.2 if number else 0)  # most of the time it is between two writes
        head = whole(self, [write])
    return head
FileTree.commit = commit
"""
_KEY_BY_KEY = """
import time
from prevexp_filetree.store import FileTree
whole = FileTree.rewrap
def rewrap(self, keys):
    changed = 0
    for one, pair in keys.items():
        time.sleep(0.3 if changed else 0)  # most of the time some keys are replaced and some are not
        changed += whole(self, {one: pair})
    return changed
FileTree.rewrap = rewrap
"""


@pytest.mark.parametrize(
    ("number", "lack"),
    [
        ("ST-24", _UNLOCKED),
        ("ST-50", _HALVES),
        ("ST-52", _UNLOCKED),
        ("ST-52", _UNMAPPED),
        ("ST-64", _UNTIDY),
        ("ST-73", _UNTIDY),
        ("ST-74", _KEY_BY_KEY),
        ("ST-75", _UNMAPPED),
    ],
    ids=["processes", "halves", "locks", "errors", "erasure", "settings", "keys", "space"],
)
def test_what_is_taken_away_is_missed(number, lack, tmp_path, monkeypatch):
    """Without its lock, its errors, its one moment or its tidying it fails, at the number that says why."""
    for owner, part in (
        (disk, "locked"),
        (disk, "translated"),
        (Secrets, "tidy"),
        (FileTree, "commit"),
        (FileTree, "rewrap"),
    ):
        monkeypatch.setattr(owner, part, getattr(owner, part))  # put back what the lack takes away
    exec(f"from prevexp_filetree import disk\n{lack}", {})
    kit = TestFileTree()
    kit.lack = lack
    assert failures(kit, number, tmp_path) >= 1


def test_it_is_offered_under_its_scheme(tmp_path):
    """The hook names the scheme and the function, and the capabilities it is tried for."""
    (backend,) = prevexp_storage_backends()
    assert (backend.id, backend.scheme) == ("filetree.files", "files")
    assert backend.capabilities <= {one.value for one in TestFileTree.capabilities}
    with resolved(backend, "open")(f"files:///{tmp_path / 'cases'}", busy_seconds=1) as store:
        assert store.head().count == 0

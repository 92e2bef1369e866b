"""The store: a journal of lines, beside it what an erasure destroys, and prevexp's store in memory to answer from.

A batch counts from the moment `head` names its end: `head` is replaced whole, after all it leads to is on disk.
"""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from typing import Self
from typing import cast

from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreTooNew
from prevexp.storage.chain import walk
from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.storage.port import Head
from prevexp.storage.port import Receipt
from prevexp.storage.port import Store
from prevexp.storage.port import StoredEvent
from prevexp.storage.port import StreamWrite

from . import disk
from . import lines
from .hidden import Secrets

_MARK = b"prevexp-filetree 1\n"


def open_store_at(url: str, *, busy_seconds: float) -> Store:
    """Open the store of a URL `files:///folder`, made if it is not there; wait so many seconds for other writers.

    Raises StoreUnavailable, StoreTooNew, StoreCorrupt, StoreBusy.
    """
    return cast("Store", FileTree(Path(url.removeprefix("files:///")), busy_seconds=busy_seconds))


class FileTree:
    """A store in a folder. What is not defined here is asked of the store in memory, once it has caught up."""

    def __init__(self, folder: Path, *, busy_seconds: float) -> None:
        self._folder, self._busy, self._thread, self._closed = folder, busy_seconds, Lock(), False
        self._journal, self._head = folder / "journal", folder / "head"
        with disk.translated():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._forget()
            with disk.locked(folder / "lock", busy_seconds=busy_seconds):
                self._recognise()
                self._catch_up()
                self._secrets.tidy()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or not hasattr(MemoryStore, name):
            raise AttributeError(name)

        def ask(*args: Any, **named: Any) -> Any:
            with self._thread, disk.translated():
                self._catch_up()
            return getattr(self._memory, name)(*args, **named)

        return ask

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a batch, all or nothing."""
        batch = list(writes)  # before the lock: what makes the writes may read the store
        with self._writing():
            tried = Memory(self._kept.contents)
            head = MemoryStore(tried).commit(batch, receipt=receipt)
            parts = [lines.parted(write) for write in batch]
            households = [tried.contents.streams[write.stream].household for write in batch]
            held = MemoryStore(tried).wrapped_keys(households)
            secret = {
                place: {"of": one, **part}
                for place, (one, (_, part)) in enumerate(zip(households, parts, strict=True))
                if part and one in held
            }
            name = self._secrets.hide(secret) if secret else None
            links = [row.link.hex() for row in tried.contents.journal[len(self._kept.contents.journal) :]]
            written = {"writes": [lasting for lasting, _ in parts], "links": links, "secrets": name}
            self._append(written | {"receipt": receipt and lines.converter.unstructure(receipt)})
            self._kept.contents = tried.contents
            self._secrets.note(name, secret)
            return head

    def set_setting(self, name: str, value: bytes) -> bytes:
        """Set a setting unless it is set, and return what is stored."""
        with self._writing():
            if self._memory.setting(name) is None:
                self._say({"setting": name, "secrets": self._secrets.hide_value(value)})
            return self._kept.contents.settings[name]

    def replace_setting(self, name: str, value: bytes, *, after: bytes) -> bool:
        """Replace a setting that is still what was read."""
        with self._writing():
            found = self._memory.setting(name) == after
            if found:
                self._say({"setting": name, "secrets": self._secrets.hide_value(value)})
                self._secrets.tidy()
            return found

    def drop_settings(self, names: Sequence[str]) -> int:
        """Take settings away."""
        with self._writing():
            gone = [one for one in dict.fromkeys(names) if one in self._secrets.values]
            if gone:
                self._say({"dropped": gone})
            self._secrets.tidy()
            return len(gone)

    def erase(self, *households: str) -> int:
        """Destroy the keys, identities and index entries of households."""
        with self._writing():
            gone = [one for one in dict.fromkeys(households) if one in self._secrets.keys]
            if gone:
                self._say({"erased": gone})
            self._secrets.tidy()
            return len(gone)

    def rewrap(self, keys: Mapping[str, tuple[bytes, bytes]]) -> int:
        """Replace the wrapped keys that are still what was read."""
        with self._writing():
            held = [one for one, key in self._memory.wrapped_keys(list(keys)).items() if key == keys[one][0]]
            if held:
                secret = {place: {"of": one, "wrapped_key": keys[one][1].hex()} for place, one in enumerate(held)}
                self._say({"rewrapped": self._secrets.hide(secret)})
            self._secrets.tidy()
            return len(held)

    def verify(self, anchor: Head | None = None) -> Head:
        """Walk the whole chain as it is on disk and return its head."""
        with self._thread, disk.translated():
            self._catch_up()
            return walk(self._rows(), anchor)

    def close(self) -> None:
        """Release the store."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._thread, disk.translated(), disk.locked(self._folder / "lock", busy_seconds=self._busy):
            self._catch_up()
            yield

    def _recognise(self) -> None:
        """Make a new store, or refuse what is none."""
        if not self._head.exists() and (not self._journal.exists() or self._journal.read_bytes() == _MARK):
            disk.write_whole(self._journal, _MARK)
            disk.write_whole(self._head, b"%d" % len(_MARK))
        with self._journal.open("rb") as journal:
            found = journal.readline(len(_MARK))
        if re.fullmatch(rb"prevexp-filetree [2-9]\n", found):
            raise StoreTooNew("the store was written by a newer version of this plugin")
        if found != _MARK:
            raise StoreCorrupt("the journal in this folder is not that of a store")

    def _forget(self) -> None:
        """Know nothing of what is on disk."""
        self._kept, self._known = Memory(), len(_MARK)
        self._memory = MemoryStore(self._kept)
        self._secrets = Secrets(self._folder / "secrets")

    def _catch_up(self) -> None:
        """Take in what was written since: by others, or by us before we were opened."""
        if self._closed:
            raise StoreError("the store is closed")
        while (end := self._end()) != self._known:
            if end < self._known:
                self._forget()
            for line in self._lines(self._known, end):
                self._replay(lines.read(line))
            self._known = end
        if len(self._secrets.values) != len(self._kept.contents.settings):
            raise StoreCorrupt("a setting is not there")

    def _replay(self, said: dict[str, Any]) -> None:
        if "setting" in said:
            value = self._secrets.value(said["setting"], said["secrets"])
            self._kept.contents.settings.pop(said["setting"], None)
            self._kept.contents.settings |= {} if value is None else {said["setting"]: value}
        elif "dropped" in said:
            self._secrets.forget_values(said["dropped"])
            self._memory.drop_settings(said["dropped"])
        elif "erased" in said:
            self._secrets.forget_keys(said["erased"])
            self._memory.erase(*said["erased"])
        elif "rewrapped" in said:
            new = self._secrets.replace_keys(said["rewrapped"])
            self._memory.rewrap({one: (key, new[one]) for one, key in self._memory.wrapped_keys(list(new)).items()})
        else:
            secret = self._secrets.read(said["secrets"])
            writes = [lines.joined(one, secret.get(str(place), {})) for place, one in enumerate(said["writes"])]
            self._memory.commit(writes, receipt=said["receipt"] and lines.converter.structure(said["receipt"], Receipt))
            self._secrets.note(said["secrets"], secret)

    def _say(self, said: dict[str, Any]) -> None:
        self._append(said)
        self._replay(said)

    def _append(self, said: dict[str, Any]) -> None:
        """Add a line; it counts once `head` names its end."""
        line = lines.line(said)
        disk.write_at(self._journal, self._known, line)
        disk.write_whole(self._head, b"%d" % (self._known + len(line)))
        self._known += len(line)

    def _end(self) -> int:
        found = self._head.read_bytes()
        if not found.isdigit():
            raise StoreCorrupt("the head of the journal is not what was written")
        return int(found)

    def _lines(self, start: int, end: int) -> Iterator[bytes]:
        with self._journal.open("rb") as journal:
            journal.seek(start)
            found = journal.read(end - start)
        if len(found) != end - start:
            raise StoreCorrupt("the journal is shorter than it was")
        yield from found.splitlines()

    def _rows(self) -> Iterator[StoredEvent]:
        """Yield the rows as they are on disk, with the links they were given."""
        position = 0
        for line in self._lines(len(_MARK), self._end()):
            said = lines.read(line)
            links = iter(said.get("links", ()))
            for write in [lines.joined(one, {}) for one in said.get("writes", ())]:
                for version, body in enumerate(write.bodies, start=write.expected_version + 1):
                    position += 1
                    link = bytes.fromhex(next(links))
                    yield StoredEvent(position, write.stream, version, write.month, body, link)

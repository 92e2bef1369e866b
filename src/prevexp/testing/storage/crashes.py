"""Other processes, and the end of one: ST-24, ST-50 to ST-52."""

import os
import signal
import subprocess
import sys
import time

import pytest

from prevexp.domain.errors import StoreBusy
from prevexp.storage.port import Store
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Capability
from .kit import Kit
from .kit import bodies
from .kit import everything

_HEADING = """
import sys
from prevexp.domain.errors import StaleVersion, StoreFull
from prevexp.testing.stored_cases import counted, more, name, new_case
"""
_ENDLESS = """
number = {first}
while True:
    store.commit([new_case(number, events=3), new_case(number + 1, events=3)])
    print(number, flush=True)
    store.commit([more(number, 3, events=2)])
    number += 2
"""
_COUNTING = """
print("ready", flush=True)
sys.stdin.readline()
for one in range({times}):
    while True:
        version = store.summaries([name(1)])[name(1)].version
        try:
            store.commit([more(1, version, bodies=(f"{who}.{{one}}".encode(),))])
            break
        except StaleVersion:
            pass
    while not counted(store):
        pass
"""
_FILLING = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
number = 1000
try:
    while True:
        store.commit([new_case(number, bodies=(bytes(30_000),)), new_case(number + 1)])
        print(number, flush=True)
        number += 2
except StoreFull:
    print("full", store.count(), flush=True)
"""
_ROUNDS = 5
_PROCESSES = 3
_TIMES = 15
_LIMIT = 2_000_000


class Crashes(Kit):
    """Processes, crashes, power, space."""

    @needing(Capability.PROCESSES)
    def test_processes_that_write_at_once_lose_nothing(self) -> None:
        """ST-24 Processes that read, write and try again after a refusal add up, as threads do.

        Fix: lock between processes, not within one; see ST-22.
        """
        store = self.new()
        store.commit([new_case(1)])
        store.set_setting("count", b"0")
        sources = [_COUNTING.format(times=_TIMES, who=who) for who in range(_PROCESSES)]
        children = [another(self, store, source) for source in sources]
        ready = [child.stdout.readline() for child in children if child.stdout]
        for child in children:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        for child in children:
            child.communicate()
        assert [(child.returncode, said) for child, said in zip(children, ready, strict=True)] == [
            (0, "ready\n")
        ] * _PROCESSES
        written = {f"{who}.{one}".encode() for who in range(_PROCESSES) for one in range(_TIMES)}
        assert set(bodies(store, 1)) == written | {b"sealed 1.1"}
        assert store.verify().count == len(written) + 1
        assert store.setting("count") == b"%d" % len(written)

    @needing(Capability.CRASH)
    def test_a_killed_writer_leaves_whole_batches(self) -> None:
        """ST-50 A writer killed at any moment leaves all that it had acknowledged, and no half batch.

        Fix: acknowledge after the commit is on disk; one transaction for a batch.
        """
        store = self.new()
        for attempt in range(_ROUNDS):
            source = _ENDLESS.format(first=store.head().count * 10 + 1_000_000 * attempt)
            numbers = killed(self, store, source, after=0.1 * attempt)
            acknowledged = [case for number in numbers for case in (number, number + 1)]
            store = self.closing(self.reopen(store))
            head = store.verify()
            assert head == store.head()
            summaries = store.summaries([name(number) for number in acknowledged])
            assert len(summaries) == len(acknowledged)
            for summary in store.find(limit=10_000).summaries:
                assert summary.version in {3, 5}
                assert len(store.load(summary.stream)) == summary.version
            assert store.count() % 2 == 0

    @needing(Capability.DURABLE)
    def test_what_was_acknowledged_outlives_a_power_cut(self) -> None:
        """ST-51 The power goes: all that was acknowledged is there, erasures included, and nothing by halves.

        Fix: force file and folder to disk before whatever writes returns.
        """
        store = self.new()
        for setting in ("key", "replaced", "dropped"):
            store.set_setting(setting, b"value")
        assert store.replace_setting("replaced", b"new", after=b"value")
        assert store.drop_settings(["dropped"]) == 1
        store.commit([new_case(number, events=2) for number in range(5)])
        assert store.rewrap({name(4, "household"): (b"wrapped key 4", b"wrapped anew")}) == 1
        store.commit([more(1, 2), more(2, 2, identity=b"later")])
        store.erase(name(3, "household"))
        left = everything(store)
        found = self.closing(self.power_cut(store))
        assert everything(found) == left
        assert dict(found.settings("")) == {"key": b"value", "replaced": b"new"}
        assert found.verify() == found.head()

    @needing(Capability.FULL)
    def test_a_full_disk_is_said_and_loses_nothing(self) -> None:
        """ST-52 No space is left: StoreFull, all that was acknowledged is there, and work goes on once there is space.

        Fix: map the system's error; undo what was begun, or leave it where nobody takes it for written.
        """
        store = self.new()
        child = another(self, store, _FILLING.format(limit=_LIMIT))
        told, _ = child.communicate()
        assert child.returncode == 0
        *acknowledged, last = told.splitlines()
        assert last == f"full {2 * len(acknowledged)}"
        store = self.closing(self.reopen(store))
        assert acknowledged
        assert (store.count(), store.verify()) == (2 * len(acknowledged), store.head())
        assert len(store.summaries([name(int(number)) for number in acknowledged])) == len(acknowledged)
        store.commit([new_case(1)])
        assert bodies(store, 1) == [b"sealed 1.1"]

    @needing(Capability.LOCKS)
    def test_waiting_for_a_lock_has_an_end(self) -> None:
        """ST-52 Who waits for a lock in vain is told StoreBusy, nothing is written, and the next try goes through.

        Fix: wait as long as the opening said, then map the driver's error.
        """
        store = self.new()
        store.commit([new_case(1)])
        store.set_setting("a", b"1")
        before = everything(store)
        waiting = self.closing(self.impatient(store))
        with self.locked(store):
            for use in (
                lambda: waiting.commit([new_case(2)]),
                lambda: waiting.replace_setting("a", b"2", after=b"1"),
                lambda: waiting.drop_settings(["a"]),
                lambda: waiting.rewrap({name(1, "household"): (b"wrapped key 1", b"another")}),
            ):
                with pytest.raises(StoreBusy):
                    use()
            assert everything(waiting) == before
        waiting.commit([new_case(2)])
        assert store.count() == 2


def killed(kit: Kit, store: Store, source: str, *, after: float) -> list[int]:
    """Let another process write, kill it so many seconds after its first line, and return the numbers it told."""
    child = another(kit, store, source)
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    rest, _ = child.communicate()
    return [int(line) for line in (*lines, *rest.splitlines()) if line.strip().isdigit()]


def another(kit: Kit, store: Store, source: str) -> "subprocess.Popen[str]":
    """Start another process that opens the same store and goes on with some source."""
    whole = _HEADING + kit.opening_source(store) + source
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", whole], stdin=pipe, stdout=pipe, text=True)  # noqa: S603 - ours

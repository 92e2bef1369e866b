"""The process dies: ST-50."""

import os
import signal
import subprocess
import sys
import time

from prevexp.storage.port import Store

from .kit import Capability
from .kit import Kit
from .kit import conformance
from .kit import name

_CHILD = """
import sys
from prevexp.testing.storage.kit import new_case
from prevexp.testing.storage.kit import more
{opening}
number = {first}
while True:
    store.commit([new_case(number, events=3), new_case(number + 1, events=3)])
    print(number, flush=True)
    store.commit([more(number, 3, events=2)])
    number += 2
"""
_ROUNDS = 5


class Crashes(Kit):
    """Crashes."""

    @conformance
    def test_a_killed_writer_leaves_whole_batches(self) -> None:
        """ST-50 A writer killed at any moment leaves all that it had acknowledged, and no half batch.

        Fix: acknowledge after the commit is on disk; one transaction for a batch.
        """
        self.need(Capability.CRASH)
        store = self.new()
        for attempt in range(_ROUNDS):
            acknowledged = self._killed(store.head().count * 10 + 1_000_000 * attempt, store, after=0.1 * attempt)
            store = self.closing(self.reopen(store))
            head = store.verify()
            assert head == store.head()
            summaries = store.summaries([name(number) for number in acknowledged])
            assert len(summaries) == len(acknowledged)
            for summary in store.find(limit=10_000).summaries:
                assert summary.version in {3, 5}
                assert len(store.load(summary.stream)) == summary.version
            assert store.count() % 2 == 0

    def _killed(self, first: int, store: Store, *, after: float) -> list[int]:
        """Let another process write, kill it, and return the numbers it had acknowledged."""
        source = _CHILD.format(opening=self.opening_source(store), first=first)
        child = subprocess.Popen(  # noqa: S603 - the kit's own program
            [sys.executable, "-c", source], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(after)
        os.kill(child.pid, signal.SIGKILL)
        rest, _ = child.communicate()
        lines += rest.splitlines()
        return [number for line in lines if line.strip().isdigit() for number in (int(line), int(line) + 1)]

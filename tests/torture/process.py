"""Writers in processes of their own: started in a moment, killed at will; what they say is read until their end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from typing import Self

import attrs

_PROGRAM = Path(__file__).with_name("writer.py")

BATCH = 3
"""Entries of one file of entries: they are there together, or not at all."""

Said = list[dict[str, Any]]


@attrs.frozen
class Writers:
    """The process that has everything loaded and starts a writer for each order; see `writer.py`."""

    process: "subprocess.Popen[str]"

    @classmethod
    @contextmanager
    def started(cls, shims: Sequence[Path] = ()) -> Iterator[Self]:
        """Start it, with libraries that come between it and its files."""
        env = {**os.environ, "POLARS_MAX_THREADS": "1"} | ({"LD_PRELOAD": ":".join(map(str, shims))} if shims else {})
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, _PROGRAM], stdin=pipe, stdout=pipe, text=True, env=env) as process:
            yield cls(process)
            assert process.stdin is not None
            process.stdin.close()

    def run(self, order: dict[str, Any], *, kill: tuple[int, float] | None = None) -> Said:
        """Let a writer do an order and return what it said, its end last.

        `kill`: it is killed so many seconds after it said so many things.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        said: Said = []
        pid = 0
        for line in self.process.stdout:
            told = json.loads(line)
            if "end" in told:
                return [*said, told]
            pid = told.get("pid", pid)
            if "pid" not in told:
                said.append(told)
            if kill is not None and pid and len(said) >= kill[0]:
                time.sleep(kill[1])
                os.kill(pid, signal.SIGKILL)
                kill = None
        raise AssertionError("the process that starts writers is gone")


def acknowledged(said: Said) -> tuple[int, bytes] | None:
    """Return the last anchor that was acknowledged."""
    heads = [one["ack"] for one in said if "ack" in one]
    return (heads[-1][0], bytes.fromhex(heads[-1][1])) if heads else None


def refusals(said: Said) -> list[str]:
    """Return the codes of what was refused."""
    return [one["refused"] for one in said if "refused" in one]

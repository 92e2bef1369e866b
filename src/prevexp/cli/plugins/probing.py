"""One plugin tried in a process of its own: whatever it does there, the process that asked goes on."""

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from typing import TYPE_CHECKING
from typing import Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevexp.registry import Fault
    from prevexp.registry.finding import Found
    from prevexp.registry.loading import Loading

_START = 30.0
"""Seconds for Python and prevexp themselves to start, on a slow machine."""


@attrs.frozen
class Examination:
    """What came of trying plugins: what those in use say, and every fault."""

    plugins: tuple[dict[str, Any], ...]
    faults: "tuple[Fault, ...]"

    def to_json(self) -> dict[str, Any]:
        """Return the same as plain data."""
        from prevexp.registry.describing import fault_data

        return {"plugins": list(self.plugins), "faults": [fault_data(fault) for fault in self.faults]}


def examined(loading: "Loading", wanted: "Iterable[Found]") -> Examination:
    """Try each plugin in its own process, several at a time; say besides which names two of them claim."""
    from prevexp.domain.provenance import Provenance
    from prevexp.registry.clashing import clashes
    from prevexp.registry.describing import fault_from

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tried = list(pool.map(lambda one: _tried(loading, one), wanted))
    faults = {fault_from(fault): None for one in tried for fault in one["faults"]}
    plugins = tuple(plugin for one in tried for plugin in one["plugins"])
    claimed = {
        Provenance(plugin=one["plugin"], distribution=one["distribution"], version=one["version"]): [
            (what, name) for what, name in one["claims"]
        ]
        for one in plugins
    }
    return Examination(plugins, (*faults, *clashes(claimed)))


def _tried(loading: "Loading", found: "Found") -> dict[str, Any]:
    """Return what another process says of a plugin, or the fault that it said nothing."""
    only = attrs.evolve(loading, only={found.provenance.plugin}, without=(), trace=None, strict=False)
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, this module
            command, input=pickle.dumps(only), capture_output=True, timeout=only.seconds + _START, check=False
        )
    except subprocess.TimeoutExpired:
        return _silent(found, f"no answer within {only.seconds + _START:g} s")
    if done.returncode != 0:
        return _silent(found, f"the process that imported it ended with code {done.returncode}")
    answered: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answered


def _silent(found: "Found", message: str) -> dict[str, Any]:
    from prevexp.registry import Fault
    from prevexp.registry import Phase
    from prevexp.registry.describing import fault_data

    fault = Fault(provenance=found.provenance, phase=Phase.IMPORT, message=message)
    return {"plugins": [], "faults": [fault_data(fault)]}


def main() -> None:
    """Load what stands on the standard input, and write what came of it as JSON; the caller is this very module."""
    from prevexp.registry import Registry
    from prevexp.registry.describing import described

    wanted: Loading = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one  # nosec B301
    with redirect_stdout(sys.stderr):
        told = described(Registry.load(wanted))
    sys.stdout.write(f"\n{json.dumps(told)}\n")  # after whatever a plugin wrote past Python's own streams
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()

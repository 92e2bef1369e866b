"""A whole intake: N rows read, checked, matched against N/5 stored cases, decided, sealed and written to SQLite.

    python benchmarks/whole_intake.py --n 1000000

prints one JSON line a list (the stored part, then all rows; seconds are [wall, CPU]) and one for the same bytes
inserted by hand. Each works in a process of its own, as the command line does, so that each peak of memory is its own.
The folder must be on a real disk.
"""

import argparse
import itertools
import json
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from make_transfer import write
from store import fresh
from store import raw_copy

import prevexp


def take_in(transfer: Path, day: date, folder: Path) -> dict[str, Any]:
    """Take one list in and return what each step took."""
    laps: list[tuple[str, float, float]] = []

    def lap(step: str) -> None:
        laps.append((step, time.perf_counter(), time.process_time()))

    with prevexp.open(
        f"sqlite:///{folder / 'whole.db'}", territory="62", key_file=folder / "key" / "master.key"
    ) as caseload:
        intake = caseload.receive(transfer, received_on=day, progress=lap)
        lap("total")
    steps = {a[0]: [round(b[1] - a[1], 2), round(b[2] - a[2], 2)] for a, b in itertools.pairwise(laps)}
    return {
        "rows": intake.rows_received,
        "total_s": [round(laps[-1][at] - laps[0][at], 2) for at in (1, 2)],
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
        "steps_s": steps,
        "counts": {str(outcome): number for outcome, number in intake.counts.items()},
        "events": intake.events_written,
    }


def by_hand(folder: Path) -> dict[str, Any]:
    """Insert all bytes of the store by hand."""
    database = folder / "whole.db"
    wall, busy = raw_copy(database, folder / "raw.db")
    return {"raw_s": [round(wall, 2), round(busy, 2)], "database_mb": round(database.stat().st_size / 1e6)}


def main() -> None:
    """Take the stored part in first, then the whole list, then copy what they wrote by hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    options = parser.parse_args()
    transfer, stored = write(options.n, options.data)
    fresh(options.data / "whole.db")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for path, day in ((stored, date(2021, 6, 3)), (transfer, date(2021, 7, 5))):
            told = pool.submit(take_in, path, day, options.data).result()
            print(json.dumps(told, ensure_ascii=False), flush=True)
        print(json.dumps(pool.submit(by_hand, options.data).result()))


if __name__ == "__main__":
    main()

"""A whole intake: N rows read, checked, matched against N/5 stored cases, decided, sealed and written to SQLite.

    python benchmarks/whole_intake.py --n 200000

prints one JSON line a step, and the peak of memory in the end. The folder must be on a real disk.
"""

import argparse
import json
import resource
import time
from datetime import date
from pathlib import Path

from make_transfer import write

import prevexp


def main() -> None:
    """Take the stored part in first, then the whole list, and say what each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    options = parser.parse_args()
    transfer, stored = write(options.n, options.data)
    database = options.data / "whole.db"
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    with prevexp.open(
        f"sqlite:///{database}", territory="62", key_file=options.data / "key" / "master.key"
    ) as caseload:
        for path, day in ((stored, date(2021, 6, 3)), (transfer, date(2021, 7, 5))):
            laps: list[tuple[str, float]] = []
            start = time.perf_counter()
            intake = caseload.receive(
                path, received_on=day, progress=lambda step, laps=laps: laps.append((step, time.perf_counter()))
            )
            ends = [at for _, at in laps[1:]] + [time.perf_counter()]
            seconds = {step: round(end - at, 2) for (step, at), end in zip(laps, ends, strict=True)}
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            counts = {str(outcome): number for outcome, number in intake.counts.items()}
            figures = {"rows": intake.rows_received, "total_s": round(time.perf_counter() - start, 2), "peak_mb": peak}
            print(json.dumps(figures | {"steps_s": seconds, "counts": counts}, ensure_ascii=False), flush=True)
    print(json.dumps({"database_mb": database.stat().st_size >> 20}))


if __name__ == "__main__":
    main()

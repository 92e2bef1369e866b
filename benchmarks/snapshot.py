"""The columnar snapshot of N cases of ten events each: first pass, a run without news, a run with a tenth more.

    python benchmarks/snapshot.py --n 1000000

The store is made first, which takes longer than what is measured. The folder must be on a real disk.
"""

import argparse
import json
import resource
import shutil
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from store import bodies
from store import fresh

from prevexp.caseload.snapshot.taking import Follower
from prevexp.domain.events import CaseAllocated
from prevexp.domain.events import ContactAttempted
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.storage.opening import open_records
from prevexp.storage.port import CaseStatus
from prevexp.storage.records import Records
from prevexp.storage.writes import CaseWrite

AT, DAY = datetime(2021, 5, 4, 9, tzinfo=UTC), date(2021, 5, 4)
ATTEMPTS = 8


def attempts(records: Records, case_id: str, first: int, count: int) -> tuple[bytes, ...]:
    """Encode attempts at a door."""
    said = {"case_id": case_id, "recorded_at": AT, "channel": Channel.VISIT_UNANNOUNCED}
    days = (DAY + timedelta(days=first + number) for number in range(count))
    made = (
        ContactAttempted(**said, occurred_on=day, outcome=AttemptOutcome.NO_ANSWER, workers=("w1",)) for day in days
    )
    return tuple(map(records.codec.encode, made))


def writes(records: Records, n: int) -> Iterator[CaseWrite]:
    """Yield N new cases: received, allocated, tried eight times."""
    for case_id, body, identity in bodies(records, n):
        taken = CaseAllocated(
            case_id=case_id, occurred_on=DAY, recorded_at=AT, quota_month=Month(2021, 5), rank=1, criterion="first",
            social_worker="w1",
        )  # fmt: skip
        told = (body, records.codec.encode(taken), *attempts(records, case_id, 1, ATTEMPTS))
        yield records.new_stream(
            case_id, case_id, told, territory="00", month="2021-05", identity=identity, status=CaseStatus.ALLOCATED
        )


def more(records: Records, n: int) -> Iterator[CaseWrite]:
    """Yield one more attempt for N cases."""
    for one in records.store.find(limit=10_000).summaries[:n]:
        yield CaseWrite(
            case_id=one.stream, household_id=one.household, expected_version=one.version, month="2021-06",
            bodies=attempts(records, one.stream, 30, 1),
        )  # fmt: skip


def timed(work: str, run: Callable[[], object], rows: int) -> None:
    """Run it and print the seconds, the CPU and the peak of memory."""
    start, cpu = time.perf_counter(), time.process_time()
    run()
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    told = {"work": work, "events": rows, "s": round(seconds, 2), "cpu_s": round(cpu, 2), "peak_mib": peak}
    print(json.dumps(told | {"us_per_event": round(seconds / max(rows, 1) * 1e6, 2)}), flush=True)


def main() -> None:
    """Measure and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    options, _ = parser.parse_known_args()
    options.data.mkdir(parents=True, exist_ok=True)
    folder = options.data / "snapshot"
    shutil.rmtree(folder, ignore_errors=True)
    database = fresh(options.data / "snapshot.db")
    records, _ = open_records(f"sqlite:///{database}", key=options.data / "key" / "k.key")
    records.commit(writes(records, options.n))

    def follow() -> None:
        Follower.of(records, folder, "00").follow()

    timed("first pass", follow, records.store.head().count)
    timed("no news", follow, 0)
    before = records.store.head().count
    records.commit(more(records, 10_000))
    timed("what is new", follow, records.store.head().count - before)
    records.close()


if __name__ == "__main__":
    main()

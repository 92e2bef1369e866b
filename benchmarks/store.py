"""The bulk write of N cases, sealing included, beside raw sqlite3 executemany of the same bytes into the same tables.

    python benchmarks/store.py --n 200000

then the latency of one durable one-case commit beside raw sqlite3. The folder must be on a real disk.
"""

import argparse
import json
import secrets
import sqlite3
import statistics
import time
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import DepartureReported
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.storage.opening import open_records
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import IndexEntry
from prevexp.storage.port import IndexKind
from prevexp.storage.records import Records
from prevexp.storage.resting import collector_spared
from prevexp.storage.writes import CaseWrite

AT, DAY = datetime(2021, 5, 4, 9, tzinfo=UTC), date(2021, 5, 4)
COMMITS = 300


def fresh(path: Path) -> Path:
    """Remove a database and its log."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path


def bodies(records: Records, n: int) -> list[tuple[str, bytes, bytes]]:
    """Encode the receptions and identities of N cases: what intake has in hand before it seals."""
    facts = ListedFacts(commune="00000", rent_cents=54000, arrears_cents=156050, arrears_on=DAY, act_on=DAY)
    made = []
    for number in range(n):
        case_id = secrets.token_hex(16)
        event = CaseReceived(
            case_id=case_id, occurred_on=DAY, recorded_at=AT, household_id=case_id, territory="00", transfer="0" * 32,
            line=number + 2, month=Month(2021, 5), reference=f"00-{number}", facts=facts,
        )  # fmt: skip
        identity = Identity(surname=Secret(f"NOM{number}"), street=Secret(f"{number} rue des Essais"))
        made.append((case_id, records.codec.encode(event), records.codec.encode_identity(identity)))
    return made


def writes(records: Records, made: list[tuple[str, bytes, bytes]]) -> Iterator[CaseWrite]:
    """Digest the keys of each case and give its write: five index entries a case."""
    for case_id, reception, identity in made:
        kinds = (IndexKind.REFERENCE, IndexKind.NAME, IndexKind.DWELLING, IndexKind.PHONE, IndexKind.BIRTH)
        index = tuple(IndexEntry(kind, records.digests(kind, [case_id])[0]) for kind in kinds)
        yield records.new_stream(
            case_id, case_id, (reception,), territory="00", month="2021-05", identity=identity,
            status=CaseStatus.WAITING, index=index,
        )  # fmt: skip


def raw_copy(source: Path, target: Path) -> tuple[float, float]:
    """Insert the rows of a store, read beforehand, into empty tables of the same form in one durable transaction.

    Return wall and CPU seconds.
    """
    reader = sqlite3.connect(source)
    schema = reader.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC").fetchall()
    names = [name for name, sql in schema if sql.startswith("CREATE TABLE")]
    rows = {name: reader.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    writer = sqlite3.connect(fresh(target), isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA synchronous = FULL")
    for _, sql in schema:
        writer.execute(sql)
    start, busy = time.perf_counter(), time.process_time()
    writer.execute("BEGIN IMMEDIATE")
    for name in names:
        if rows[name]:
            writer.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[name][0]))})", rows[name])
    writer.execute("COMMIT")
    return time.perf_counter() - start, time.process_time() - busy


def commits(records: Records, case_ids: list[str]) -> list[float]:
    """Time one sealed, durable one-event commit a case."""
    laps = []
    for case_id in case_ids:
        event = DepartureReported(case_id=case_id, occurred_on=DAY, recorded_at=AT)
        start = time.perf_counter()
        records.commit([records.write(case_id, case_id, (event,), expected_version=1, month="2021-05")])
        laps.append(time.perf_counter() - start)
    return laps


def raw_commits(path: Path, n: int) -> list[float]:
    """Time as many durable commits of one row by hand."""
    writer = sqlite3.connect(fresh(path), isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA synchronous = FULL")
    writer.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, body BLOB)")
    laps = []
    for _ in range(n):
        start = time.perf_counter()
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO event (body) VALUES (?)", (bytes(500),))
        writer.execute("COMMIT")
        laps.append(time.perf_counter() - start)
    return laps


def main() -> None:
    """Measure both and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    database = fresh(options.data / "store.db")
    records, _ = open_records(f"sqlite:///{database}", key=options.data / "key" / "store.key")
    made = bodies(records, options.n)
    start = time.perf_counter()
    with collector_spared():  # as the intake writes a transfer
        records.commit(writes(records, made))
    ours = time.perf_counter() - start
    one = statistics.median(commits(records, [case_id for case_id, _, _ in made[:COMMITS]]))
    records.close()
    raw, _ = raw_copy(database, options.data / "raw.db")
    raw_one = statistics.median(raw_commits(options.data / "raw-one.db", COMMITS))
    bulk = {"work": "store", "n": options.n, "prevexp_s": round(ours, 2), "raw_s": round(raw, 2)}
    print(json.dumps(bulk | {"ratio": round(ours / raw, 2)}), flush=True)
    commit = {"work": "commit", "prevexp_ms": round(one * 1e3, 3), "raw_ms": round(raw_one * 1e3, 3)}
    print(json.dumps(commit | {"ratio": round(one / raw_one, 2)}))


if __name__ == "__main__":
    main()

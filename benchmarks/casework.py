"""One command on one case through SQLite, its durable commit included, beside raw sqlite3 of the same rows; a replay.

    python benchmarks/casework.py

By hand: read the events of the case, insert the row of the journal (the same bytes), update that of the case, commit.
The folder must be on a real disk. Then the replay of a case of fifty events.
"""

import argparse
import json
import sqlite3
import statistics
import time
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import prevexp
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel

AT, DAY = datetime(2021, 5, 4, 9, tzinfo=UTC), date(2021, 5, 4)
COMMANDS = 300
EVENTS = 50
TURN = 20


def fresh(path: Path) -> Path:
    """Remove a database and its log."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path


def opened(database: Path, territory: str) -> tuple[prevexp.Caseload, list[str]]:
    """Open a store with one case for each command."""
    caseload = prevexp.open(f"sqlite:///{database}", territory=territory, key_file=database.parent / "key" / "k.key")
    ids = [f"{number:032x}" for number in range(COMMANDS)]
    writes = []
    for case_id in ids:
        event = CaseReceived(
            case_id=case_id, occurred_on=DAY, recorded_at=AT, household_id=case_id, territory=territory,
            transfer="0" * 32, line=2, month=Month(2021, 5), reference=f"r-{case_id}", facts=ListedFacts(),
        )  # fmt: skip
        codec = caseload.records.codec
        identity = codec.encode_identity(Identity(surname=Secret("NOM"), street=Secret("1 rue des Essais")))
        writes.append(
            caseload.records.new_stream(
                case_id, case_id, (codec.encode(event),), territory=territory, month="2021-05", identity=identity
            )
        )
    caseload.records.commit(writes)
    return caseload, ids


def ours(caseload: prevexp.Caseload, ids: list[str]) -> list[float]:
    """Time one command a case: opened, replayed, decided, sealed, chained, written, committed."""
    laps = []
    for case_id in ids:
        start = time.perf_counter()
        done = caseload.record_attempt(case_id, on=DAY, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER)
        laps.append(time.perf_counter() - start)
        assert not isinstance(done, Refusal)
    return laps


def copied(source: Path, target: Path) -> sqlite3.Connection:
    """Return a store of the same rows made by hand in one transaction, as ours began: then both logs grow alike."""
    reader = sqlite3.connect(source)
    writer = sqlite3.connect(fresh(target), isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA synchronous = FULL")
    writer.execute("BEGIN IMMEDIATE")
    for (sql,) in reader.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC").fetchall():
        writer.execute(sql)
    for table in ("vault", "stream", "entry", "journal"):
        for row in reader.execute(f"SELECT * FROM {table}"):
            writer.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    writer.execute("COMMIT")
    return writer


def by_hand(source: Path, writer: sqlite3.Connection, after: int) -> list[float]:
    """Time by hand what wrote the rows of the journal after a position: read the case, insert, update, commit."""
    rows = sqlite3.connect(source).execute("SELECT * FROM journal WHERE position > ? ORDER BY position", (after,))
    laps = []
    for row in rows.fetchall():
        stream, version = row[1], row[2]
        start = time.perf_counter()
        writer.execute("SELECT body FROM journal WHERE stream = ? ORDER BY version", (stream,)).fetchall()
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", row)
        writer.execute("UPDATE stream SET version = ? WHERE number = ?", (version, stream))
        writer.execute("COMMIT")
        laps.append(time.perf_counter() - start)
    return laps


def side_by_side(database: Path, caseload: prevexp.Caseload, ids: list[str]) -> dict[str, float]:
    """Return the milliseconds of ours and by hand, in turns, so that the machine is the same for both.

    Medians by the clock; CPU as a mean, with all that is around the laps.
    """
    writer = copied(database, database.with_name("casework-raw.db"))
    mine: list[float] = []
    raw: list[float] = []
    cpu = [0.0, 0.0]
    for first in range(0, len(ids), TURN):
        start = time.process_time()
        mine += ours(caseload, ids[first : first + TURN])
        between = time.process_time()
        raw += by_hand(database, writer, len(ids) + first)
        cpu = [cpu[0] + between - start, cpu[1] + time.process_time() - between]
    medians = {"prevexp_ms": statistics.median(mine), "raw_ms": statistics.median(raw)}
    means = {"prevexp_cpu_ms": cpu[0] / len(ids), "raw_cpu_ms": cpu[1] / len(ids)}
    return {name: round(seconds * 1e3, 3) for name, seconds in (medians | means).items()}


def long_history(caseload: prevexp.Caseload, case_id: str) -> tuple[object, ...]:
    """Note attempts on a case until it has fifty events."""
    for number in range(len(caseload.events(case_id)), EVENTS):
        on = DAY + timedelta(days=number)
        caseload.record_attempt(case_id, on=on, channel=Channel.PHONE, outcome=AttemptOutcome.NO_ANSWER)
    return caseload.events(case_id)


def replayed(events: tuple[object, ...]) -> float:
    """Return the median time of a replay, in seconds."""
    laps = []
    for _ in range(200):
        start = time.perf_counter()
        case: Case = replay(events)
        laps.append(time.perf_counter() - start)
        assert case.version == len(events)
    return statistics.median(laps)


def main() -> None:
    """Measure and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("baselines-data"))
    parser.add_argument("--territory", default="62")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    database = fresh(options.data / "casework.db")
    caseload, ids = opened(database, options.territory)
    found = side_by_side(database, caseload, ids)
    ratio = round(found["prevexp_ms"] / found["raw_ms"], 2)
    print(json.dumps({"work": "command", **found, "ratio": ratio}), flush=True)
    story = long_history(caseload, ids[0])
    print(json.dumps({"work": "replay", "events": len(story), "ms": round(replayed(story) * 1e3, 3)}))
    caseload.close()


if __name__ == "__main__":
    main()

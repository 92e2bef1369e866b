"""The bulk write of N cases to PostgreSQL beside raw COPY of the same bytes, one durable commit, eight writers at once.

    python benchmarks/postgresql.py --n 1000000

A server of its own is started in the folder for temporary files, which must be on a real disk; what it acknowledges is
written through. `share` is how much of the pace of raw COPY is reached: `raw` is handed the server's own binary form,
ready-made, into empty tables of the same form in one transaction; `rows` is handed Python values row by row.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from store import bodies
from store import writes

from prevexp.storage.keys import KEY_BYTES
from prevexp.storage.keys import MasterKey
from prevexp.storage.port import StreamWrite
from prevexp.storage.records import Records
from prevexp.storage.resting import collector_spared
from prevexp.storage.sealing import Sealer
from prevexp.storage.writes import sealed
from prevexp_postgresql.store import PostgresStore
from prevexp_postgresql.testing import Server
from prevexp_postgresql.testing import programs
from prevexp_postgresql.testing import started

EIGHT = Path(__file__).parents[1] / "tests" / "torture" / "eight_writers.py"
TABLES = ("vault", "stream", "journal", "entry")
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "8GB", "checkpoint_timeout": "1h"}
COMMITS = 300
TYPES = {
    "vault": ("int8", "text", "bytea", "bytea"),
    "stream": ("int8", "text", "int8", "text", "text", "text", "int4", "bytea"),
    "journal": ("int8", "int8", "int4", "text", "bytea", "bytea"),
    "entry": ("bytea", "int8"),
}


def sealed_cases(store: PostgresStore, n: int) -> list[StreamWrite]:
    """Return N cases as the store is given them, sealed beforehand."""
    sealer = Sealer.open(store, MasterKey(os.urandom(KEY_BYTES)))
    records = Records(store, sealer)
    return list(sealed(writes(records, bodies(records, n)), store, sealer, {}))


def timed(server: Server, work: Callable[[], object]) -> float:
    """Return the seconds of a piece of work that begins on a server with nothing left to write."""
    with server.connect() as connection:
        connection.execute("CHECKPOINT")
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def copied_out(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copy:
        return b"".join(map(bytes, copy))


def raw_copy(connection: psycopg.Connection, made: dict[str, bytes]) -> None:
    """Hand the server its own bytes, in pieces of 256 KiB, in one transaction."""
    with connection.transaction():
        for table, content in made.items():
            view = memoryview(content)
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                for first in range(0, len(view), 1 << 18):
                    copy.write(view[first : first + (1 << 18)])


def row_copy(connection: psycopg.Connection, made: dict[str, list[tuple]]) -> None:
    """Hand the driver the same values row by row, in one transaction."""
    with connection.transaction():
        for table, rows in made.items():
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(TYPES[table])
                for row in rows:
                    copy.write_row(row)


def fresh(server: Server, schema: str) -> psycopg.Connection:
    """Return a connection to empty tables of the same form."""
    PostgresStore.open(server.url(schema), busy_seconds=60).close()
    connection = server.connect()
    connection.execute(f"SET search_path = {schema}")
    return connection


def ours(server: Server, n: int) -> float:
    """Time the commit of N sealed cases."""
    with PostgresStore.open(server.url("ours"), busy_seconds=60) as store:
        cases = sealed_cases(store, n)
        with collector_spared():  # as the intake writes a transfer
            return timed(server, lambda: store.commit(cases))


def ready_made(server: Server) -> tuple[float, int]:
    """Time raw COPY of the same bytes; return their number, too."""
    with server.connect() as reader, fresh(server, "raw") as writer:
        reader.execute("SET search_path = ours")
        content = {table: copied_out(reader, table) for table in TABLES}
        return timed(server, lambda: raw_copy(writer, content)), sum(map(len, content.values()))


def by_row(server: Server) -> float:
    """Time the driver's COPY of the same rows, as Python values."""
    with server.connect() as reader, fresh(server, "rows") as writer, collector_spared():
        reader.execute("SET search_path = ours")
        rows = {table: reader.execute(f"TABLE {table}", binary=True).fetchall() for table in TABLES}
        return timed(server, lambda: row_copy(writer, rows))


def bulk(server: Server, n: int) -> None:
    """Write N cases, then the same rows by hand, twice."""
    mine = ours(server, n)
    raw, size = ready_made(server)
    rows = by_row(server)
    found = {"work": "bulk", "n": n, "mib": size >> 20, "prevexp_s": round(mine, 2), "raw_s": round(raw, 2)}
    shares = {"rows_s": round(rows, 2), "share": round(raw / mine, 2), "share_of_rows": round(rows / mine, 2)}
    print(json.dumps(found | shares), flush=True)


def commits(server: Server) -> None:
    """Time a durable one-event commit, and by hand the same two statements in a transaction, in turns."""
    mine, raw = [], []
    body, link = os.urandom(420), os.urandom(32)
    with PostgresStore.open(server.url("ours"), busy_seconds=60) as store, server.connect() as hand:
        hand.execute("SET search_path = ours")
        count = hand.execute("SELECT count(*) FROM stream").fetchone()[0]
        for row in store.follow(count - COMMITS, COMMITS):
            write = StreamWrite(stream=row.stream, expected_version=1, month="2021-06", bodies=(body,))
            start = time.perf_counter()
            store.commit([write])
            mine.append(time.perf_counter() - start)
        hand.execute("SET search_path = raw")
        for number in range(count - COMMITS + 1, count + 1):
            start = time.perf_counter()
            with hand.transaction():
                values = (count + number, number, body, link)
                hand.execute("INSERT INTO journal VALUES (%s, %s, 2, '2021-06', %s, %s)", values)
                hand.execute("UPDATE stream SET version = 2 WHERE number = %s", (number,))
            raw.append(time.perf_counter() - start)
    ours_s, raw_s = statistics.median(mine), statistics.median(raw)
    found = {"work": "commit", "prevexp_ms": round(ours_s * 1e3, 2), "raw_ms": round(raw_s * 1e3, 2)}
    print(json.dumps(found | {"ratio": round(ours_s / raw_s, 2)}), flush=True)


def main() -> None:
    """Measure all three and print one JSON line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--commands", type=int, default=500)
    parser.add_argument("--only-bulk", action="store_true")
    options, _ = parser.parse_known_args()
    if programs() is None:
        print("not measured: PostgreSQL is not installed")
        return
    with started(durable=True, settings=SETTINGS) as server, TemporaryDirectory() as folder:
        bulk(server, options.n)
        if options.only_bulk:
            return
        commits(server)
        key_file = Path(folder, "keys", "master.key")
        command = [sys.executable, EIGHT, server.url("eight"), key_file, f"--commands={options.commands}"]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

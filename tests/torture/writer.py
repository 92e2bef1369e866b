"""Starts writers that work on a caseload as a team does; run by the tests in a process of its own.

Each line of the standard input is an order in JSON; a child is forked for it, so that all is loaded already. The child
says each thing it did on the standard output, once it is done; `{"end": status}` ends the answer to an order.
"""

import json
import os
import resource
import sqlite3
import sys
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import prevexp
import prevexp.caseload.entry.batch
import prevexp.caseload.receiving
import prevexp.storage.sqlite
from prevexp.caseload import Caseload
from prevexp.caseload.plugins import usual_registry
from prevexp.domain.errors import PrevexpError

if find_spec("prevexp_postgresql"):
    import prevexp_postgresql.store  # noqa: F401 - loaded once, for all children

AT = datetime(2021, 6, 1, 9, tzinfo=UTC)
LISTED = date(2021, 5, 4)
BATCH = 3
"""Entries of one file of entries: they are there together, or not at all."""

Order = dict[str, Any]


def say(**told: object) -> None:
    os.write(1, f"{json.dumps(told)}\n".encode())


def opened(order: Order) -> Caseload:
    numbers = count(1)
    return prevexp.open(
        order["url"],
        territory="62",
        key_file=order["key"],
        registry=REGISTRY,
        now=None if order.get("clock") == "real" else lambda: AT,
        new_id=lambda: f"{next(numbers):032x}",
    )


def acknowledge(caseload: Caseload, order: Order) -> None:
    """Say that all so far is durable; where the disk is watched, in a file as well, whose place among the writes counts."""
    head = caseload.records.store.head()
    if "acks" in order:
        with open(order["acks"], "ab", buffering=0) as file:
            file.write(f"{head.count}:{head.link.hex()}\n".encode())
            os.fsync(file.fileno())
    say(ack=[head.count, head.link.hex()])


def work(order: Order) -> None:
    """Take a list in unless it was, then note files of entries up to a number, so many at a sitting."""
    noted, last = -1, order["batches"]
    while noted < last:
        with opened(order) as caseload:
            if not caseload.records.receipts():
                attempt(caseload, order, lambda: caseload.receive(order["list"], received_on=LISTED))
            references = sorted(case.reference for case in caseload.cases())
            noted = max(noted, len(caseload.records.receipts()) - 1)
            for number in range(noted, min(noted + order.get("sitting", last), last)):
                lines = [entry(references, number * BATCH + one) for one in range(BATCH)]
                attempt(caseload, order, lambda lines=lines: caseload.record_batch(lines))
                noted = number + 1


def attempt(caseload: Caseload, order: Order, use) -> None:
    try:
        use()
    except PrevexpError as error:
        say(refused=error.code)
        if not order.get("go_on"):
            raise
    else:
        acknowledge(caseload, order)


def entry(references: list[str], number: int) -> str:
    """Return a line of a file of entries that no other file has."""
    said = {"command": "record-attempt", "on": "2021-05-20", "channel": "letter", "outcome": "no_answer"}
    return json.dumps({"case": references[number % len(references)], "key": f"n{number}", **said})


DEEDS = {"work": work}


class Careless(sqlite3.Connection):
    """A connection that does not wait for the disk: what a power failure must be able to show."""

    def execute(self, sql, *values):
        return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)


def connect_with(**given: Any) -> None:
    """Let the driver open all its connections in another manner."""
    plain = sqlite3.dbapi2.connect
    sqlite3.dbapi2.connect = lambda *a, **k: plain(*a, **{**k, **given})


def do(order: Order) -> None:
    if order.get("careless"):
        connect_with(factory=Careless)
    os.environ.update(order.get("env", {}))
    if "largest_file" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"],) * 2)
    DEEDS[order["do"]](order)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 0
            try:
                do(json.loads(line))
            except PrevexpError as error:
                status = 1
                say(stopped=error.code)
            except BaseException as error:
                status = 2
                say(fault=type(error).__name__, text=str(error)[:300])
            os._exit(status)
        say(pid=child)
        say(end=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    REGISTRY = usual_registry()
    prevexp.open("memory:", territory="62", registry=REGISTRY).close()  # what it loads, its children need not
    main()

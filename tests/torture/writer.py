"""Starts writers that work on a caseload as a team does; run by the tests in a process of its own.

Each line of the standard input is an order in JSON; a child is forked for it, so that all is loaded already. The child
says each thing it did on the standard output, once it is done; `{"end": status}` ends the answer to an order.
"""

import json
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from clockwork import days_told
from clockwork import live
from exports import digest
from exports import exports
from exports import naive
from exports import note
from keeper import MEMO
from process import BATCH

import prevexp
import prevexp.caseload.entry.batch
import prevexp.caseload.receiving
import prevexp.storage.sqlite
from prevexp.caseload import Caseload
from prevexp.caseload.plugins import usual_registry
from prevexp.domain.errors import PrevexpError
from prevexp.registry import Registry

if find_spec("prevexp_postgresql"):
    import prevexp_postgresql.store  # noqa: F401 - loaded once, for all children

AT = datetime(2021, 6, 1, 9, tzinfo=UTC)
LISTED = date(2021, 5, 4)
ROOM = "TORTURE_FULL_AT"
IDS: list[Iterator[int]] = []
"""The numbers of new cases: the same for who begins anew."""
TRIES = 2
"""So often a list is taken in that was refused."""

Order = dict[str, Any]


def say(**told: object) -> None:
    os.write(1, f"{json.dumps(told)}\n".encode())


def opened(order: Order) -> Caseload:
    IDS[:] = [count(1)]
    return prevexp.open(
        order["url"],
        territory="62",
        key_file=order["key"],
        registry=REGISTRY,
        now=None if order.get("clock") == "real" else lambda: AT,
        new_id=lambda: f"{next(IDS[0]):032x}",
    )


def acknowledge(caseload: Caseload, order: Order) -> None:
    """Say that all so far is durable; if asked for, in a file too, whose place among the writes of the disk counts."""
    head = caseload.records.store.head()
    if "acks" in order:
        with Path(order["acks"]).open("ab", buffering=0) as file:
            file.write(f"{head.count}:{head.link.hex()}\n".encode())
            os.fsync(file.fileno())
    say(ack=[head.count, head.link.hex()])


def work(order: Order) -> None:
    """Take a list in unless it was, then note files of entries up to a number, so many at a sitting."""
    noted, last = -1, order["batches"]
    while noted < last:
        with opened(order) as caseload:
            for _ in range(TRIES):
                if not caseload.records.receipts():
                    attempt(caseload, order, lambda: caseload.receive(order["list"], received_on=LISTED))
            references = sorted(case.reference for case in caseload.cases())
            if not references:
                return
            noted = max(noted, len(caseload.records.receipts()) - 1)
            for number in range(noted, min(noted + order.get("sitting", last), last)):
                lines = [entry(references, number * BATCH + one) for one in range(BATCH)]
                attempt(caseload, order, lambda lines=lines: caseload.record_batch(lines))
                noted = number + 1


def attempt(caseload: Caseload, order: Order, use: Callable[[], object]) -> None:
    """Do a thing and acknowledge it. What is refused ends the run, unless it is to go on, or there is room again."""
    try:
        use()
    except PrevexpError as error:
        say(refused=error.code)
        if order.get("go_on"):
            return
        if os.environ.pop(ROOM, None) is None:
            raise
        IDS[:] = [count(1)]
        use()
    acknowledge(caseload, order)


def entry(references: list[str], number: int) -> str:
    """Return a line of a file of entries that no other file has."""
    said = {"command": "record-attempt", "on": "2021-05-20", "channel": "letter", "outcome": "no_answer"}
    return json.dumps({"case": references[number % len(references)], "key": f"n{number}", **said})


def export(order: Order) -> None:
    """Write every kind of file, or naive ones; of each say when it is complete, or by what it was refused."""
    with opened(order) as caseload:
        kinds = naive if order.get("naive") else exports
        for write in kinds(caseload, Path(order["list"]), Path(order["second"]), Path(order["out"])):
            try:
                paths = write()
            except (OSError, PrevexpError) as error:
                say(refused=type(error).__name__)
                continue
            for path in paths:
                say(written=str(path), digest=digest(path))
                if "acks" in order:
                    note(order["acks"], path)


def migrate(order: Order) -> None:
    """Open a store with a plugin that keeps a memo, which brings it to its version; write one where there is none."""
    registry = Registry.build([EntryPoint("keeper", "keeper", "prevexp")])
    with prevexp.open(order["url"], territory=order["territory"], key_file=order["key"], registry=registry) as caseload:
        memo = caseload.plugin_data(MEMO)
        kept = memo.read() or memo.write(b"v0", after=None)
        say(kept=kept.data.decode(), version=kept.version, revision=kept.revision)


def live_through(order: Order) -> None:
    """Let a case live while the clock jumps and the machine stands in another time zone."""
    os.environ["TZ"] = order["zone"]
    time.tzset()
    instants = [datetime.fromisoformat(text) for text in order["instants"]]
    say(days=days_told(instants))
    with opened(order) as caseload:
        say(told=live(caseload, order["list"], date.fromisoformat(order["day"]), instants))


DEEDS = {"work": work, "export": export, "migrate": migrate, "live": live_through}


class Careless(sqlite3.Connection):
    """A connection that does not wait for the disk: what a power failure must be able to show."""

    def execute(self, sql, *values):
        return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)


class Small(sqlite3.Connection):
    """A connection to a database that may not grow beyond so many pages."""

    pages = 0

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.execute(f"PRAGMA max_page_count = {self.pages}")


def connect_with(**given: Any) -> None:
    """Let the driver open all its connections in another manner."""
    plain = sqlite3.dbapi2.connect
    sqlite3.dbapi2.connect = lambda *a, **k: plain(*a, **{**k, **given})


def do(order: Order) -> None:
    if order.get("careless"):
        connect_with(factory=Careless)
    if "pages" in order:
        Small.pages = order["pages"]
        connect_with(factory=Small)
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
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told
                status = 2
                say(fault=type(error).__name__, text=str(error)[:300])
            os._exit(status)
        say(pid=child)
        say(end=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    REGISTRY = usual_registry()
    prevexp.open("memory:", territory="62", registry=REGISTRY).close()  # what it loads, its children need not
    main()

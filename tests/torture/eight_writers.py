"""Several processes give commands on the same few cases; afterwards each command stands in the journal exactly once.

    python eight_writers.py sqlite:////tmp/trial.db KEY_FILE --writers 8 --commands 500
    python eight_writers.py "postgresql://…?schema=trial" KEY_FILE --writers 8 --commands 500

The store must be new. One JSON line says what was found; exit code 1 if a command is missing or there twice.
"""

import argparse
import json
import multiprocessing
import statistics
import sys
import time
from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import prevexp
from prevexp.caseload import Caseload
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import StaleVersion
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.registry import Registry

_DAY = date(2021, 5, 4)
_AT = datetime(2021, 5, 4, 9, tzinfo=UTC)
_CASES = [f"{number:032x}" for number in range(1, 6)]
_PATIENCE_S = 3600
_PLUGINS = {"postgresql": "prevexp_postgresql", "departement-62": "prevexp_departement_62"}


class Clock:
    """A clock that is set: each command has an instant that no other has, by which it is found again."""

    def __init__(self) -> None:
        self.now = _AT

    def __call__(self) -> datetime:
        return self.now


def opened(options: argparse.Namespace, clock: Clock | None = None) -> Caseload:
    """Open the caseload that all share."""
    there = {name: module for name, module in _PLUGINS.items() if find_spec(module)}
    registry = Registry.build([EntryPoint(name, module, "prevexp") for name, module in there.items()])
    return prevexp.open(options.url, territory="62", key_file=options.key_file, registry=registry, now=clock or Clock())


def prepare(options: argparse.Namespace) -> None:
    """Write the cases that all share."""
    with opened(options) as caseload:
        records = caseload.records
        for case_id in _CASES:
            event = CaseReceived(
                case_id=case_id, occurred_on=_DAY, recorded_at=_AT, household_id=case_id, territory="62",
                transfer="0" * 32, line=2, month=Month(2021, 5), reference=f"r-{case_id}", facts=ListedFacts(),
            )  # fmt: skip
            body = records.codec.encode(event)
            records.commit([records.new_stream(case_id, case_id, (body,), territory="62", month="2021-05")])


def write(options: argparse.Namespace, writer: int, told: "multiprocessing.Queue[tuple[int, list[float]]]") -> None:
    """Give commands, each again after somebody else was faster; tell how often that was, and what each took."""
    laps, stale, clock = list[float](), 0, Clock()
    with opened(options, clock) as caseload:
        for number in range(options.commands):
            clock.now = _AT + timedelta(seconds=writer + 1, microseconds=number)
            start, case_id, done = time.perf_counter(), _CASES[(writer * 2 + number * 3) % len(_CASES)], None
            while done is None:
                try:
                    done = caseload.record_attempt(
                        case_id, on=_DAY, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER
                    )
                except StaleVersion:
                    stale += 1
            assert not isinstance(done, Refusal), done
            laps.append(time.perf_counter() - start)
    told.put((stale, laps))


def run_all(options: argparse.Namespace) -> bool:
    """Let all writers write at once, count what is in the journal, print it; tell whether all of it is there."""
    prepare(options)
    processes = multiprocessing.get_context("forkserver")  # what they import, its server imports once
    processes.set_forkserver_preload(["prevexp.caseload", "prevexp.storage.sqlite", "prevexp_postgresql.store"])
    told: multiprocessing.Queue[tuple[int, list[float]]] = processes.Queue()
    started = [processes.Process(target=write, args=(options, number, told)) for number in range(options.writers)]
    start = time.perf_counter()
    for process in started:
        process.start()
    results = [told.get(timeout=_PATIENCE_S) for _ in started]
    took = time.perf_counter() - start
    for process in started:
        process.join()
    laps = sorted(lap for _, some in results for lap in some)
    with opened(options) as caseload:
        told_of = caseload.records.all_events()
        noted = Counter(event.recorded_at for _, events in told_of for event in events[1:])  # after the reception
        count = caseload.records.verify().count
    wanted = options.writers * options.commands
    figures = {
        "work": f"{options.writers} processes x {options.commands} commands on {len(_CASES)} cases",
        "lost": wanted - len(noted),
        "twice": sum(noted.values()) - len(noted),
        "rows": count,
        "tried_again": sum(stale for stale, _ in results),
        "seconds": round(took, 2),
        "p50_ms": round(statistics.median(laps) * 1e3, 1),
        "p99_ms": round(laps[int(len(laps) * 0.99)] * 1e3, 1),
    }
    sys.stdout.write(f"{json.dumps(figures)}\n")
    return (len(noted), sum(noted.values()), count) == (wanted, wanted, wanted + len(_CASES))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("key_file", type=Path)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--commands", type=int, default=25)
    return 0 if run_all(parser.parse_args()) else 1


if __name__ == "__main__":
    sys.exit(main())

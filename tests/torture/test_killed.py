"""A writer is killed, at random or at each step: what it acknowledged is there, what it began is whole or absent.

The same list, received again, goes on where the killed writer stopped and ends where an undisturbed one ends.
"""

import itertools
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

from prevexp.storage.port import Head

from .disk import steps_of
from .places import some_of
from .process import BATCH
from .process import Said
from .process import Writers
from .process import acknowledged
from .states import digest_of
from .states import opened

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

OPENING_S, WRITING_S, LATEST = 0.4, 0.02, 12
"""A writer is killed within so many seconds of its start, or of one of so many first things it acknowledged."""
LIVES = 4
"""So many writers are killed over one store, then a new one begins."""
_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path):
    """Return what gives the URL of an empty store."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / f'store-{next(_numbers)}.db'}"
        return
    if find_spec("prevexp_postgresql") is None:
        pytest.skip("prevexp-postgresql is not installed")
    from prevexp_postgresql.testing import programs
    from prevexp_postgresql.testing import started

    if programs() is None:
        pytest.skip("PostgreSQL is not installed: neither initdb nor /usr/lib/postgresql/*/bin")
    with started(durable=True) as server:
        yield lambda: server.url(f"killed_{next(_numbers)}")


def order_of(url: str, folder: Path, transfer: Path, **more: Any) -> dict[str, Any]:
    return {"do": "work", "url": url, "key": str(folder / "keys" / "key"), "list": str(transfer), "batches": 8} | more


def outcome(order: dict[str, Any], received: int, anchor: Head | None) -> str:
    """Say how a store is found: whole, lost or torn; whatever cannot be opened or verified is raised."""
    with opened(order) as caseload:
        head = caseload.verify((anchor.count, anchor.link) if anchor else None)
        receipts, cases = len(caseload.records.receipts()), len(caseload.cases())
    wanted = received + BATCH * (receipts - 1) if receipts else 0
    if head.count != wanted or bool(cases) != bool(receipts):
        return "torn"
    return "lost" if anchor and head.count < anchor.count else "whole"


def anchor_of(said: Said) -> Head | None:
    found = acknowledged(said)
    return Head(*found) if found else None


def test_a_writer_killed_at_any_moment_loses_nothing(plain, new_url, short_list, tmp_path, trials, figures):
    """Killed after random milliseconds, again and again over the same store: nothing acknowledged is lost or torn."""
    url = new_url()
    kind, kills = url.partition(":")[0], max(trials // (5 if url.startswith("sqlite") else 10) - 4, 3)
    chance, seen, shown = Random(9), Counter[str](), Counter[str]()
    received = anchor_of(plain.run(order_of(url, tmp_path, short_list, batches=0)))
    anchor = None
    assert received is not None
    for number in range(kills):
        if number % LIVES == 0:
            url, anchor = new_url(), None
        order = order_of(url, tmp_path / f"keys-{number // LIVES}", short_list, batches=10_000)
        said = plain.run(order, kill=moment(chance))
        assert said[-1] == {"end": 9}
        anchor = anchor_of(said) or anchor
        shown["acknowledged"] += sum("ack" in one for one in said)
        shown["before its first"] += "ack" not in said[0]
        seen[outcome(order, received.count, anchor)] += 1
        if seen["whole"] != number + 1:
            break
    figures(f"kill -9 at random, {kind}", seen.total(), seen | shown)
    assert seen == {"whole": kills}
    assert shown["acknowledged"] > kills


def moment(chance: Random) -> tuple[int, float]:
    """Return after how many acknowledgements, and how many seconds later, a writer is killed."""
    if chance.random() < 0.3:
        return 0, chance.uniform(0, OPENING_S)
    return chance.randrange(1, LATEST), chance.uniform(0, WRITING_S)


def test_killed_at_any_step_the_same_list_goes_on(watched, short_list, tmp_path, trials, figures):
    """Killed in the midst of each of its writes in turn, the making of the tables included, a store opens and is whole.

    Whoever takes the same list in again and goes on ends with what an undisturbed writer made.
    """
    whole = tmp_path / "whole"
    whole.mkdir()
    kept = order_of(f"sqlite:///{whole / 'store.db'}", whole, short_list, batches=0)
    received = anchor_of(watched.run(kept))
    assert received is not None
    kept |= {"batches": 1}
    watched.run(kept)
    with opened(kept) as caseload:
        expected = digest_of(caseload)
    seen = Counter[str]()
    last = steps_of_a_run(watched, tmp_path / "counted", kept)
    chosen = some_of(last, trials, few=4)
    for step in chosen:
        order = elsewhere(kept, tmp_path / f"step-{step}")
        said = watched.run(order | {"env": order["env"] | {"TORTURE_DIE_AT": str(step)}})
        if said[-1] == {"end": 0}:  # this run had fewer steps than the one that was counted
            seen["came to its end"] += 1
            continue
        assert said[-1] == {"end": 9}
        seen[outcome(order, received.count, anchor_of(said))] += 1
        watched.run(order)
        with opened(order) as caseload:
            seen["goes on" if digest_of(caseload) == expected else "differs"] += 1
    figures(f"killed in the midst of a step, of {last}", len(chosen), seen)
    killed = len(chosen) - seen.pop("came to its end", 0)
    assert seen == {"whole": killed, "goes on": killed}
    assert killed >= len(chosen) * 3 / 4


def elsewhere(order: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the same order for a store in a new folder."""
    folder.mkdir()
    files = {"url": f"sqlite:///{folder / 'store.db'}", "key": str(folder / "keys" / "key")}
    return order | files | {"env": {"TORTURE_ROOT": str(folder)}}


def steps_of_a_run(watched: Writers, folder: Path, kept: dict[str, Any]) -> int:
    """Return in how many steps a writer does an order; opening a file is none."""
    order = elsewhere(kept, folder)
    watched.run(order | {"env": order["env"] | {"TORTURE_LOG": str(folder.with_suffix(".steps"))}})
    return sum(step.operation != "w" or bool(step.data) for step in steps_of(folder.with_suffix(".steps")))

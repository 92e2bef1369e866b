"""The disk is full, at any moment: one kind of error, nothing acknowledged is lost, work goes on with room again."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from .disk import steps_of
from .places import SHORT
from .places import some_of
from .process import Said
from .process import Writers
from .states import digest_of
from .states import opened

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

STORE_FULL, KEY_REFUSED = "store-full", "key-unavailable"
BATCHES = 2
PAGE_BYTES = 8192


def order_at(folder: Path, transfer: Path) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    files = {"url": f"sqlite:///{folder / 'store.db'}", "key": str(folder / "keys" / "key"), "list": str(transfer)}
    return {"do": "work", "batches": BATCHES, "sitting": 1, "env": {"TORTURE_ROOT": str(folder)}} | files


@pytest.fixture(scope="module")
def undisturbed(
    watched: Writers, short_list: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, int, int, int]:
    """Return the state a writer makes with room enough, its writes, the bytes of its largest file, the pages."""
    folder = tmp_path_factory.mktemp("undisturbed")
    order, log = order_at(folder / "disk", short_list), folder / "steps"
    assert watched.run(order | {"env": order["env"] | {"TORTURE_LOG": str(log)}})[-1] == {"end": 0}
    writes = [step for step in steps_of(log) if step.operation == "w" and step.data]
    largest = max(step.offset + len(step.data) for step in writes)
    with opened(order) as caseload:
        pages = (folder / "disk" / "store.db").stat().st_size // PAGE_BYTES
        return digest_of(caseload), len(writes), largest, pages


def codes(said: Said) -> set[str]:
    """Return the codes of what was refused; what was raised otherwise by the name of its class."""
    return {one[name] for one in said for name in ("refused", "stopped", "fault") if name in one}


def starved(watched: Writers, order: dict[str, Any], expected: str, **lack: Any) -> Counter[str]:
    """Let a writer run out of room, then go on with room; say what it was told and whether the end is as expected."""
    env = order["env"] | lack.pop("env", {})
    said = watched.run(order | lack | {"env": env})
    seen = Counter({f"told {code}": 1 for code in codes(said)})
    if said[-1] != {"end": 0}:
        seen["another process went on"] += 1
        assert watched.run(order)[-1] == {"end": 0}
    with opened(order) as caseload:
        seen["whole" if digest_of(caseload) == expected else "differs"] += 1
    return seen


def test_full_from_any_write_on(watched, short_list, undisturbed, tmp_path, trials, figures):
    """From each write of a run on the disk is full; once there is room, the same open store goes on, or the next."""
    expected, writes, _, _ = undisturbed
    chosen = some_of(writes, trials, few=4)
    seen = Counter[str]()
    for number in chosen:
        order = order_at(tmp_path / f"write-{number}", short_list)
        seen += starved(watched, order, expected, env={"TORTURE_FULL_AT": str(number)})
    figures(f"disk full from a write on, of {writes}", len(chosen), seen)
    assert seen["whole"] == len(chosen)
    assert {name for name in seen if name.startswith("told")} <= {f"told {STORE_FULL}", f"told {KEY_REFUSED}"}
    assert seen[f"told {STORE_FULL}"] > 0


def test_full_at_any_page(watched, short_list, undisturbed, tmp_path, trials, figures):
    """SQLite may take so many pages and no more: StoreFull, whatever the step; then all goes on."""
    expected, _, _, pages = undisturbed
    chosen = some_of(pages - 1, trials, few=3)
    seen = Counter[str]()
    for number in chosen:
        seen += starved(watched, order_at(tmp_path / f"page-{number}", short_list), expected, pages=number)
    figures(f"disk full at a page (max_page_count), of {pages}", len(chosen), seen)
    assert seen["whole"] == len(chosen)
    assert {name for name in seen if name.startswith("told")} == {f"told {STORE_FULL}"}


def test_full_at_any_size_of_a_file(watched, short_list, undisturbed, tmp_path, trials, figures):
    """A file of the process may have so many bytes and no more (RLIMIT_FSIZE): StoreFull, or the key is refused."""
    expected, _, largest, _ = undisturbed
    chance, number, seen = Random(5), max(trials // 20, 3), Counter[str]()
    for trial in range(number):
        size = chance.randrange(largest)
        order = order_at(tmp_path / f"size-{trial}", short_list)
        seen += starved(watched, order, expected, largest_file=size)
    figures(f"disk full at a size (RLIMIT_FSIZE), of {largest} bytes", number, seen)
    assert seen["whole"] == number
    assert {name for name in seen if name.startswith("told")} <= {f"told {STORE_FULL}", f"told {KEY_REFUSED}"}


def test_full_file_system(watched, short_list, undisturbed, tmp_path, trials, figures):
    """A file system of its own that is full indeed, in the long form: the same."""
    expected, _, largest, _ = undisturbed
    if trials <= SHORT:
        pytest.skip("a file system is mounted in the long form only")
    small, seen, chance = tmp_path / "small", Counter[str](), Random(6)
    small.mkdir()
    number = max(trials // 50, 3)
    for trial in range(number):
        size = chance.randrange(64_000, 3 * largest)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", small], check=False)
        if os.geteuid() != 0 or mounted.returncode != 0:
            pytest.skip("no file system may be mounted here")
        try:
            said = watched.run(order_at(small, short_list))
            seen.update(f"told {code}" for code in codes(said))
            copy = tmp_path / f"copy-{trial}"
            shutil.copytree(small, copy)
        finally:
            subprocess.run(["umount", small], check=True)
        order = order_at(copy, short_list)
        assert watched.run(order)[-1] == {"end": 0}
        with opened(order) as caseload:
            seen["whole" if digest_of(caseload) == expected else "differs"] += 1
    figures("disk full: a file system of its own", number, seen)
    assert seen["whole"] == number
    assert {name for name in seen if name.startswith("told")} <= {f"told {STORE_FULL}", f"told {KEY_REFUSED}"}

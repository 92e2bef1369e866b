"""The master key is changed while others take in cases, and is killed at any moment: no household is lost.

`pytest tests/torture/test_rotation.py --trials 600 -s` runs long and prints the figures.
"""

import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.opening import open_records
from prevexp.storage.opening import open_store
from prevexp.storage.survey import Survey
from prevexp.storage.survey import survey

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are killed as Linux does"),
]

PROGRAM = [sys.executable, str(Path(__file__).with_name("key_changer.py"))]
CASES = 800


def seen(store: str) -> Survey:
    with open_store(store) as opened:
        return survey(opened)


def begun(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def lines_of(file: Path) -> int:
    return file.read_text().count("\n") if file.exists() else 0


def test_no_household_is_lost_whenever_a_change_of_key_is_killed(tmp_path: Path, trials: int) -> None:
    """Under a writer with the old key, SIGKILL, then the same again: all acknowledged cases open with the new key."""
    chance, how, rounds = Random(4), Counter[str](), max(3, trials // 20)
    store, keys = f"sqlite:///{tmp_path / 'store.db'}", [tmp_path / "keys" / f"{one}.key" for one in range(rounds + 1)]
    for key in keys:
        FileKeyProvider.create(key)
    records, _ = open_records(store, key=keys[0])
    with records.store:
        new = (f"{number:032x}" for number in range(CASES))
        records.commit(
            records.new_stream(case, f"h{case[1:]}", (b"{}",), territory="62", month="2021-05") for case in new
        )
    acknowledged, takes = CASES, 0.5
    for number, (old, fresh) in enumerate(pairwise(keys)):
        ack = tmp_path / f"ack-{number}"
        writer, deadline = begun("write", store, old, ack), time.monotonic() + 60
        while lines_of(ack) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        changer = begun("rotate", store, old, fresh)
        assert changer.stdout
        assert changer.stdout.readline() == "begins\n"
        started = time.monotonic()
        if number == 0:
            changer.communicate()
            takes = time.monotonic() - started
        else:
            time.sleep((number + chance.random() - 1) / rounds * takes)
            changer.kill()
            changer.communicate()
        found = seen(store)
        how["ended" if found.whole and found.needed == FileKeyProvider.open(fresh).key_id else "cut short"] += 1
        begun("rotate", store, old, fresh).communicate()
        writer.communicate(timeout=60)
        acknowledged += lines_of(ack)
        found = seen(store)
        assert (found.whole, found.needed) == (True, FileKeyProvider.open(fresh).key_id)
        assert found.cases == acknowledged
    records, _ = open_records(store, key=keys[-1])
    streams = [row.stream for after in range(0, acknowledged, 1000) for row in records.store.follow(after)]
    opened = sum(1 for _ in records.bodies_of_many(streams))
    records.close()
    print(f"change of key: {rounds} under a writer, killed within {takes * 1000:.0f} ms: {dict(how)}; {opened} open")  # noqa: T201
    assert opened == acknowledged

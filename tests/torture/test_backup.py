"""A backup is made while others write, is killed, meets a full disk, is damaged: it is whole, or it is not there.

`pytest tests/torture/test_backup.py --trials 3000 -s` runs long and prints the figures.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

import prevexp
from prevexp.caseload.restoring import WithKey
from prevexp.caseload.restoring import restore
from prevexp.domain.errors import PrevexpError
from prevexp.domain.safekeeping_errors import BackupRefused
from prevexp.storage.backup import backed_up
from prevexp.storage.backup import restored
from prevexp.storage.keys import FileKeyProvider
from prevexp.storage.opening import open_store
from prevexp.storage.port import Head
from prevexp.testing.stored_cases import new_case

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are killed and limited as Linux does"),
]

HERE = Path(__file__).parent
LIST = HERE.parents[1] / "examples" / "transfers" / "transfer_62_2021-05.csv"
AT = datetime(2021, 6, 1, tzinfo=UTC)
WRITERS = 3


@contextmanager
def writing(store: str, key: Path, folder: Path) -> Iterator[list[Path]]:
    """Let several processes work on a store; yield the files in which they acknowledge."""
    files = [folder / f"ack-{number}" for number in range(WRITERS)]
    command = [sys.executable, str(HERE / "backup_writer.py"), store, str(key)]
    writers = [subprocess.Popen([*command, str(file), str(number)]) for number, file in enumerate(files)]
    try:
        deadline = time.monotonic() + 120
        while any(len(lines_of(file)) < 3 for file in files):
            assert all(one.poll() is None for one in writers)
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield files
        assert all(one.poll() is None for one in writers), "a writer gave up"
    finally:
        for one in writers:
            one.kill()
            one.wait()


def lines_of(file: Path) -> list[str]:
    """Return the whole lines of a file that grows."""
    return file.read_text().split("\n")[:-1] if file.exists() else []


def last_acknowledged(files: list[Path]) -> Head:
    """Return the furthest end of the journal that a writer was told."""
    heads = [line.split()[1].partition(":") for file in files for line in lines_of(file)]
    count, _, link = max(heads, key=lambda head: int(head[0]))
    return Head(int(count), bytes.fromhex(link))


def waits(files: list[Path]) -> list[float]:
    """Return how long each acknowledged command took, in milliseconds."""
    return sorted(float(line.split()[0]) for file in files for line in lines_of(file))


def test_what_was_acknowledged_before_a_backup_began_is_in_it(tmp_path: Path, trials: int) -> None:
    """Three processes write all the time: each backup holds what was acknowledged before, whole, and is restored."""
    store, key = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "keys" / "key"
    missing, later, rounds = 0, 0, max(2, trials // 30)
    with prevexp.open(store, territory="62", key_file=key) as caseload:
        caseload.receive(LIST, received_on=date(2021, 5, 4))
        with writing(store, key, tmp_path) as files:
            for number in range(rounds):
                promised, file = last_acknowledged(files), tmp_path / f"{number}.prevexp"
                made = caseload.backup(file)
                later += made.head.count - promised.count
                with_key = WithKey(provider=FileKeyProvider.open(key), territory="62")
                done = restore(file, f"sqlite:///{tmp_path / f'{number}.db'}", anchor=promised, with_key=with_key)
                missing += done.missing
            took = waits(files)
        assert caseload.verify().count >= made.head.count
    p99 = took[int(len(took) * 0.99)]
    print(  # noqa: T201
        f"backup: {rounds} under {WRITERS} writers, {len(took)} commands, p99 {p99:.0f} ms, longest {took[-1]:.0f} ms; "
        f"{later} events written meanwhile, {missing} acknowledged events missing"
    )
    assert missing == 0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a store that takes a while to copy."""
    store = f"sqlite:///{tmp_path_factory.mktemp('large') / 'store.db'}"
    with open_store(store) as opened:
        opened.commit([new_case(number) for number in range(1, 3000)])
    return store


def made(store: str, target: Path, *, limit: int = 0) -> subprocess.Popen[str]:
    """Begin a backup in a process of its own; it is there when this returns."""
    command = [sys.executable, str(HERE / "backup_maker.py"), store, str(target), str(limit)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "begins\n"
    return process


def test_a_backup_that_is_killed_is_not_there_or_whole(large: str, tmp_path: Path, trials: int) -> None:
    """SIGKILL at random moments: under the name stands nothing, or a backup that is restored."""
    chance, seen, target = Random(17), Counter[str](), tmp_path / "a.prevexp"
    process, started = made(large, target), time.monotonic()
    process.communicate()
    takes, rounds = time.monotonic() - started, max(4, trials // 15)
    for trial in range(rounds):
        target.unlink(missing_ok=True)
        process = made(large, target)
        time.sleep((trial + chance.random()) / rounds * takes)
        process.kill()
        process.communicate()
        seen["whole" if target.exists() else "not there"] += 1
        if target.exists():
            restored(target, tmp_path / f"{trial}.db")
            (tmp_path / f"{trial}.db").unlink()
    print(f"backup killed within {takes * 1000:.0f} ms: {dict(seen)}")  # noqa: T201
    assert seen["not there"] > 0


def test_a_full_disk_is_told_of_and_nothing_is_left(large: str, tmp_path: Path, trials: int) -> None:
    """Whatever size the disk ends at, the error is the one of a full disk, and the folder is as it was."""
    whole = Path(large.removeprefix("sqlite:///")).stat().st_size
    chance, seen = Random(5), Counter[str]()
    for limit in (1, whole, *(chance.randrange(whole) for _ in range(trials // 30))):
        said, _ = made(large, tmp_path / "a.prevexp", limit=limit).communicate()
        seen[said.strip()] += 1
        assert list(tmp_path.iterdir()) == []
    print(f"backup on a full disk: {dict(seen)}")  # noqa: T201
    assert set(seen) == {"store-full"}


def test_a_damaged_backup_is_refused(tmp_path: Path, trials: int) -> None:
    """Every turned bit and every cut, in the store or in the line after it: refused, and nothing is restored."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.commit([new_case(number) for number in range(1, 30)])
        backed_up(store, tmp_path / "whole", made_at=AT)
    content, chance, seen = (tmp_path / "whole").read_bytes(), Random(8), Counter[str]()
    line = content[:-1].rindex(b"\n")
    cases = [(chance.randrange(len(content)), chance.randrange(8)) for _ in range(trials)]
    cases += [(at, chance.randrange(8)) for at in range(line, len(content), max(1, 300 // trials))]
    for at, bit in cases:
        damaged = bytearray(content)
        damaged[at] ^= 1 << bit
        seen[outcome(bytes(damaged), tmp_path)] += 1
    for cut in (0, 1, line, *(chance.randrange(len(content)) for _ in range(trials // 2))):
        seen[outcome(content[:cut], tmp_path)] += 1
    seen[outcome(content + b"\n", tmp_path)] += 1
    print(f"backup: {len(cases)} turned bits, {trials // 2 + 3} cuts: {dict(seen)}")  # noqa: T201
    assert set(seen) == {"refused"}


def outcome(content: bytes, folder: Path) -> str:
    """Say what is made of a damaged backup."""
    (folder / "damaged").write_bytes(content)
    try:
        restored(folder / "damaged", folder / "new.db")
    except BackupRefused:
        return "left something" if list(folder.glob("*new.db*")) else "refused"
    except PrevexpError as error:
        return f"refused late: {error.code}"
    (folder / "new.db").unlink()
    return "taken"

"""Bits turn on the medium, files are cut: whatever is read is right, or refused.

`pytest tests/torture --trials 10000` turns as many bits.
"""

import shutil
from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest

import prevexp
from prevexp.domain.errors import PrevexpError

from .conftest import Figures

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

LIST = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"
AT = datetime(2021, 6, 1, 9, tzinfo=UTC)


def opened(folder: Path, key: Path) -> prevexp.Caseload:
    numbers = count(1)
    return prevexp.open(
        f"sqlite:///{folder / 'store.db'}",
        territory="62",
        key_file=key,
        now=lambda: AT,
        new_id=lambda: f"{next(numbers):032x}",
    )


def told(caseload: prevexp.Caseload) -> tuple[object, ...]:
    """Return all that the caseload says of its cases and their people, after the journal was verified."""
    head = caseload.verify()
    cases = sorted(caseload.cases(), key=lambda case: case.case_id)
    people = caseload.records.identities([case.household_id for case in cases])
    names = tuple((household, str(people[household])) for household in sorted(people))
    page = caseload.records.store.find(limit=10_000)
    summaries = tuple((one.stream, one.territory, one.status, one.version, one.household) for one in page.summaries)
    found = tuple(caseload.find(case.references[0]) for case in cases[:20])
    return head, tuple(cases), names, summaries, found, len(caseload.records.receipts())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, tuple[object, ...]]:
    """Return a store that is closed, its key, and what it says."""
    folder = tmp_path_factory.mktemp("whole")
    key = tmp_path_factory.mktemp("key") / "key"
    with opened(folder, key) as caseload:
        caseload.receive(LIST, received_on=date(2021, 5, 4))
    with opened(folder, key) as caseload:
        said = told(caseload)
    return folder / "store.db", key, said


def outcome(content: bytes, key: Path, said: tuple[object, ...], folder: Path) -> str:
    """Say what is made of a damaged file: refused, harmless, or silently wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "store.db").write_bytes(content)
    (folder / "store.db").chmod(0o600)
    try:
        with opened(folder, key) as caseload:
            return "harmless" if told(caseload) == said else "wrong"
    except PrevexpError as error:
        return f"refused: {error.code}"


def test_a_turned_bit_is_refused_or_changes_nothing(
    whole: tuple[Path, Path, tuple[object, ...]], tmp_path: Path, trials: int, figures: Figures
) -> None:
    """No turned bit makes the store say something else than it said."""
    file, key, said = whole
    content, chance, seen = file.read_bytes(), Random(2021), Counter[str]()
    for _ in range(trials):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        seen[outcome(bytes(damaged), key, said, tmp_path / "found")] += 1
    figures(f"bits turned, of {len(content)} bytes", trials, seen)
    assert seen["wrong"] == 0


def test_a_cut_or_swapped_page_is_refused_or_changes_nothing(
    whole: tuple[Path, Path, tuple[object, ...]], tmp_path: Path, trials: int, figures: Figures
) -> None:
    """A file that was cut short, or two pages of which changed places, never says something else."""
    file, key, said = whole
    content, chance, seen, page = file.read_bytes(), Random(62), Counter[str](), 8192
    number = max(trials // 3, 12)
    for trial in range(number):
        damaged = bytearray(content)
        if trial % 2:
            del damaged[chance.randrange(1, len(damaged)) :]
        else:
            one, two = (page * chance.randrange(len(content) // page) for _ in range(2))
            damaged[one : one + page], damaged[two : two + page] = content[two : two + page], content[one : one + page]
        seen[outcome(bytes(damaged), key, said, tmp_path / "found")] += 1
    figures("files cut, pages swapped", number, seen)
    assert seen["wrong"] == 0

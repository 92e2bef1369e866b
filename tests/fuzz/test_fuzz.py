"""Whatever is handed in, a result or an error of the one family comes out, and no word of a household with it.

`nox -s fuzz -- --trials 1000000` hands in as many; `--seed` draws others. A fault names its trial.
"""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from .doors import Door
from .doors import tried
from .every import every_door
from .forms import form_doors
from .journal import journal_doors
from .lists import Team
from .lists import list_doors
from .pack import missing_kinds
from .pack import pack_doors
from .pack import whole_pack

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

GROUPS: dict[str, Callable[[Path], Iterator[Door]]] = {
    "lists and answers": lambda _: list_doors(Team()),
    "forms, settings and small files": form_doors,
    "events and entries": lambda _: journal_doors(Team()),
    "files of a pack": pack_doors,
}


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_handed_in_is_read_or_refused(group: str, trials: int, seed: int, tmp_path: Path) -> None:
    """A result or a declared error, never another exception; what is told repeats no value of the input."""
    files = rows = 0
    faults: dict[str, str] = {}
    for door in GROUPS[group](tmp_path):
        tally = tried(door, max(1, round(trials * door.share / 1000)), seed, tmp_path)
        files, rows = files + tally.files, rows + tally.rows
        faults |= {f"{door.name}: {how}": told for how, told in tally.faults.items()}
        print(tally)  # noqa: T201
    print(f"fuzz {group}, seed {seed}: {files} wrong files, {rows} wrong rows")  # noqa: T201
    assert faults == {}


def test_every_specimen_is_sound_before_it_goes_wrong(tmp_path: Path) -> None:
    """What the doors start from is read without a word: else nothing behind the first check is reached."""
    for door in every_door(tmp_path):
        path = tmp_path / f"sound{door.suffix}"
        path.write_bytes(door.sound)
        assert not door.read(path), door.name


def test_the_doors_share_all_trials(tmp_path: Path) -> None:
    """The shares of the doors are a whole, so that the number of trials is what it says."""
    assert sum(door.share for door in every_door(tmp_path)) == pytest.approx(1000)


def test_every_kind_of_file_of_a_pack_goes_wrong(tmp_path: Path) -> None:
    """A kind of file that is added to packs is added here."""
    assert missing_kinds(whole_pack(tmp_path)) == set()

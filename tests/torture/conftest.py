"""What the programs of this folder share: how long they run, how they print their figures, what they run in.

A program gives its figures once, by `figures`: a line while it runs, and a line of the table at the end.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest

from .process import Writers

HERE = Path(__file__).parent
LIST = HERE.parents[1] / "examples" / "transfers" / "transfer_62_2021-05.csv"
_FIGURES = "figures"
_FEW_ROWS = 20
_IN_THE_SUITE = 60

Figures = Callable[..., None]


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> int:
    """Return how many trials a program makes: few in the suite, as many as asked with `--trials`."""
    return int(request.config.getoption("--trials") or _IN_THE_SUITE)


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Print one line of figures: `figures("power cut", 600, {"whole": 600})`."""

    def say(program: str, trials: int, found: Mapping[str, object]) -> None:
        told = ", ".join(f"{name} {number}" for name, number in sorted(found.items()))
        print(f"{program}: {trials} trials: {told}")  # noqa: T201
        record_property(_FIGURES, [program, trials, told])

    return say


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Close with a table of what each program found, where its figures are asked for (`-s`)."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, ())]
    rows = [
        (one.outcome, *value)
        for one in reports
        for name, value in getattr(one, "user_properties", ())
        if name == _FIGURES
    ]
    if rows and terminalreporter.config.getoption("capture") == "no":
        terminalreporter.section("broken on purpose: program, trials, result")
        for outcome, program, number, told in rows:
            terminalreporter.line(f"{program:<44} {number:>7}  {told if outcome == 'passed' else f'FAILED: {told}'}")


@pytest.fixture(scope="session")
def shims(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return the libraries that watch a process and let things go wrong under it, built here and now."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler, to come between a program and its files")
    folder = tmp_path_factory.mktemp("shims")
    for name in ("recorder", "faults"):
        build = [compiler, "-shared", "-fPIC", "-O2", "-o", str(folder / f"{name}.so"), str(HERE / f"{name}.c")]
        subprocess.run([*build, "-ldl", "-lpthread"], check=True)
    return folder / "recorder.so", folder / "faults.so"


@pytest.fixture(scope="session")
def watched(shims: tuple[Path, ...]) -> Iterator[Writers]:
    """Return a process that starts writers, whose files are watched and may fail."""
    with Writers.started(shims) as writers:
        yield writers


@pytest.fixture(scope="session")
def plain() -> Iterator[Writers]:
    """Return a process that starts writers."""
    if sys.platform == "win32":
        pytest.skip("needs fork")
    with Writers.started() as writers:
        yield writers


@pytest.fixture(scope="session")
def short_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a monthly list of few rows."""
    return _part_of(LIST, tmp_path_factory.mktemp("lists") / "short.csv", after=0)


@pytest.fixture(scope="session")
def other_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a monthly list of few other rows."""
    return _part_of(LIST, tmp_path_factory.mktemp("lists") / "other.csv", after=2 * _FEW_ROWS)


def _part_of(source: Path, target: Path, *, after: int) -> Path:
    with source.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows[after : after + _FEW_ROWS]])
    return target

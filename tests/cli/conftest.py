"""The command line as a user runs it: most often in this process, which is quick, and in one of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Mapping
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from prevexp.cli.running import run


class Done(NamedTuple):
    """What a command answered: exit code and both streams."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


def environment_of(folder: Path) -> dict[str, str]:
    """Return the variables a command is run with: a store and a key of the folder's own."""
    return {
        "PREVEXP_STORE": f"sqlite:///{folder / 'store.db'}",
        "PREVEXP_TERRITORY": "62",
        "PREVEXP_KEY_FILE": str(folder / "keys" / "master.key"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }


def runner(folder: Path) -> Run:
    """Return a function that runs `prevexp` in a folder, in this process, with a text on stdin and more variables."""

    def here(*arguments: object, stdin: str = "", env: Mapping[str, str] | None = None) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as there, redirect_stdout(out), redirect_stderr(err):
            there.chdir(folder)
            there.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            for name, value in {**environment_of(folder), **(env or {})}.items():
                there.setenv(name, value)
            code = run([str(argument) for argument in arguments])
        return Done(code, out.getvalue(), err.getvalue())

    return here


@pytest.fixture(scope="session")
def run_in() -> Callable[[Path], Run]:
    """Return what makes `prevexp` run in a folder, for a test that begins with a copy of one."""
    return runner


@pytest.fixture
def prevexp(tmp_path: Path) -> Run:
    """Run `prevexp` in a folder of the test's own."""
    return runner(tmp_path)


@pytest.fixture(scope="module")
def shared_prevexp(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `prevexp` in a folder that the tests of a module share, for what is only read."""
    return runner(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def prevexp_process(tmp_path: Path) -> Run:
    """Run `python -m prevexp` in a folder of the test's own, and in a process of its own."""

    def started(*arguments: object) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "prevexp", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env=os.environ | environment_of(tmp_path) | {"PYTHONIOENCODING": "utf-8"},
            timeout=120,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return started

"""The command line as a user runs it, in a process of its own."""

import os
import subprocess
import sys

import pytest


def runner(tmp_path):
    """Return a function that runs `prevexp` in a folder, with its own key, and returns the finished process."""

    def run(*arguments, **more):
        environment = os.environ | {
            "PREVEXP_STORE": f"sqlite:///{tmp_path / 'store.db'}",
            "PREVEXP_TERRITORY": "62",
            "PREVEXP_KEY_FILE": str(tmp_path / "keys" / "master.key"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "NO_COLOR": "1",
            "COLUMNS": "80",
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "prevexp", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env=environment | more.pop("env", {}),
            timeout=120,
            **more,
        )

    return run


@pytest.fixture
def prevexp(tmp_path):
    """Run `prevexp` in a folder of the test's own."""
    return runner(tmp_path)


@pytest.fixture(scope="module")
def shared_prevexp(tmp_path_factory):
    """Run `prevexp` in a folder that the tests of a module share, for what is only read."""
    return runner(tmp_path_factory.mktemp("shared"))

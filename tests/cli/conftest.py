"""The command line as a user runs it, in a process of its own."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def prevexp(tmp_path):
    """Run `prevexp` with its own key and configuration folder; return the finished process."""

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

"""Eight processes write to one SQLite file at once: no command is lost or there twice, the chain does not fork."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

_PROGRAM = Path(__file__).with_name("eight_writers.py")
WRITERS, CASES = 8, 5


@pytest.mark.skipif(not find_spec("prevexp_departement_62"), reason="prevexp-departement-62 is not installed")
def test_eight_processes_lose_no_command(tmp_path, trials, figures):
    """They command on the same five cases, each again when another was faster: each command stands in the journal once.

    The tests of the PostgreSQL plugin run the same program.
    """
    commands, url = max(trials // 20, 3), f"sqlite:///{tmp_path / 'store.db'}"
    options = [url, tmp_path / "keys" / "master.key", f"--writers={WRITERS}", f"--commands={commands}"]
    done = subprocess.run([sys.executable, _PROGRAM, *options], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    figures("8 writing processes, SQLite", WRITERS * commands, {key: told[key] for key in told if key != "work"})
    assert (told["lost"], told["twice"], told["rows"]) == (0, 0, WRITERS * commands + CASES)

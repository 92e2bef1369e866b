"""Eight processes on the same cases: nothing is lost, nobody waits for ever."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

_PROGRAM = Path(__file__).parents[3] / "tests" / "torture" / "eight_writers.py"


@pytest.mark.skipif(not find_spec("prevexp_departement_62"), reason="prevexp-departement-62 is not installed")
def test_eight_processes_lose_no_command(server, schema, tmp_path):
    """Eight processes give 25 commands each on five cases: each stands in the journal once, and the chain holds.

    `benchmarks/postgresql.py` runs the same program with 500 commands each.
    """
    key_file = tmp_path / "keys" / "master.key"
    command = [sys.executable, _PROGRAM, server.url(schema), key_file, "--writers=8", "--commands=25"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["lost"], told["twice"], told["rows"]) == (0, 0, 8 * 25 + 5)

"""How a command ends when nobody listens any more, or when prevexp itself is wrong."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr

from prevexp.cli.running import EXIT_INTERNAL
from prevexp.cli.running import _internal


def test_a_reader_who_leaves_early_ends_the_command_in_silence(tmp_path):
    """`prevexp … | head` is no error: exit code 0 and nothing on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "prevexp", "--help"],
            stdout=nobody,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=tmp_path,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_internal_error_is_told_by_its_place_and_never_by_its_text():
    """An unforeseen exception may carry a name: its class and the line of code are shown, its text is not."""
    try:
        {}["M. Zzexemplard"]
    except KeyError as error:
        with redirect_stderr(io.StringIO()) as shown:
            code = _internal(error)
    assert code == EXIT_INTERNAL
    assert "KeyError" in shown.getvalue()
    assert "test_ends.py" in shown.getvalue()
    assert "Zzexemplard" not in shown.getvalue()

"""Progress is for somebody who waits in front of a terminal, and for nobody else."""

import io
from contextlib import redirect_stderr

import pytest

from prevexp.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "shown"),
    [(Terminal, 0.0, True), (Terminal, 3600.0, False), (io.StringIO, 0.0, False)],
    ids=["long run", "short run", "no terminal"],
)
def test_progress_is_shown_on_a_terminal_once_a_run_is_long(stream, patience, shown):
    """A line that says where the run stands, wiped at the end; on a short run or in a pipe, nothing."""
    with redirect_stderr(stream()) as err, progress("Prise en charge", patience=patience) as tell:
        tell("lecture")
    assert ("Prise en charge : lecture…" in err.getvalue()) is shown
    assert err.getvalue().endswith("\r\033[K") is shown

"""Progress on stderr: only on a terminal, only when a run takes over a second."""

import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

import click

PATIENCE_SECONDS = 1.0


@contextmanager
def progress(title: str, *, patience: float = PATIENCE_SECONDS) -> Iterator[Callable[[str], None]]:
    """Give a function to say where a run stands; what it says appears once the run is longer than `patience`."""
    started = time.monotonic()
    shown = False

    def tell(step: str) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > patience:
            click.echo(f"\r\033[K{title} : {step}…", err=True, nl=False)
            shown = True

    try:
        yield tell
    finally:
        if shown:
            click.echo("\r\033[K", err=True, nl=False)

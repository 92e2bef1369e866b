"""An anchor as `verify` gives it and as it is typed."""

from collections.abc import Callable
from typing import Any

import click


def anchor_option(words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --anchor; the command is handed the number and the hash."""
    return click.option("--anchor", callback=_read, metavar="NOMBRE:EMPREINTE", help=words)


def _read(_ctx: click.Context, _param: click.Parameter, anchor: str | None) -> tuple[int, bytes] | None:
    if anchor is None:
        return None
    number, _, link = anchor.partition(":")
    try:
        return int(number), bytes.fromhex(link)
    except ValueError:
        raise click.BadParameter("une ancre s'écrit nombre:empreinte, comme verify la donne") from None

"""What the commands on one referral share: its case, its number, the day, and how they end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from prevexp.casework.command import Command

from ..noting import told
from ..options import caseload_options
from ..options import day_option
from ..options import opened


def on_a_referral(help_of_day: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the arguments CASE and NUMBER, the options of a store and the day."""

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            day_option(help=help_of_day),
            caseload_options,
            click.argument("number", type=click.IntRange(min=1)),
            click.argument("case"),
        ):
            function = option(function)
        return function

    return decorated


def noted(case: str, command: Command, store: str, territory: str, key_file: Path | None) -> int:
    """Write down what a command says of a case, and tell how it ended."""
    with opened(store, territory, key_file) as caseload:
        return told(caseload.do(caseload.find(case), command))

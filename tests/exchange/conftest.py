"""Cells of a list of May 2021, read with the words of the samples' secretariat."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.places import CommuneRegister
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.cells import parse_cell
from prevexp.exchange.parsed import Parsed
from prevexp.exchange.parsed import Setting


@pytest.fixture(scope="session")
def setting() -> Setting:
    """Return what cells are read with: a list received on 3 June 2021, without a register of communes."""
    return Setting(
        aliases=Aliases.from_file(Path(__file__).parents[1] / "samples" / "aliases.json"),
        register=CommuneRegister(department="62", communes={}),
        received_on=date(2021, 6, 3),
    )


@pytest.fixture(scope="session")
def read(setting: Setting) -> Callable[..., Parsed]:
    """Return the reader of one cell: column, text, and a setting if it is another one."""

    def cell(column: str, text: str | None, setting: Setting = setting) -> Parsed:
        return parse_cell(column, text, setting)

    return cell

"""A table as a file holds it: the header found, the rows below it as text, nothing dropped and nothing judged yet."""

from typing import TYPE_CHECKING

import attrs

from ..domain.groups import Veiled
from .damage import MayHold
from .grid import CellFault
from .headers import Header

if TYPE_CHECKING:
    import polars as pl


@attrs.frozen(kw_only=True, eq=False)
class RawTable(Veiled):
    """What a reader hands to `read_grid`.

    `cells`, `lines`, `faults` as in Grid, before empty and total rows are left out; `may_hold` says what is worth
    searching for.
    """

    header: Header
    cells: "pl.DataFrame"
    lines: "pl.Series"
    faults: tuple[CellFault, ...]
    notes: frozenset[str]
    digest: bytes
    may_hold: MayHold
    serial_epoch: int = 1900

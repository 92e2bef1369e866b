"""A workbook's cell as text, whatever type the spreadsheet gave it.

Declared rules. Numbers: two decimals at most, halves up, no trailing zeros; from 16 digits on, where a spreadsheet no
longer holds them all, in scientific form, so that a reference cut short is not taken for one. Dates: ISO, the time
only if there is one. Booleans: VRAI or FAUX. A formula has no text.
"""

import re
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import ROUND_HALF_UP
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from .damage import BROKEN_TEXT
from .refusals import LONGEST_CELL

_EXACT_BELOW = 10**15
_CENTS = Decimal("0.01")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_BREAK = re.compile(r"\r\n?")


class CellText(NamedTuple):
    """The text of a cell, None if it says nothing, and the reason if it cannot be read."""

    text: str | None
    fault: str | None = None


def cell_text(value: object, data_type: str) -> CellText:
    """Return what a cell says. `data_type` is the spreadsheet's: `f` is a formula, whatever its result."""
    if data_type == "f":
        return CellText(None, "formula-cell")
    match value:
        case None:
            return CellText(None)
        case str():
            return _from_text(value)
        case bool():
            return CellText("VRAI" if value else "FAUX")
        case int() | float():
            return _from_number(value)
        case datetime():
            return CellText(_iso(value))
        case date() | time() | timedelta():
            return CellText(str(value))
        case _:
            return CellText(None, "unreadable-cell")


def _from_text(value: str) -> CellText:
    if len(value) > LONGEST_CELL:
        return CellText(None, "cell-too-long")
    text = value
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _LINE_BREAK.sub("\n", text)
    return CellText(None, "unreadable-cell") if BROKEN_TEXT.search(text) else CellText(text or None)


def _from_number(value: float) -> CellText:
    if not isfinite(value):
        return CellText(None, "unreadable-cell")
    if abs(value) >= _EXACT_BELOW:
        return CellText(f"{Decimal(value):.14E}")
    rounded = Decimal(repr(value)).quantize(_CENTS, rounding=ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return CellText("0" if text == "-0" else text)


def _iso(value: datetime) -> str:
    """Round to the second: a serial number keeps a whole day only to about a millisecond."""
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == time.min else rounded.isoformat(sep=" ")

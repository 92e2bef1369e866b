"""Cells that cannot be read whatever their column: broken characters, formulas, long texts, spreadsheet errors.

Declared rules. A formula is `=` followed by a letter or digit, or `+`, `-`, `@` followed by a call, `|` or `!`: `+33
(0)3…`, `-12,50` and `- sans objet` are none. A text that was neutralised on its way out (`'` before `= + - @`, tab or
line break) gets its first character back. An error value (`#N/A`, `#REF!`…) makes a required column or `date_acte`
unreadable; in another free text it says nothing. Source: samples, "Field by field"; privacy notes §5.
"""

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ..domain.groups import Veiled
from ..domain.spreadsheets import FORMULA_SIGNS
from .aliases import REQUIRED
from .grid import CellFault
from .refusals import LONGEST_CELL
from .refusals import MOST_UNREADABLE
from .refusals import refusal

if TYPE_CHECKING:
    import polars as pl

_BROKEN_RANGES = r"\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F"
BROKEN_TEXT = re.compile(rf"[{_BROKEN_RANGES}\ud800-\udfff\ufffd\ufffe\uffff]")
"""A character that no keyboard writes: controls, what could not be decoded, half of a pair."""

_BROKEN = rf"[{_BROKEN_RANGES}\x{{FFFD}}\x{{FFFE}}\x{{FFFF}}]"
_FORMULA = r"(?s)^\s*(?:=.*[0-9A-Za-z]|[+\-@].*(?:[A-Za-z]\(|[|!]))"
_NEUTRALISED = rf"^'+{FORMULA_SIGNS}"
FORMULA_TEXT = re.compile(_FORMULA)
"""A formula, in one text at a time."""

_SPREADSHEET_ERRORS = (
    *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#DIV/0!"),
    *("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!"),
)
_MUST_BE_READ = REQUIRED | {"date_acte"}
_OPTIONAL_TEXT = ("locataire_prenom", "bailleur_nom")
_Test = Callable[["pl.Expr"], "pl.Expr"]


@attrs.frozen(kw_only=True)
class MayHold:
    """What some cell of a table may hold; False only if none does, which spares a search."""

    broken_text: bool = True
    formulas: bool = True
    neutralised_text: bool = True
    spreadsheet_errors: bool = True


@attrs.frozen
class Inspected(Veiled):
    """Cells after the search: a faulty one is null, so that nobody reads it further."""

    cells: "pl.DataFrame"
    faults: tuple[CellFault, ...]
    notes: frozenset[str]


def inspect(cells: "pl.DataFrame", columns: Mapping[str, int], may_hold: MayHold, file: str) -> Inspected:
    """Find the cells that cannot be read, at most one fault each; raise TransferRefused if they are too many."""
    import polars as pl

    reasons: dict[tuple[int, int], str] = {}
    for reason, names, test in _tests(cells.columns, columns, may_hold):
        for index, rows in _hits(cells, names, test):
            for row in rows:
                reasons.setdefault((row, index), reason)
            limit_unreadable(len(reasons), file)
    notes = set()
    if may_hold.neutralised_text and any(_hits(cells, cells.columns, _is_neutralised)):
        cells = cells.with_columns(
            pl.when(_is_neutralised(pl.col(c))).then(pl.col(c).str.slice(1)).otherwise(c).alias(c)
            for c in cells.columns
        )
        notes.add("formula-marker-removed")
    optional = [f"c{columns[c]}" for c in _OPTIONAL_TEXT if c in columns]
    if may_hold.spreadsheet_errors and any(_hits(cells, optional, _is_error)):
        cells = cells.with_columns(pl.when(~_is_error(pl.col(c))).then(c).alias(c) for c in optional)
        notes.add("spreadsheet-errors-read-as-empty")
    faults = tuple(CellFault(row, index, reason) for (row, index), reason in sorted(reasons.items()))
    return Inspected(_without(cells, faults), faults, frozenset(notes))


def limit_unreadable(found: int, file: str) -> None:
    """Raise TransferRefused when so much is unreadable that the file itself is what is wrong."""
    if found > MOST_UNREADABLE:
        raise refusal("too-much-unreadable", file, limit=MOST_UNREADABLE)


def _tests(names: list[str], columns: Mapping[str, int], may_hold: MayHold) -> Iterator[tuple[str, list[str], _Test]]:
    yield "cell-too-long", names, lambda text: text.str.len_chars() > LONGEST_CELL
    if may_hold.broken_text:
        yield "unreadable-cell", names, lambda text: text.str.contains(_BROKEN)
    if may_hold.formulas:
        yield "formula-cell", names, lambda text: text.str.contains(_FORMULA)
    if may_hold.spreadsheet_errors:
        yield "unreadable-cell", [f"c{columns[c]}" for c in sorted(_MUST_BE_READ & columns.keys())], _is_error


def _is_neutralised(text: "pl.Expr") -> "pl.Expr":
    return text.str.contains(_NEUTRALISED)


def _is_error(text: "pl.Expr") -> "pl.Expr":
    return text.str.strip_chars().str.to_uppercase().is_in(_SPREADSHEET_ERRORS)


def _hits(cells: "pl.DataFrame", names: list[str], test: _Test) -> Iterator[tuple[int, list[int]]]:
    import polars as pl

    found = cells.select(test(pl.col(name)).any().alias(name) for name in names)
    for name in (name for name in names if found[name].item()):
        rows = cells.select(test(pl.col(name)).arg_true()).to_series()
        yield int(name[1:]), rows.head(MOST_UNREADABLE + 1).to_list()


def _without(cells: "pl.DataFrame", faults: tuple[CellFault, ...]) -> "pl.DataFrame":
    import polars as pl

    rows: dict[int, list[int]] = {}
    for fault in faults:
        if fault.column is not None:
            rows.setdefault(fault.column, []).append(fault.row)
    at = pl.int_range(pl.len())
    return cells.with_columns(
        pl.when(~at.is_in(found)).then(pl.col(f"c{column}")).alias(f"c{column}") for column, found in rows.items()
    )

"""Masks of a million cases turned into lists of rule ids, looked up in tables of every possible list (Polars)."""

from collections.abc import Callable

import polars as pl

_CHUNK = 16


def lists_of(ids: tuple[str, ...], every: tuple[str, ...]) -> Callable[[pl.Expr], pl.Expr]:
    """Return a function from a column of bits (bit i: rule i) to a column of lists of ids, as an Enum of `every` id.

    One table serves sixteen rules; fails and not known are looked up apart, since together they would be 2**32 lists.
    """
    words = pl.Enum(every)
    tables = [(start, _table(ids[start : start + _CHUNK], words)) for start in range(0, len(ids), _CHUNK)]

    def lists(bits: pl.Expr) -> pl.Expr:
        parts = [
            pl.lit(table, dtype=table.dtype).gather((bits // (1 << start)) % (1 << _CHUNK)) for start, table in tables
        ]
        return parts[0] if len(parts) == 1 else pl.concat_list(parts)

    return lists


def _table(ids: tuple[str, ...], words: pl.Enum) -> pl.Series:
    """Return the list of every combination of some rules, at the position that has their bits."""
    masks = pl.DataFrame({"mask": pl.int_range(1 << len(ids), dtype=pl.UInt32, eager=True)})
    rules = pl.DataFrame({"bit": [1 << i for i in range(len(ids))], "rule": pl.Series(ids, dtype=words)})
    held = masks.join(rules.cast({"bit": pl.UInt32}), how="cross").filter(pl.col("mask") & pl.col("bit") > 0)
    lists = held.sort("mask", "bit").group_by("mask", maintain_order=True).agg("rule")
    return masks.join(lists, on="mask", how="left", maintain_order="left")["rule"].fill_null([])

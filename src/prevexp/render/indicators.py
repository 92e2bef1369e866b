"""Indicators on a terminal and as plain data."""

from typing import Any

from prevexp.evaluation.blocks import Cell
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.indicators import Statistic
from prevexp.evaluation.results import IndicatorTable
from prevexp.evaluation.results import Result

from . import french
from .bilan_tables import cell_of
from .columns import table as columns
from .documents import HEADINGS
from .documents import named_member


def indicators_text(table: IndicatorTable) -> str:
    """Return the table for a terminal: every value with its n, what is not known beside it, masked ones as "s."."""
    header = ["Indicateur", *(HEADINGS.get(name, name) for name in table.by), "Valeur", "n", "Non connu", "Nom"]
    known = {one.id: one for one in table.indicators}
    lines = []
    for one in table.results:
        places = [named_member(table, name, member).label for name, member in zip(table.by, one.cell, strict=True)]
        value = _value(one, known[one.indicator].statistic)
        lines.append([one.indicator, *places, value, _text(one.n), _apart(one), known[one.indicator].title])
    period = french.period(table.first, table.last)
    head = f"Indicateurs {period}, situation observée au {french.day(table.observed_on)}"
    told = [f"{one.indicator} : non connu, défaut du plugin {one.origin} ({one.message})" for one in table.faults]
    if table.without_erased:
        told.append(f"Sans les ménages effacés depuis : {', '.join(table.without_erased)}")
    return "\n".join([head, "", columns(header, lines, width=100), *told])


def _value(result: Result, statistic: Statistic) -> str:
    if statistic is not Statistic.DELAY or isinstance(result.value, Gap):
        return _text(result.value)
    return f"{_text(result.value)} j, 9e décile {_text(result.p90)} j"


def _apart(result: Result) -> str:
    """Return how many are not known, of the denominator and of those who may belong to it."""
    both = (result.not_known, result.unsure)
    if all(isinstance(one, int) for one in both):
        return _text(sum(one for one in both if isinstance(one, int)))
    return _text(Gap.HIDDEN)


def _text(cell: Cell) -> str:
    return cell_of(cell).text


def indicators_json(table: IndicatorTable) -> dict[str, Any]:
    """Return the table as plain data: slugs, numbers, a rate with part and whole, a gap with its reason."""
    known = {one.id: one for one in table.indicators}
    return {
        "first": table.first.isoformat(),
        "last": table.last.isoformat(),
        "observed_on": table.observed_on.isoformat(),
        "territory": table.territory,
        "threshold": table.threshold,
        "without_erased": list(table.without_erased),
        "lock": table.lock,
        "by": list(table.by),
        "results": [_result(one, table, known[one.indicator].version) for one in table.results],
        "definitions": [
            {
                "indicator": one.id,
                "title": one.title,
                "definition": one.definition,
                "version": one.version,
                "statistic": str(one.statistic),
                "mode": str(one.mode),
                "unit": one.unit,
                "source": one.source,
                "clause": one.clause,
                "origin": str(one.provenance or "prevexp"),
            }
            for one in table.indicators
        ],
        "faults": [{"indicator": one.indicator, "origin": one.origin, "message": one.message} for one in table.faults],
    }


def _result(result: Result, table: IndicatorTable, version: str) -> dict[str, Any]:
    names = ("n", "numerator", "denominator", "value", "p90", "not_known", "unsure")
    return {
        "indicator": result.indicator,
        "version": version,
        **dict(zip(table.by, result.cell, strict=True)),
        **{name: _plain(getattr(result, name)) for name in names},
    }


def _plain(cell: Cell) -> Any:
    match cell:
        case Gap():
            return {"gap": str(cell)}
        case Rate(part=part, whole=whole):
            return {"part": part, "whole": whole}
        case int():
            return cell
        case _:
            return str(cell)

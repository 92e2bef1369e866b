"""An assessment with what is computed from it, as data for a program: slugs, days, cents; null is not known."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ..casework.assessment.debt import DebtReading
from ..casework.assessment.figure import Figure
from ..casework.assessment.figure import Unit
from ..casework.assessment.figure import rounded
from ..casework.assessment.versions import AssessmentRead


def assessment_data(read: AssessmentRead) -> dict[str, Any]:
    """Return one version: who and where, what was found, the figures with their steps and what is to be asked."""
    made = read.assessment
    return {
        "version": read.version,
        "versions": [{"on": one.on.isoformat(), "number": one.number} for one in read.versions],
        "on": made.on.isoformat(),
        "number": made.number,
        "place": made.place,
        "workers": list(made.workers),
        "findings": plain(made.findings),
        "budget": figures_data(read.budget.figures),
        "budget_rules": plain(read.rules),
        "debt": None if read.debt is None else _debt(read.debt),
    }


def figures_data(figures: Iterable[Figure]) -> dict[str, Any]:
    """Return figures by their slug; a value is in cents, or per mille for a share, rounded half up."""
    return {figure.kind.value: _figure(figure) for figure in figures}


def plain(value: Any) -> Any:
    """Return an attrs object, a tuple, a day or a slug as JSON has it."""
    if attrs.has(type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.rounded,
        "unit": figure.unit,
        "known_part": _cents(figure.known_part),
        "steps": [
            {"operation": term.operation, "of": term.of, "value": _step(term.value, term.unit), "unit": term.unit}
            for term in figure.terms
        ],
        "to_ask": [{"kind": gap.kind, "of": gap.of} for gap in figure.gaps],
    }


def _debt(read: DebtReading) -> dict[str, Any]:
    return {
        **figures_data((read.arrears, read.costs)),
        "check": read.check,
        "difference_cents": read.difference_cents,
    }


def _cents(value: Fraction | None) -> int | None:
    return None if value is None else rounded(value, Unit.CENTS)


def _step(value: Fraction | None, unit: Unit) -> int | None:
    return None if value is None else rounded(value, unit)

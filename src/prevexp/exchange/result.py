"""The JSON answer to a transfer, in the form the samples document. Pure: the facade says what became of each row.

Source: samples, "Output".
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import attrs
import polars as pl

from prevexp.domain.errors import TransferRefused
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Verdict

from ..domain.groups import Veiled
from .faults import advice

WITHHELD = frozenset(
    {
        "locataire_nom",
        "locataire_prenom",
        "locataire_date_naissance",
        "locataire_telephone",
        "locataire_courriel",
        "adresse_voie",
        "bailleur_nom",
    }
)
"""What names somebody, left out of `values` unless asked for: names, phone, mail, street, birth date."""


@attrs.frozen(kw_only=True)
class Finding:
    """What is wrong with a cell: column (None for the whole row), code, and a remedy better than the code's own."""

    column: str | None
    reason: str
    remedy: str | None = None


@attrs.frozen(kw_only=True)
class RowResult(Veiled):
    """What became of one row of a transfer; `values` is the case after it, under the typed names of the columns."""

    record: int
    line: int
    outcome: Outcome
    faults: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()
    verdict: Verdict | None = None
    reasons: Sequence[str] = ()
    checks: Mapping[str, bool | None] = attrs.field(factory=dict)
    values: Mapping[str, object] = attrs.field(factory=dict, repr=False)
    matched_by: str | None = None
    same_case_as: Mapping[str, object] | None = None
    same_case_proposed: Mapping[str, object] | None = None
    changed: Sequence[str] = ()


def findings_by_record(findings: pl.DataFrame) -> Mapping[int, tuple[Finding, ...]]:
    """Return the findings of each record of a `TransferTable.findings`, in their order."""
    found: dict[int, list[Finding]] = {}
    for record, column, reason, remedy in findings.select("record", "column", "reason", "remedy").iter_rows():
        found.setdefault(record, []).append(Finding(column=column, reason=reason, remedy=remedy))
    return {record: tuple(these) for record, these in found.items()}


def row_json(row: RowResult, *, identities: bool = False) -> dict[str, Any]:
    """Return one row of the answer: a rejected row has its faults only, a duplicate its case and what stops it."""
    told: dict[str, Any] = {"record": row.record, "line": row.line}
    if row.same_case_proposed is not None:
        told["same_case_proposed"] = dict(row.same_case_proposed)
    if row.same_case_as is not None:
        told["same_case_as"] = dict(row.same_case_as)
    if row.matched_by is not None:
        told["matched_by"] = row.matched_by
    told["outcome"] = row.outcome.value
    if row.outcome is Outcome.REJECTED:
        return told | {"faults": [_fault_json(fault) for fault in row.faults]}
    if row.outcome is Outcome.DUPLICATE:
        said = [_warning_json(warning) for warning in row.warnings]
        return told | ({"warnings": said} if said else {})
    if row.outcome is Outcome.UPDATED:
        told["changed"] = list(row.changed)
    return told | {
        "warnings": [_warning_json(warning) for warning in row.warnings],
        "verdict": row.verdict.value if row.verdict else None,
        "reasons": list(row.reasons),
        "checks": dict(row.checks),
        "values": {name: _plain(value) for name, value in row.values.items() if identities or name not in WITHHELD},
    }


def _fault_json(fault: Finding) -> dict[str, str | None]:
    said = advice(fault.column, fault.reason)
    return {"column": fault.column, "reason": fault.reason, "remedy": fault.remedy or said.remedy}


def _warning_json(warning: Finding) -> dict[str, str | None]:
    remedy = {"remedy": warning.remedy} if warning.remedy else {}
    return {"column": warning.column, "reason": warning.reason} | remedy


def _plain(value: object) -> object:
    """Return a value as JSON has it: dates, months and slugs are texts, amounts cents."""
    return value if value is None or isinstance(value, bool | int) else str(value)


def counts(outcomes: Iterable[Outcome], verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """Return how many rows there were, by outcome and by verdict; every slug is there, zero included."""
    found, judged = Counter(outcomes), Counter(verdicts)
    return {
        "rows": found.total(),
        "outcome": {outcome.value: found[outcome] for outcome in Outcome},
        "verdict": {verdict.value: judged[verdict] for verdict in Verdict},
    }


def refused_json(error: TransferRefused) -> dict[str, Any]:
    """Return the answer to a file that was not read; the store is as it was."""
    return {"file": error.file, "error": {"reason": error.reason, "message": str(error)}}

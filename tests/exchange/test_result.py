"""The JSON answer has the form the samples document."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from prevexp.domain.errors import TransferRefused
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.exchange.result import WITHHELD
from prevexp.exchange.result import Finding
from prevexp.exchange.result import RowResult
from prevexp.exchange.result import counts
from prevexp.exchange.result import findings_by_record
from prevexp.exchange.result import refused_json
from prevexp.exchange.result import row_json

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.expected.json"))]


def result_of(row: Mapping[str, Any]) -> RowResult:
    """Build what the facade would say of a row of an expected file."""
    findings = {kind: tuple(Finding(**each) for each in row[kind]) for kind in ("faults", "warnings") if kind in row}
    more = {key: row[key] for key in row.keys() & {"record", "line", "reasons", "checks", "values", "changed"}}
    more |= {key: row[key] for key in row.keys() & {"matched_by", "same_case_as", "same_case_proposed"}}
    verdict = Verdict(row["verdict"]) if "verdict" in row else None
    return RowResult(outcome=Outcome(row["outcome"]), verdict=verdict, **findings, **more)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["file"])
def test_every_row_of_the_samples_is_told_in_their_form(expected: Mapping[str, Any]) -> None:
    """Same keys and values, but that a fault always has its remedy."""
    for row in expected["rows"]:
        told = row_json(result_of(row), identities=True)
        for fault, known in zip(told.get("faults", ()), row.get("faults", ()), strict=True):
            assert fault.pop("remedy")
            known.pop("remedy", None)
        assert told == row


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["file"])
def test_counts_are_those_of_the_samples(expected: Mapping[str, Any]) -> None:
    """Rows, outcomes and verdicts add up."""
    rows = expected["rows"]
    found = counts(
        (Outcome(row["outcome"]) for row in rows), (Verdict(row["verdict"]) for row in rows if "verdict" in row)
    )
    assert found == expected["counts"]


def test_names_are_left_out_unless_asked_for() -> None:
    """Names, phone, mail, street and birth date stay in the vault; the rest of the case is told."""
    values = EXPECTED[0]["rows"][0]["values"]
    row = RowResult(record=1, line=2, outcome=Outcome.ACCEPTED, verdict=Verdict.ELIGIBLE, values=values)
    assert values.keys() - row_json(row)["values"].keys() == WITHHELD
    assert row_json(row, identities=True)["values"] == values


def test_values_are_plain_json() -> None:
    """Dates, months and slugs are texts, amounts and null stay what they are."""
    values = {"date_acte": date(2021, 5, 4), "mois_transfert": Month(2021, 5), "stade_procedure": Stage.ASSIGNATION}
    row = RowResult(
        record=1, line=2, outcome=Outcome.ACCEPTED, values={**values, "dette_locative_cents": 5, "parc": None}
    )
    told = row_json(row)["values"]
    assert json.loads(json.dumps(told)) == {
        "date_acte": "2021-05-04",
        "mois_transfert": "2021-05",
        "stade_procedure": "assignation",
        "dette_locative_cents": 5,
        "parc": None,
    }


def test_the_values_of_a_row_are_not_in_its_repr() -> None:
    """A result that is logged names nobody."""
    row = RowResult(record=1, line=2, outcome=Outcome.ACCEPTED, values={"locataire_nom": "EXEMPLE"})
    assert "EXEMPLE" not in repr(row)


def test_findings_are_gathered_by_record() -> None:
    """The findings of a table become those of its rows, in order."""
    frame = pl.DataFrame(
        {"record": [1, 1, 3], "column": ["parc", None, "parc"], "reason": ["a", "b", "c"], "remedy": [None, None, "x"]}
    )
    assert findings_by_record(frame) == {
        1: (Finding(column="parc", reason="a"), Finding(column=None, reason="b")),
        3: (Finding(column="parc", reason="c", remedy="x"),),
    }


def test_a_refused_file_says_why_and_nothing_else() -> None:
    """The answer to a file that cannot be read has its reason and a message."""
    error = TransferRefused("empty-file", "Le fichier est vide.", file="liste.csv")
    assert refused_json(error) == {
        "file": "liste.csv",
        "error": {"reason": "empty-file", "message": "Le fichier est vide."},
    }

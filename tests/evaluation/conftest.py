"""Cases and bilans of an invented territory with two arrondissements."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path

import pytest

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.bilan import build_bilan
from prevexp.evaluation.rows import BilanCase
from prevexp.evaluation.rows import BilanScope
from prevexp.evaluation.rows import RuleNote
from prevexp.evaluation.rows import TransferCount
from prevexp.law.territory_law import TerritoryLaw


def _nothing(_: Mapping[str, int], __: Iterable[object]) -> frozenset[str]:
    """Hide nothing: what is under test is the count."""
    return frozenset()


def _scope(**more) -> BilanScope:
    fields = {
        "first": date(2021, 5, 1),
        "last": date(2021, 6, 30),
        "observed_on": date(2021, 6, 30),
        "generated_on": date(2021, 7, 2),
        "territory": "Ici",
        "team": "L’équipe",
        "team_fte": Decimal(4),
        "quota": {Month(2021, 5): 40, Month(2021, 6): None},
        "arrondissements": {"A": "Nord", "B": "Sud"},
        "rules": (
            RuleNote(id="second", title="2", version="1", source=""),
            RuleNote(id="first", title="1", version="1", source=""),
        ),
    }
    return BilanScope(**(fields | more))


def _case(received_on: date = date(2021, 5, 4), verdict: Verdict = Verdict.ELIGIBLE, **more) -> BilanCase:
    fields = {
        "received_on": received_on,
        "verdict": verdict,
        "in_territory": True,
        "arrondissement": "A",
        "rural": False,
    }
    return BilanCase(**(fields | more))


def _bilan(*cases: BilanCase, transfers: Iterable[TransferCount] = (), hide=_nothing, **more) -> Bilan:
    return build_bilan(cases, transfers, scope=_scope(**more), hide=hide)


@pytest.fixture(scope="session")
def case() -> Callable[..., BilanCase]:
    """Return the builder of a case: eligible, received on 4 May 2021 in the north, some of it changed."""
    return _case


@pytest.fixture(scope="session")
def bilan() -> Callable[..., Bilan]:
    """Return the builder of a bilan of May and June 2021; nothing is hidden unless `hide` says so."""
    return _bilan


@pytest.fixture(scope="session")
def twenty() -> list[dict[str, object]]:
    """Return the facts of the twenty cases that are written out in twenty_cases.csv."""
    path = Path(__file__).with_name("caseload_file.py")
    spec = spec_from_file_location("caseload_file", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.rows(TerritoryLaw.of("62"))

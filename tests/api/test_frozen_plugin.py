"""A plugin that was built once for level 1 works beside the prevexp of today, as it is.

Where this fails, prevexp broke the contract; frozen_level_1/README.md says when the wheel may be built again.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest

import prevexp
from prevexp.caseload import Caseload
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.documents import Column
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Sheet
from prevexp.exchange.connectors import Motion
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.connectors import Place
from prevexp.registry import Registry
from prevexp.registry import hookspecs
from prevexp.registry.offers import resolved

HERE = Path(__file__).parent
WHEEL = HERE / "wheels" / "prevexp_frozen_level_1-1.0-py3-none-any.whl"
SOURCE = HERE / "frozen_level_1" / "src"
PACKAGE = "prevexp_frozen_level_1"
LIMIT = 20_000  # bytes
DAY = date(2021, 6, 3)
LIST = """\
id_dossier: 99-2021-1
mois_transfert: 2021-06
stade_procedure: commandement_de_payer
date_acte: 2021-05-12
parc: prive
locataire_nom: Zzexemplard
adresse_voie: 1 rue du Modèle
adresse_commune_insee: 99001
suivi_service_social: non_suivi
source_suivi: cd99
loyer_mensuel_eur: 700
dette_locative_eur: {euros}
date_dette: 2021-05-31
"""
Opened = Callable[..., Caseload]


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """Install the wheel, which is pure Python, into a folder of its own, and load what is installed there."""
    site = tmp_path / "site"
    with zipfile.ZipFile(WHEEL) as wheel:
        wheel.extractall(site)
    monkeypatch.syspath_prepend(site)
    points = [point for one in distributions(path=[str(site)]) for point in one.entry_points]
    yield Registry.build(points)
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def opened(registry: Registry) -> Opened:
    """Return what opens the territory the wheel brings, in the store it brings."""

    def with_store(store: str = "frozen:x") -> Caseload:
        now = datetime(2021, 6, 3, 9, tzinfo=UTC)
        return prevexp.open(store, territory="99", registry=registry, now=lambda: now)

    return with_store


def taken_in(caseload: Caseload, folder: Path, *, euros: int) -> str:
    """Take in a list in the plugin's own form, and return the id of its one case."""
    path = folder / "liste.fiches"
    path.write_text(LIST.format(euros=euros), encoding="utf-8")
    intake = caseload.receive(path, received_on=DAY)
    assert dict(intake.counts) == {Outcome.ACCEPTED: 1}
    (case,) = caseload.cases()
    return str(case.case_id)


def test_the_wheel_holds_the_sources_beside_it() -> None:
    """It is small, and can be read where it lies."""
    assert WHEEL.stat().st_size < LIMIT
    files = {str(path.relative_to(SOURCE)): path.read_bytes() for path in SOURCE.rglob("*") if path.is_file()}
    sources = {name: content for name, content in files.items() if "__pycache__" not in name}
    with zipfile.ZipFile(WHEEL) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == sources


ADDED_SINCE = ("prevexp_key_providers",)
"""Hooks that level 1 was given after this plugin was built; it does not know them, and works."""


def test_it_answers_every_hook_without_a_fault(registry: Registry) -> None:
    """Nothing of what it offers is refused, nothing is left out, and all of it is known as its own."""
    assert registry.faults == ()
    ((whose, info),) = registry.infos
    assert (whose.distribution, whose.version, info.api) == ("prevexp-frozen-level-1", "1.0", 1)
    hooks = {name for name in vars(hookspecs) if name.startswith("prevexp_")}
    answered = {name for name, offers in registry.offers.items() if offers} | {one.hook for one in registry.listeners}
    assert hooks - answered == {"prevexp_plugin", *ADDED_SINCE}


@pytest.mark.parametrize(
    ("euros", "verdict", "reasons"),
    [(5_000, Verdict.ELIGIBLE, ()), (5_001, Verdict.NOT_ELIGIBLE, ("frozen.cap",))],
)
def test_its_rule_screens_its_own_list_in_its_own_store(
    opened: Opened, tmp_path: Path, euros: int, verdict: Verdict, reasons: tuple[str, ...]
) -> None:
    """Store, pack, form of the list, rule: a debt at the cap passes, a euro more does not."""
    with opened() as caseload:
        result = caseload.explain(taken_in(caseload, tmp_path, euros=euros), on=DAY).result
        assert (result.verdict, result.reasons) == (verdict, reasons)
        assert caseload.faults() == ()


def test_its_deadline_and_its_event_stand_in_the_case(opened: Opened, tmp_path: Path) -> None:
    """The deadline is counted, the event is kept and read again."""
    with opened() as caseload:
        case_id = taken_in(caseload, tmp_path, euros=900)
        assert "frozen.first-letter" in [str(one.kind) for one in caseload.deadlines(case_id).found]
        announced = import_module(f"{PACKAGE}.events").VisitAnnounced(
            case_id=case_id, occurred_on=DAY, recorded_at=datetime(2021, 6, 3, 10, tzinfo=UTC), by="gas"
        )
        caseload.record(case_id, announced, expected_version=caseload.case(case_id).version)
        assert announced in caseload.events(case_id)
        assert caseload.faults() == ()


def test_its_indicator_and_its_words_stand_in_the_bilan(opened: Opened, tmp_path: Path) -> None:
    """The indicator is one of the table, the part is one of the bilan, the document is kept in the store."""
    with opened("memory:") as caseload:
        taken_in(caseload, tmp_path, euros=900)
        first, last = date(2021, 6, 1), date(2021, 6, 30)
        table = caseload.indicators(first, last, generated_on=last)
        assert table.result("frozen.three").indicator == "frozen.three"
        bilan = caseload.report(first, last, generated_on=last)
        assert ([one.section for one in bilan.passages], bilan.missing) == (["frozen.word"], ())
        kept = caseload.plugin_data("frozen.memo").write(b'{"position": 3}', after=None)
        assert kept is None or kept.data == b'{"position": 3}'


def test_it_was_told(opened: Opened, tmp_path: Path) -> None:
    """That the registry was built, that a batch was written and that an intake ended."""
    with opened() as caseload:
        taken_in(caseload, tmp_path, euros=900)
    built, *told = import_module(PACKAGE).HEARD
    assert built == ("built", 1)
    assert ("finished", "intake", DAY) in told
    assert any("case-received.v1" in event for heard in told if heard[0] == "committed" for event in heard[1])


def test_its_fact_check_and_model_are_what_they_were(registry: Registry) -> None:
    """What it says of itself is what today's prevexp reads."""
    (fact,) = registry.facts
    assert (fact.id, str(fact.dtype), fact.unit) == ("frozen.rents", "integer", "rents")
    assert [one.id for one in registry.notice_checks] == ["frozen.letter"]
    (model,) = registry.models
    made = list(resolved(model, "generate")(7, 2, None))
    assert [len(batch) for batch in made] == [1, 1]


def test_its_connector_exporter_and_command_work(registry: Registry, tmp_path: Path, capsys: Any) -> None:
    """They are found by the names they were given and called as they were written."""
    (connector,) = registry.connectors
    drawer = resolved(connector, "create")(Place(partner="cd99", folder=tmp_path), None)
    row = OutboundRow(row_id="A", motion=Motion.REFERRAL, reference="A", on=DAY, purpose="")
    assert drawer.send([row], on=DAY).sent == ("A",)
    (exporter,) = registry.exporters
    stream = io.BytesIO()
    sheet = Sheet(id="s", title="S", columns=(Column("a", "A"),), rows=(("=1",),))
    resolved(exporter, "write")(Document(id="d", title="D", about=(), sheets=(sheet,)), stream)
    assert stream.getvalue() == b"'=1\n"
    (command,) = registry.commands
    resolved(command, "load")()(standalone_mode=False, args=[])
    assert capsys.readouterr().out == "Bonjour du niveau 1.\n"

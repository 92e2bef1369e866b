"""A snapshot holds all that is counted, once, whatever interrupted it, and nobody who was erased."""

import json
from collections.abc import Callable
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest

import prevexp
from prevexp.caseload.snapshot import manifest as manifests
from prevexp.caseload.snapshot import taking
from prevexp.caseload.snapshot.manifest import read_manifest
from prevexp.caseload.snapshot.national import Snapshots
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreUnavailable
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind
from prevexp.exchange.atomic import replacing

FIRST, DAY, LATER, LAST = date(2021, 5, 1), date(2021, 5, 4), date(2021, 5, 20), date(2021, 5, 31)
COMMUNES = ("62041", "62119", "62160", "62193", "62498", "62643", "62765")
STAGES = ("commandement_de_payer", "assignation", "commandement_de_payer")


def lines(department: str, count: int, start: int = 0) -> list[dict[str, str]]:
    """Return lines of a list that differ where indicators look."""
    communes = COMMUNES if department == "62" else ("93001", "93008", "93048", "93066")
    return [
        {
            "id_dossier": f"{department}-2021-{number}",
            "locataire_nom": f"ZZNOM{number:04}",
            "locataire_telephone": f"+3363998{number:04}",
            "adresse_voie": f"{number} rue du Modèle Inventé",
            "adresse_commune_insee": communes[number % len(communes)],
            "dette_locative_eur": "" if number % 5 == 0 else f"{number * 37}.50",
            "parc": ("prive", "prive", "social")[number % 3],
            "stade_procedure": STAGES[number % 3],
        }
        for number in range(start, start + count)
    ]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], prevexp.Caseload]]:
    """Open a store of a département by its name; its clock stands still."""
    made: list[prevexp.Caseload] = []

    def open_(department: str) -> prevexp.Caseload:
        caseload = prevexp.open(
            f"sqlite:///{tmp_path / department}.db",
            territory=department,
            key_file=tmp_path / "keys" / "master.key",
            now=lambda: datetime(2021, 5, 21, 9, 30, tzinfo=UTC),
        )
        made.append(caseload)
        return caseload

    yield open_
    for one in made:
        one.close()


def work(caseload: prevexp.Caseload) -> None:
    """Try to reach some households, meet some of them, and note some agreements."""
    for number, case in enumerate(caseload.cases()):
        if number % 2:
            met = number % 3 == 0
            outcome = AttemptOutcome.MET if met else AttemptOutcome.NO_ANSWER
            caseload.record_attempt(case.case_id, on=LATER, channel=Channel.VISIT_UNANNOUNCED, outcome=outcome)
            if met:
                caseload.give_agreement(case.case_id, on=LATER, proof=ProofKind.SIGNED_FORM)


def tables(folder: Path) -> dict[str, pl.DataFrame]:
    """Return slug -> all rows of a snapshot's tables of events, by position."""
    manifest = read_manifest(folder)
    assert manifest is not None
    return {
        slug: pl.concat([pl.read_parquet(folder / manifests.file_of(slug, one)) for one in numbers]).sort("position")
        for slug, numbers in manifest.tables.items()
        if numbers
    }


def same(one: dict[str, pl.DataFrame], other: dict[str, pl.DataFrame]) -> bool:
    """Say whether two snapshots hold the same rows."""
    return one.keys() == other.keys() and all(table.equals(other[slug]) for slug, table in one.items())


@pytest.fixture
def played(opened: Callable[[str], prevexp.Caseload], write_list: Any) -> prevexp.Caseload:
    """Return a caseload of sixty cases, some of them worked on."""
    caseload = opened("62")
    caseload.receive(write_list(*lines("62", 60)), received_on=DAY)
    work(caseload)
    return caseload


@pytest.mark.parametrize("by", [(), ("arrondissement",), ("month", "stage"), ("rural",)])
def test_indicators_of_a_snapshot_are_those_of_the_store(
    played: prevexp.Caseload, tmp_path: Path, by: tuple[str, ...]
) -> None:
    """Every value, n and masked cell is the same, counted case by case or over the table."""
    played.snapshot(tmp_path / "shot", on=LAST)
    own = played.indicators(FIRST, LAST, by=by, generated_on=LAST)
    counted = Snapshots.of([tmp_path / "shot"]).indicators(FIRST, LAST, by=by, generated_on=LAST)
    assert counted.faults == ()
    mine = {(one.indicator, one.cell): one for one in own.results}
    assert {(one.indicator, one.cell): one for one in counted.results} == {
        key: one for key, one in mine.items() if key[0] in {known.id for known in counted.indicators}
    }
    assert len(counted.results) > 20


def test_a_snapshot_grows_by_what_is_new(
    opened: Callable[[str], prevexp.Caseload], write_list: Any, tmp_path: Path
) -> None:
    """Taken in three runs it holds the rows of one run; a run without news adds none."""
    caseload, slow, whole = opened("62"), tmp_path / "slow", tmp_path / "whole"
    caseload.receive(write_list(*lines("62", 20)), received_on=DAY)
    first = caseload.snapshot(slow, on=LAST)
    assert (first.added, first.cases) == (caseload.records.store.head().count, 20)
    work(caseload)
    caseload.receive(write_list(*lines("62", 5, start=20)), received_on=DAY)
    second = caseload.snapshot(slow, on=LAST)
    assert second.position == caseload.records.store.head().count == first.added + second.added
    assert caseload.snapshot(slow, on=LAST).added == 0
    caseload.snapshot(whole, on=LAST)
    assert same(tables(slow), tables(whole))
    assert sum(table.height for table in tables(whole).values()) == second.position


@pytest.mark.parametrize("limit", [2, 3, 8, 21])
def test_a_run_cut_short_is_taken_up_without_loss_or_doubles(
    played: prevexp.Caseload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Stopped at each of its writes in turn, then run again: the same rows as in one go, and no file left over."""
    monkeypatch.setattr(taking, "PAGE", 7)
    monkeypatch.setattr(taking, "AT_ONCE", 10)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    played.snapshot(whole, on=LAST)
    writes = iter(range(10**6))

    def failing(target: Path) -> Any:
        if next(writes) % limit == limit - 1:
            raise OSError(28, "no space left on device")
        return replacing(target)

    for _ in range(40):
        with monkeypatch.context() as patch:
            patch.setattr(manifests, "replacing", failing)
            patch.setattr(taking, "replacing", failing)
            try:
                played.snapshot(cut, on=LAST)
                break
            except OSError:
                continue
    played.snapshot(cut, on=LAST)
    assert same(tables(cut), tables(whole))
    manifest = read_manifest(cut)
    assert manifest is not None
    assert {path.name for path in cut.iterdir()} == {*manifest.files, manifests.NAME}


def test_who_was_erased_leaves_the_snapshot(played: prevexp.Caseload, tmp_path: Path) -> None:
    """No row and no pseudonym of an erased household is left in any table; all others are."""
    folder = tmp_path / "shot"
    played.snapshot(folder, on=LAST)
    before = tables(folder)
    gone = played.cases()[3]
    mark = played.records.sealer.pseudonym(gone.case_id)
    assert any(mark in table["case"] for table in before.values())
    played.records.erase(gone.household_id)
    taken = played.snapshot(folder, on=LAST)
    assert (taken.forgotten, taken.cases) == (1, 59)
    after = tables(folder)
    assert same(after, {slug: table.filter(pl.col("case") != mark) for slug, table in before.items()})
    assert not any(mark in path.read_bytes().decode("latin-1") for path in folder.iterdir())


def test_a_snapshot_names_nobody(played: prevexp.Caseload, tmp_path: Path) -> None:
    """No name, phone, street, commune, reference or id of prevexp stands in any table or in the manifest."""
    folder = tmp_path / "shot"
    played.snapshot(folder, on=LAST)
    text = (folder / manifests.NAME).read_text()
    for path in folder.glob("*.parquet"):
        table = pl.read_parquet(path)
        text += "".join(table.select(pl.all().cast(pl.String, strict=False)).rows().__repr__())
    case = played.cases()[0]
    sought = ("ZZNOM", "63998", "Modèle", "62-2021-", case.case_id, case.household_id, *COMMUNES)
    assert [one for one in sought if one in text] == []
    assert played.records.sealer.pseudonym(case.case_id) in text
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_two_departements_add_up(
    played: prevexp.Caseload, opened: Callable[[str], prevexp.Caseload], write_list: Any, tmp_path: Path
) -> None:
    """Counted together, by département, each keeps its own number and the total is their sum."""
    other = opened("93")
    other.receive(write_list(*lines("93", 45)), received_on=DAY)
    work(other)
    for caseload in (played, other):
        caseload.snapshot(tmp_path / f"shot-{caseload.pack.department}", on=LAST)
    folders = [tmp_path / "shot-62", tmp_path / "shot-93"]
    table = Snapshots.of(folders).indicators(FIRST, LAST, by=("department",), generated_on=LAST)
    assert table.members == (("62", "93"),)
    received = table.indicators[0].id
    values = {cell: table.result(received, cell).value for cell in ("62", "93", "all")}
    assert values == {"62": 60, "93": 45, "all": 105}


def test_what_does_not_go_together_is_refused(
    played: prevexp.Caseload, opened: Callable[[str], prevexp.Caseload], write_list: Any, tmp_path: Path
) -> None:
    """Another store's folder, twice the same store, other days, no snapshot, another period, a torn manifest."""
    folder = tmp_path / "shot"
    played.snapshot(folder, on=LAST)
    other = opened("93")
    other.receive(write_list(*lines("93", 12)), received_on=DAY)
    with pytest.raises(StoreConflict):
        other.snapshot(folder, on=LAST)
    other.snapshot(tmp_path / "early", on=LATER)
    with pytest.raises(InvalidValue, match="twice"):
        Snapshots.of([folder, folder])
    with pytest.raises(InvalidValue, match="same day"):
        Snapshots.of([folder, tmp_path / "early"])
    with pytest.raises(StoreUnavailable):
        Snapshots.of([folder, tmp_path])
    with pytest.raises(InvalidValue, match="2021-05-20"):
        Snapshots.of([folder]).indicators(FIRST, LATER, generated_on=LAST)
    (folder / manifests.NAME).write_text('{"format": 1}')
    with pytest.raises(StoreCorrupt):
        played.snapshot(folder, on=LAST)


def test_the_manifest_says_with_what_it_was_made(played: prevexp.Caseload, tmp_path: Path) -> None:
    """The lock of plugins and rules stands in it, and every file is numbered once."""
    played.snapshot(tmp_path / "shot", on=LAST)
    found = read_manifest(tmp_path / "shot")
    assert found is not None
    assert found.made_with == json.loads(json.dumps(played.lock().to_json()))
    assert found.observed_on == "2021-05-31"
    assert attrs.evolve(found, cases=None).files == frozenset(
        manifests.file_of(slug, one) for slug, numbers in found.tables.items() for one in numbers
    )

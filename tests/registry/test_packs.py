"""A territory pack is read from data files into objects of the domain."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import WorkerRole
from prevexp.programme.ranking import Criterion
from prevexp.registry import read_pack

Change = Callable[[str, str, str], None]


def test_a_pack_becomes_typed_data(pack: Path) -> None:
    """Communes, team, quota, rules, partners and basis are objects of the domain."""
    read = read_pack(pack)
    assert (read.department, read.name, read.valid_from) == ("99", "Val-Perdu", date(2021, 4, 1))
    assert read.register.arrondissement_of("99002") == "991"
    assert read.register.communes["99001"].postcodes == {"99000", "99010"}
    assert [name for name, commune in read.register.communes.items() if commune.rural] == ["99002"]
    assert read.register.former["99004"].current_name == "Basval"
    assert read.team.with_role(WorkerRole.SOCIAL)[0].fte == Decimal("0.8")
    assert read.quota.quota_of(Month(2021, 7), allocated={}).left == 10
    assert read.quota.quota_of(Month(2021, 6), allocated={}).left == 0
    assert read.allocation.open_files_per_fte == {WorkerRole.SOCIAL: 20}
    assert [step.criterion for step in read.allocation.priorities] == [Criterion.RECEIVED_ON]
    assert read.entry_stage is Stage.SIGNALEMENT
    assert read.stages.ask == {Stage.ASSIGNATION, Stage.NOT_KNOWN}
    assert [(partner.slug, partner.kind) for partner in read.partners] == [("caf", PartnerKind.CAF)]
    assert read.transfer.aliases == {"empty": ["nc"]}
    assert [(tile.arrondissement, tile.column) for tile in read.tiles] == [("991", 0), ("992", 1)]


@pytest.mark.parametrize(
    "day, in_force",
    [
        (date(2021, 3, 31), False),
        (date(2021, 4, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_a_basis_holds_from_its_first_to_its_last_day(pack: Path, day: date, *, in_force: bool) -> None:
    """Lists may be received on the first and the last day of the convention, not the day before or after."""
    assert (read_pack(pack).basis_on(day) is not None) is in_force


def test_a_basis_without_an_end_still_holds(pack: Path, change: Change) -> None:
    """An end that is not known is no end."""
    change("pack.toml", "valid_to = 2022-12-31\n", "")
    assert read_pack(pack).basis_on(date(2040, 1, 1)) is not None


def test_what_people_may_leave_out_may_be_missing(pack: Path) -> None:
    """Labels, map and former communes are optional."""
    for name in ("labels.toml", "map.toml", "former_communes.csv"):
        (pack / name).unlink()
    read = read_pack(pack)
    assert (dict(read.labels), read.tiles, dict(read.register.former)) == ({}, (), {})


def test_a_change_of_one_figure_changes_the_fingerprint(pack: Path, change: Change) -> None:
    """A run can say which pack it used, even if nobody raised the edition."""
    before = read_pack(pack).fingerprint
    assert read_pack(pack).fingerprint == before
    change("capacity.toml", "cases = 120", "cases = 121")
    assert read_pack(pack).fingerprint != before


def test_a_pack_of_another_departement_than_its_plugin_says_is_refused(pack: Path) -> None:
    """The number the plugin announces and the one in pack.toml are the same."""
    with pytest.raises(PackInvalid, match="98, que le plugin annonce"):
        read_pack(pack, department="98")

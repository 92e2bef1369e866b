"""rounds.toml and centres.csv: how far a worker gets in a day, and where the communes lie."""

from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.places import Position
from prevexp.registry import read_pack
from prevexp.registry.rounds_files import default_rounds

OWN = """
source = "convention, art. 5"
starts_at = "08:30"
ends_at = "17:00"
day_minutes = 400
visit_minutes = 45
speed_kmh = 50
detour_percent = 125
within_commune_km = 1
same_arrondissement_km = 12
other_arrondissement_km = 40
longest_wait_days = 10
horizon_days = 4
follow_up_by_visit = false
"""


def test_a_territory_without_figures_has_those_that_come_with_prevexp(pack: Path) -> None:
    """They say that they are assumptions; without centres nothing is measured."""
    read = read_pack(pack)
    assert read.rounds == default_rounds()
    assert "hypothèse" in read.rounds.source
    assert read.register.centres == {}


def test_a_territory_has_its_own_figures_and_bases(pack: Path) -> None:
    """Hours become minutes, a worker starts from a commune of the register."""
    register, team = read_pack(pack).register, read_pack(pack).team
    commune, worker = next(iter(register.communes)), team.workers[0].worker_id
    base = f'[[base]]\nworker = "{worker}"\ncommune = "{commune}"\n'
    (pack / "rounds.toml").write_text(OWN + base, encoding="utf-8")
    (pack / "centres.csv").write_text(f"insee,latitude,longitude\n{commune},46.2050,5.2250\n", encoding="utf-8")
    read = read_pack(pack)
    assert (read.rounds.starts_at, read.rounds.ends_at, read.rounds.visit_minutes) == (510, 1020, 45)
    assert read.rounds.bases == {worker: commune}
    assert read.register.centres == {commune: Position(latitude=46.205, longitude=5.225)}


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('"08:30"', '"8h30"', "starts_at"),
        ("speed_kmh = 50", "speed_kmh = 0", ""),
        ("visit_minutes = 45", "visit_minutes = 450", ""),
        ("horizon_days = 4", "", "horizon_days"),
        ("horizon_days = 4", "horizon_day = 4", "horizon_day"),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_key(pack: Path, before: str, after: str, key: str) -> None:
    """An hour that is none, a car that stands still, a visit longer than a day, a key that lacks or is misspelt."""
    (pack / "rounds.toml").write_text(OWN.replace(before, after), encoding="utf-8")
    with pytest.raises(PackInvalid) as caught:
        read_pack(pack)
    assert (("rounds.toml", key)) in {(one.file, one.key) for one in caught.value.params["problems"]}


@pytest.mark.parametrize("row", ["99999,46.2,5.2", "{commune},46,5.2", "{commune},91.0,5.2"])
def test_a_centre_that_is_none_is_a_problem(pack: Path, row: str) -> None:
    """Of a commune nobody knows, without decimals, beyond the pole."""
    commune = next(iter(read_pack(pack).register.communes))
    (pack / "centres.csv").write_text(f"insee,latitude,longitude\n{row.format(commune=commune)}\n", encoding="utf-8")
    with pytest.raises(PackInvalid):
        read_pack(pack)

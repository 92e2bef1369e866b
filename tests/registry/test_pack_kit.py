"""The kit of packs is worth its name: packs that are broken on purpose fail it, each at the number that says why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prevexp.registry import Registry
from prevexp.testing.packs import PackConformance
from prevexp.testing.packs import run_pack_conformance
from prevexp.testing.running import Status

SOUND = {
    "labels.toml": """
territory = "Val-Perdu"
in_territory = "dans le Val-Perdu"
team = "Équipe du Val-Perdu"
secretariat = "Secrétariat du Val-Perdu"
prefecture = "Préfecture du Val-Perdu"
call = "Convention"
""",
    "aliases.json": '{"empty": ["nc"], "values": {"source_suivi": {"caf": ["c a f"]}}}',
    "centres.csv": "insee,latitude,longitude\n99001,50.1000,2.1000\n99002,50.1500,2.1500\n99003,50.2000,2.2000\n",
}
SOURCES = "".join(
    f"""
[[source]]
id = "{name}"
title = "invented"
edition = "1"
published_on = 2026-01-01
licence = "invented"
"""
    for name in ("communes", "centres")
)
NONE_YET = '{ to = 2021-04-01, state = "no-rule", article = "-", source = "accord" }'
HALF = """
[[partner]]
slug = "ccapex-haut"
kind = "autre"
recipient = "ccapex"
label = "CCAPEX du Haut"
asked = false
area = ["991"]
"""
PLUGIN = """
from pathlib import Path
from prevexp.registry import PackLocation, PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="twice", api=1, title="Val", contact="-")

@hookimpl
def prevexp_territory_packs():
    return [PackLocation(department="99", root=Path(ROOT))]
"""


@pytest.fixture
def sound(pack: Path) -> Path:
    """Return the small pack with all that a conforming one has."""
    for name, text in SOUND.items():
        (pack / name).write_text(text, encoding="utf-8")
    with (pack / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(SOURCES)
    return pack


def kit_of(root: Path, folder: Path) -> PackConformance:
    """Return the kit for a pack of the invented département."""

    class Tried(PackConformance):
        pack = root

        def communes(self) -> frozenset[str]:
            return frozenset({"99001", "99002", "99003", "98001"})

    kit = Tried()
    kit.begin(folder)
    return kit


def named(kit: PackConformance, number: str) -> list[str]:
    """Return the names of the tests whose number begins so."""
    return [name for name in dir(kit) if name.startswith(f"test_{number.lower().replace('-', '_')}")]


def failure_of(number: str, root: Path, folder: Path) -> str:
    """Return what the test of a number says of a pack that fails it; it says what that means and what to do."""
    kit = kit_of(root, folder)
    (name,) = named(kit, number)
    with pytest.raises((AssertionError, pytest.fail.Exception)) as failure:
        getattr(kit, name)()
    (note,) = failure.value.__notes__
    assert [note.startswith(f"{number} "), ". Else " in note, "Fix: " in note] == [True, True, True]
    return str(failure.value)


def test_a_sound_pack_passes(sound: Path, tmp_path: Path) -> None:
    """None of the eighteen fails for a pack that is whole."""
    kit = kit_of(sound, tmp_path)
    names = named(kit, "PK-")
    assert len(names) == 18
    for name in names:
        getattr(kit, name)()


BROKEN = {
    "PK-02": [
        ("communes.csv", "\n99001,", "\n99009,Nulval,992,99020,1,rural\n99001,"),
        ("centres.csv", "\n99001,", "\n99009,50.1,2.1\n99001,"),
    ],
    "PK-03": [
        ("communes.csv", "99002,Petitval,991,99010,120,rural\n", ""),
        ("centres.csv", "99002,50.1500,2.1500\n", ""),
    ],
    "PK-04": [("arrondissements.csv", "991,Hautval,99001", "991,Hautval,99003")],
    "PK-05": [("former_communes.csv", "99004,", "98001,")],
    "PK-06": [("centres.csv", "50.2000,2.2000", "2.2000,50.2000")],
    "PK-07": [("pack.toml", 'id = "communes"', 'id = "register"')],
    "PK-08": [("pack.toml", "\nvalid_from = 2021-04-01\nvalid_to", "\nvalid_from = 2021-04-02\nvalid_to")],
    "PK-09": [("capacity.toml", "year = 2022", "year = 2023")],
    "PK-10": [("parameters/val.toml", "versions = [{ value", f"versions = [{NONE_YET}, {{ from = 2021-04-02, value")],
    "PK-11": [("pack.toml", 'entry = "signalement"', 'entry = "assignation"')],
    "PK-12": [("pack.toml", 'requires = ["in-territory"]', 'requires = ["in-territry"]')],
    "PK-13": [("partners.toml", "\n[[partner]]", f"{HALF}\n[[partner]]")],
    "PK-14": [("aliases.json", '"caf": ["c a f"]', '"msa": []')],
    "PK-15": [("labels.toml", 'team = "Équipe du Val-Perdu"\n', "")],
    "PK-17": [("scenarios/stade.toml", 'verdict = "eligible"', 'verdict = "to-check"')],
}


@pytest.mark.parametrize("number", BROKEN)
def test_a_broken_pack_fails_at_the_number_that_says_why(
    sound: Path, tmp_path: Path, change: Callable[[str, str, str], None], number: str
) -> None:
    """What the kit says of a pack is what is wrong with it."""
    for passage in BROKEN[number]:
        change(*passage)
    failure_of(number, sound, tmp_path)


def test_a_pack_that_cannot_be_read_is_told_with_all_its_problems(
    sound: Path, tmp_path: Path, change: Callable[[str, str, str], None]
) -> None:
    """PK-01 lists what the reader says, place by place."""
    change("pack.toml", "api = 1", 'api = "un"')
    change("communes.csv", "5000", "")
    told = failure_of("PK-01", sound, tmp_path)
    assert "pack.toml, ligne 5, api" in told
    assert "communes.csv, ligne 2, population" in told


def test_the_kit_runs_without_pytest_and_reports_every_rule() -> None:
    """A data person's program reads eighteen numbers of an installed pack, none of which failed."""
    root = next(pack.root for pack in Registry.build().packs if pack.department == "974")
    report = run_pack_conformance(root)
    assert [report.ok, report.numbers(Status.FAILED), len(report.numbers(Status.PASSED))] == [True, (), 18]
    assert report.to_json()["kit"] == "packs"


def test_a_pack_without_scenarios_fails(sound: Path, tmp_path: Path) -> None:
    """PK-16: what nobody can read, nobody has agreed to."""
    shutil.rmtree(sound / "scenarios")
    failure_of("PK-16", sound, tmp_path)


def test_a_second_pack_of_a_departement_fails(sound: Path, tmp_path: Path, install: Callable[..., object]) -> None:
    """PK-18: two packs of one number, wherever they come from."""
    shutil.copytree(sound, tmp_path / "other")
    install(twice=PLUGIN.replace("ROOT", repr(str(tmp_path / "other"))))
    assert "prevexp-twice 1.0" in failure_of("PK-18", sound, tmp_path)

"""The lock says what a run was made with; another process loads the same, or says what differs."""

import json
from collections.abc import Callable
from functools import partial
from importlib.metadata import EntryPoint
from multiprocessing import get_context
from operator import attrgetter
from pathlib import Path

import attrs
import pytest

from prevexp.domain.errors import LockDiffers
from prevexp.registry import Registry
from prevexp.registry.locking import Lock

Install = Callable[..., list[EntryPoint]]

PLUGIN = """
from prevexp.eligibility import EligibilityRule, Screening, facts
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org")

@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="d99.cap", version="2", question="Dette sous le plafond ?", source="convention, art. 3",
        expression=facts.arrears_cents <= 5_000_00, remedy="demander le décompte")

def decided(registry, on, row):
    return Screening.of(registry.rules, on=on).verdict(row).verdict
"""


def test_a_lock_names_plugins_rules_and_what_was_loaded(install: Install) -> None:
    """Plugin, distribution, version, digest and API level; each rule with its version."""
    lock = Registry.build(install(d99=PLUGIN)).lock
    (plugin,) = lock.plugins
    assert (plugin.plugin, plugin.distribution, plugin.version, plugin.api) == ("d99", "prevexp-d99", "1.0", 1)
    assert len(plugin.digest) == 64
    assert lock.rules == {"d99.cap": "2"}


def test_a_lock_is_read_back_from_json(install: Install) -> None:
    """What a report carries is enough to compare a later run with."""
    lock = Registry.build(install(d99=PLUGIN)).lock
    assert Lock.from_json(json.loads(json.dumps(lock.to_json()))) == lock
    with pytest.raises(LockDiffers, match="no lock of prevexp"):
        Lock.from_json({"plugins": [{"name": "d99"}]})


def test_every_difference_is_said(install: Install) -> None:
    """Another version, another content under the same version, and what is no longer there."""
    lock = Registry.build(install(d99=PLUGIN)).lock
    edited = Registry.build(install(d99=PLUGIN.replace("5_000_00", "6_000_00"))).lock
    gone = Registry.build([]).lock
    assert lock.differences(lock) == ()
    (difference,) = lock.differences(edited)
    assert (difference.kind, difference.name) == ("plugin", "d99")
    assert [str(one).partition(":")[0] for one in lock.differences(gone)] == ["plugin d99", "rule d99.cap"]
    with pytest.raises(LockDiffers, match=r"plugin d99: locked prevexp-d99 1\.0, API 1, .* found none"):
        lock.require(gone)


def test_the_digest_is_that_of_the_content_wherever_it_lies(install: Install, tmp_path: Path) -> None:
    """The same package in two places is the same plugin; a changed data file is another."""
    package = {name: tmp_path / name / "one_package" for name in ("a", "b")}
    digests = []
    from prevexp.registry.digesting import digest_of_folder

    for folder in package.values():
        (folder / "__pycache__").mkdir(parents=True)
        (folder / "__init__.py").write_text(PLUGIN, encoding="utf-8")
        (folder / "__pycache__" / folder.parent.name).write_text("made by Python", encoding="utf-8")
        digests.append(digest_of_folder(folder))
    (package["b"] / "communes.csv").write_text("insee\n", encoding="utf-8")
    assert digests[0] == digests[1] != digest_of_folder(package["b"])


def test_rules_of_plugins_work_in_worker_processes(install: Install, tmp_path: Path) -> None:
    """A worker of a spawned pool loads the same plugins and decides as its parent does (two processes: 2 s)."""
    from datetime import date

    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "file.py").write_text(PLUGIN.replace("d99", "file"), encoding="utf-8")
    points = install(d99=PLUGIN, off="raise RuntimeError('was imported')")
    registry = Registry.build(points, plugins_dir=tmp_path / "more", without=["off"])
    rows = [{"arrears_cents": cents} for cents in (4_000_00, 6_000_00, None)]
    decide = partial(next(one for one in points if one.name == "d99").load().decided, registry, date(2022, 1, 1))
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(attrgetter("lock"), [registry, registry]) == [registry.lock] * 2
        assert pool.map(decide, rows) == list(map(decide, rows)) == ["eligible", "not-eligible", "to-check"]


def test_a_process_that_finds_other_plugins_refuses(install: Install, tmp_path: Path) -> None:
    """Two workers that decide by different rules would be worse than none."""
    import pickle

    file = tmp_path / "file.py"
    file.write_text(PLUGIN, encoding="utf-8")
    sent = pickle.dumps(Registry.build([], plugins_dir=tmp_path))
    file.write_text(PLUGIN.replace("5_000_00", "6_000_00"), encoding="utf-8")
    with pytest.raises(LockDiffers, match="plugin file"):
        pickle.loads(sent)


def test_a_registry_of_modules_and_objects_travels(install: Install) -> None:
    """Modules go by name, objects by themselves, settings with them; a trace stays where it was."""
    import pickle

    (point,) = install(d99=PLUGIN)
    registry = Registry.build([], plugins=[point.load()], trace=print)
    there = pickle.loads(pickle.dumps(registry))
    assert there.lock == registry.lock
    assert attrs.evolve(there, loading=registry.loading) == registry

"""A new plugin is complete: it is written whole or not at all, loads, and passes its own tests at once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.registry import read_pack
from prevexp.registry.known_communes import known_communes
from prevexp.registry.scaffolding import PluginKind
from prevexp.registry.scaffolding import new_plugin

NAMES = {kind: "59" if kind is PluginKind.PACK else "essai" for kind in PluginKind}
FEWER = {
    PluginKind.STORAGE: (
        "-k",
        "round_trip or stale_writer or erased or cursor or two_instants or again or is_dropped or key_is or a_fault",
    )
}
"""What is run of a kit that takes half a minute; tests/storage/test_memory.py runs all of it on the same store."""
PACKAGES = [kind for kind in PluginKind if kind is not PluginKind.FILE]


@pytest.mark.parametrize("kind", PluginKind)
def test_nothing_is_left_to_be_filled_in(kind: PluginKind, tmp_path: Path) -> None:
    """No template mark stays in a text or in the name of a file."""
    written = new_plugin(NAMES[kind], kind=kind, folder=tmp_path)
    assert written
    assert [str(path) for path in written if "@" in str(path.relative_to(tmp_path))] == []
    assert [path.name for path in written if re.search(r"@[A-Z_]+@", path.read_text(encoding="utf-8"))] == []


def own_tests(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_new_package_passes_its_own_tests_at_once(kind: PluginKind, tmp_path: Path) -> None:
    """Whoever types the command sees green before changing a line."""
    new_plugin(NAMES[kind], kind=kind, folder=tmp_path)
    (root,) = tmp_path.iterdir()
    run = own_tests(root, *FEWER.get(kind, ()))
    assert run.returncode == 0, run.stdout[-3000:]
    assert " passed" in run.stdout


@pytest.mark.parametrize("kind", PACKAGES)
def test_its_own_tests_fail_if_prevexp_refuses_the_plugin(kind: PluginKind, tmp_path: Path) -> None:
    """A hook with a letter too many is no hook: what it offers would never be seen."""
    new_plugin(NAMES[kind], kind=kind, folder=tmp_path)
    (root,) = tmp_path.iterdir()
    (module,) = root.glob("src/*/__init__.py")
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("s():", "ss():"), encoding="utf-8")
    assert text.count("s():") == 1
    run = own_tests(root, "tests/test_plugin.py")
    assert run.returncode == 1
    assert "1 failed" in run.stdout


@pytest.mark.parametrize("department", ["2a", "2B", "75", "974"])
def test_a_new_pack_has_every_commune_of_its_departement(department: str, tmp_path: Path) -> None:
    """Corsica, a département that is one commune, one overseas: each begins with all its communes, and is read."""
    written = new_plugin(department, kind=PluginKind.PACK, folder=tmp_path)
    (root,) = (path.parent for path in written if path.name == "pack.toml")
    register = read_pack(root).register
    assert set(register.communes) == {code for code in known_communes() if code.startswith(department.upper())}


@pytest.mark.parametrize("department", ["20", "97", "99"])
def test_a_departement_without_communes_has_no_pack(department: str, tmp_path: Path) -> None:
    """Nothing is written for a number that is none."""
    with pytest.raises(InvalidValue):
        new_plugin(department, kind=PluginKind.PACK, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_plugin_of_one_file_has_fifteen_lines_at_most(tmp_path: Path) -> None:
    """What a data person types on the first morning is read at a glance."""
    (file,) = new_plugin("essai", kind=PluginKind.FILE, folder=tmp_path)
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 15


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A second call leaves the first one's files as they were changed since."""
    (file,) = new_plugin("essai", kind=PluginKind.FILE, folder=tmp_path)
    file.write_text("# mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        new_plugin("essai", kind=PluginKind.FILE, folder=tmp_path)
    assert file.read_text(encoding="utf-8") == "# mine"


@pytest.mark.parametrize("name", ["", "../x", "Essai", "a_b", "-a", "59\n"])
def test_a_name_that_could_leave_the_folder_or_be_no_package_is_refused(name: str, tmp_path: Path) -> None:
    """The name is used for folders, a distribution and a package."""
    with pytest.raises(InvalidValue):
        new_plugin(name, kind=PluginKind.RULES, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []

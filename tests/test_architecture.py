"""The house stands as docs/decisions/0005 draws it."""

import ast
import csv
import enum
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import prevexp
import prevexp.domain

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "prevexp"
HEAVY = {"sqlalchemy", "polars", "narwhals", "click", "jinja2", "cryptography"}

CORE = ("domain", "law", "expressions", "casework", "programme", "privacy", "eligibility", "evaluation")
ADAPTERS = ("storage", "exchange", "registry")
CLOCK_AND_IDS = {"now", "utcnow", "today", "time_ns", "uuid1", "uuid4", "uuid7"}
ENVIRONMENT_AND_CHANCE = {"environ", "getenv", "urandom", "token_bytes", "token_hex", "token_urlsafe", "setlocale"}

MACHINE_PATH = re.compile(r"(?<![\w.~$}>])/(?:root|home|Users|work|opt)/[\w.-]+")
PACKAGE_HOST = re.compile(r"\b(?:pypi\.org|python[h]osted|npmjs\.)")


def modules_loaded_by(statement: str) -> set[str]:
    """Return the top-level modules a fresh Python holds after a statement."""
    code = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def modules_of_the_domain() -> list[str]:
    return [f"prevexp.domain.{module.name}" for module in pkgutil.iter_modules(prevexp.domain.__path__)]


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((SOURCE / room).rglob("*.py"))


def names_used(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of every attribute, import and imported module of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name, value=ast.Name(id="time")) if name == "time":
                yield node.lineno, "time.time"
            case ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.Import(names=names):
                yield from ((node.lineno, f"import {alias.name}") for alias in names)
            case ast.ImportFrom(module=module, names=names):
                yield node.lineno, f"import {module}"
                yield from ((node.lineno, f"{module}.time" if module == "time" else alias.name) for alias in names)


def texts_of(file: Path) -> str:
    """Return what a file says at run time: all of a data file, the strings of a module but not its docstrings."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return text
    tree = ast.parse(text)
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return "\n".join(string for string in strings if string not in docstrings)


def tracked_files() -> list[Path]:
    """Return the files git holds or would hold, as far as they are text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:4096]]


def test_rooms_import_only_rooms_on_lower_floors() -> None:
    """Every import contract of pyproject.toml holds."""
    linter = Path(sys.executable).with_name("lint-imports")
    there = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, env=there, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_prevexp_loads_nothing_heavy() -> None:
    """`import prevexp` loads no library that takes time to load."""
    assert not modules_loaded_by("import prevexp") & HEAVY


def test_the_domain_loads_attrs_and_the_standard_library_only() -> None:
    """Every module of the domain together needs no third party but attrs."""
    at_start = modules_loaded_by("pass")
    loaded = modules_loaded_by("import " + ", ".join(modules_of_the_domain())) - at_start
    assert loaded - sys.stdlib_module_names == {"attr", "attrs", "prevexp"}


def test_every_source_file_is_read_in_one_sitting() -> None:
    """No file of the library is longer than 250 lines."""
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCE.rglob("*.py")}
    assert {str(file.relative_to(ROOT)): length for file, length in lengths.items() if length > 250} == {}


def test_the_public_face_stands_on_one_screen() -> None:
    """`prevexp/__init__.py` has fewer than 60 lines."""
    assert len((SOURCE / "__init__.py").read_text(encoding="utf-8").splitlines()) < 60


def test_no_clock_no_chance_and_no_minted_id_below_the_application_floor() -> None:
    """Days, instants and ids are passed in; keys and nonces are drawn by the adapters that seal."""
    everywhere = CLOCK_AND_IDS | {"time.time", "import random"}
    in_core = everywhere | ENVIRONMENT_AND_CHANCE | {"import secrets"}
    found = [
        f"{file.relative_to(ROOT)}:{line} {name}"
        for rooms, forbidden in ((CORE, in_core), (ADAPTERS, everywhere))
        for file in sources(*rooms)
        for line, name in names_used(file)
        if name in forbidden
    ]
    assert found == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, PACKAGE_HOST], ids=["path of a machine", "host of a package index"])
def test_no_tracked_file_names_a_place_of_somebody_s_machine(pattern: re.Pattern[str]) -> None:
    """A clone works anywhere: nothing in it points to where it was written."""
    found = [
        f"{file.relative_to(ROOT)}:{number} {match[0]}"
        for file in tracked_files()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_every_entity_and_vocabulary_of_the_domain_is_in_the_glossary() -> None:
    """Each public class of the domain that holds a fact has its line of the glossary; a validator holds none."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    modules = [importlib.import_module(name) for name in modules_of_the_domain()]
    classes = {
        name
        for module in modules
        for name, thing in vars(module).items()
        if isinstance(thing, type) and thing.__module__ == module.__name__ and not name.startswith("_")
        if (attrs.has(thing) and "__call__" not in vars(thing)) or issubclass(thing, enum.Enum)
    }
    assert classes, "no class found: the test looks in the wrong place"
    assert sorted(name for name in classes if f"`{name}`" not in glossary) == []


def names_of_the_territories() -> set[str]:
    """Return the names of the places in every shipped pack that no sentence says by chance."""
    names = {"Pas-de-Calais"}
    for register in ROOT.glob("plugins/*/src/**/communes.csv"):
        with register.open(encoding="utf-8", newline="") as rows:
            names |= {value for row in csv.DictReader(rows) for value in row.values() if value and "-" in value}
    for listed in ROOT.glob("plugins/*/src/**/arrondissements.csv"):
        with listed.open(encoding="utf-8", newline="") as rows:
            names |= {value for row in csv.DictReader(rows) for value in row.values() if value and value.istitle()}
    return {name for name in names if name[0].isupper()}


def test_the_library_knows_no_territory() -> None:
    """What differs between départements is data: no name, code or number of one is in the code."""
    names = "|".join(re.escape(name) for name in sorted(names_of_the_territories(), key=len, reverse=True))
    place = re.compile(rf"\b(?:{names})\b|(?m:^62$)|\b62\d{{3}}\b|\bcd62\b")
    read = (file for file in SOURCE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    found = {str(file.relative_to(ROOT)): match[0] for file in read if (match := place.search(texts_of(file)))}
    assert found == {}

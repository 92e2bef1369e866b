"""What is installed is what the checkout holds."""

import importlib
import json
import os
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution
from importlib.metadata import distribution
from importlib.metadata import distributions
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import prevexp

# `nox -s wheels` runs these tests far from the checkout and says where it is.
FAR_FROM_CHECKOUT = "PREVEXP_BUILT_FROM" in os.environ
CHECKOUT = Path(os.environ.get("PREVEXP_BUILT_FROM", Path(__file__).parents[1]))
OFFERS = Path(__file__).parent / "golden" / "plugins.json"
SOURCES = {"prevexp": CHECKOUT / "src"} | {folder.parent.name: folder for folder in CHECKOUT.glob("plugins/*/src")}


def installed(name: str) -> Distribution:
    """Return the distribution as it is installed, and skip where it is only a link to its sources."""
    found = distribution(name)
    if any(path.suffix == ".pth" or path.name.startswith("__editable__") for path in found.files or ()):
        pytest.skip(f"{name} is installed editable: its files are the checkout's")
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_the_wheel_holds_the_files_of_the_checkout_and_no_other(name: str) -> None:
    """Each file of the source tree is installed byte for byte, templates and data tables included."""
    source = SOURCES[name]
    expected = {
        file.relative_to(source).as_posix(): file.read_bytes()
        for file in source.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not any(".egg-info" in part for part in file.parts)
    }
    if name == "prevexp":  # the transfers that `prevexp demo` plays travel inside the package
        shipped = (CHECKOUT / "examples" / "transfers").iterdir()
        expected |= {f"prevexp/examples/{file.name}": file.read_bytes() for file in shipped if file.is_file()}
    held = [path for path in installed(name).files or () if ".dist-info" not in path.parts[0] and path.parts[0] != ".."]
    actual = {path.as_posix(): Path(path.locate()).read_bytes() for path in held if path.suffix != ".pyc"}
    assert sorted(actual) == sorted(expected)
    assert [path for path in expected if actual[path] != expected[path]] == []


@pytest.mark.skipif(not FAR_FROM_CHECKOUT, reason="only `nox -s wheels` runs far from the checkout")
def test_far_from_the_checkout_the_modules_are_those_of_the_wheel() -> None:
    """Nothing is imported from the source tree by accident."""
    names = ["prevexp", *(plugin.module for plugin in entry_points(group="prevexp"))]
    origins = [importlib.import_module(name).__file__ or "" for name in names]
    assert [origin for origin in origins if not origin.startswith(sysconfig.get_path("purelib"))] == []


def test_every_plugin_of_the_checkout_is_installed_and_offers_what_was_reviewed(request: pytest.FixtureRequest) -> None:
    """The doctor tries each in a process of its own: no fault, and the hooks and ids of golden/plugins.json."""
    expected = {folder.parent.name for folder in CHECKOUT.glob("plugins/*/pyproject.toml")}
    if missing := expected - {one.name for one in distributions()}:
        pytest.skip(f"not installed here: {', '.join(sorted(missing))}")
    doctor = [sys.executable, "-P", "-m", "prevexp", "plugins", "doctor", "--json"]
    told = json.loads(subprocess.run(doctor, capture_output=True, text=True, check=True).stdout)
    assert told["faults"] == []
    offers = {one["distribution"]: one["hooks"] for one in told["plugins"] if one["distribution"] in expected}
    if request.config.getoption("--update-golden"):
        OFFERS.write_text(json.dumps(offers, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert offers == json.loads(OFFERS.read_text(encoding="utf-8"))


def test_the_version_is_that_of_the_distribution() -> None:
    """`prevexp.__version__` is written once, in pyproject.toml."""
    assert prevexp.__version__ == distribution("prevexp").version


def test_the_types_are_shipped() -> None:
    """A program that uses prevexp is checked against its annotations."""
    assert (Path(prevexp.__file__).parent / "py.typed").exists()


def test_the_command_and_the_module_are_one_program(tmp_path: Path) -> None:
    """`prevexp` and `python -m prevexp` answer the same, wherever they are called."""
    command = Path(sysconfig.get_path("scripts")) / "prevexp"
    module = [sys.executable, "-m", "prevexp"]
    answers = [
        subprocess.run([*program, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
        for program in ([str(command)], module)
    ]
    assert answers[0] == answers[1]
    assert prevexp.__version__ in answers[0]

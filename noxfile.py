"""Everything CI runs: `nox` checks the tree, `nox -s NAME` one part of it, `nox --list` names the parts."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PINNED = ("--no-compile", "-c", str(ROOT / "constraints.txt"))  # most modules installed are never imported
HASHED = ROOT / "requirements" / "hashes.txt"
PYTHONS = nox.project.python_versions(nox.project.load_toml(ROOT / "pyproject.toml"))
WORKERS = ("-n", "2", "--dist", "worksteal")  # two cores are what CI has
PACKAGED = (
    "tests/test_packaging.py",
    "tests/api",
    "tests/cli",
    "tests/registry",
    "tests/law/test_parameters.py",
    "plugins",
)
"""Tests that read what a wheel must bring along: data files, templates, entry points, the command line."""
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))

nox.needs_version = ">=2025.2.9"
nox.options.sessions = [f"tests-{PYTHONS[0]}", "lint", "types", "wheels", "docs"]  # `nox -s tests`: every Python
nox.options.error_on_missing_interpreters = False  # a Python that is not there is skipped with a message


def show_interpreters_of_pyenv() -> None:
    """Make pyenv, which hides what it was not told to show, offer every Python of the matrix."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [path.name for python in PYTHONS for path in sorted(versions.glob(f"{python}.*"))]
    if found and "PYENV_VERSION" not in os.environ:
        os.environ["PYENV_VERSION"] = ":".join(found)


show_interpreters_of_pyenv()
NEWEST = PYTHONS[-1] if shutil.which(f"python{PYTHONS[-1]}") else None
"""The wheels are tried on the newest Python, the checkout on the oldest; None: it is not there, any other will do."""


def install(session: nox.Session, extras: str) -> None:
    """Install prevexp and every plugin, built and not editable, with the pinned development set."""
    session.install(*PINNED, f".[{extras}]", *map(str, PLUGINS))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run all tests; the oldest Python tries the most examples."""
    install(session, "test")
    arguments = session.posargs or [*WORKERS, "--ignore=tests/test_docs.py"]  # which is the session `docs`
    profile = "ci" if session.python == PYTHONS[0] else "quick"
    session.run("pytest", f"--hypothesis-profile={profile}", *arguments)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which lines the tests reach; by name, since it doubles their time."""
    install(session, "test")
    arguments = session.posargs or [*WORKERS, "--ignore=tests/test_docs.py"]
    session.run("coverage", "run", "-m", "pytest", "--hypothesis-profile=quick", *arguments)
    session.run("coverage", "combine", "-q")
    session.run("coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Check format, style, the floors of the house, and what a reader of vulnerabilities would stop at."""
    session.install(*PINNED, "ruff", "import-linter", "bandit[toml]")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": "src"})
    session.run("bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", "src", *(str(path / "src") for path in PLUGINS))


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the library, of the plugins and of a program that uses them."""
    install(session, "test,types")
    session.run("mypy", *session.posargs)


@nox.session(python=NEWEST)
def wheels(session: nox.Session) -> None:
    """Build sdists and wheels, install them far from the checkout, and run there what packaging could break."""
    session.install(*PINNED, "build", "hatchling")
    with tempfile.TemporaryDirectory(prefix="prevexp-wheels-") as name:
        outside = Path(name)
        build = ("python", "-m", "build", "--no-isolation", f"--outdir={outside}/dist")
        for project in (ROOT, *PLUGINS):  # each wheel is built from its sdist
            session.run(*build, str(project), silent=True)
        session.run("python", "-m", "venv", f"{outside}/env")
        python = f"{outside}/env/bin/python"
        built = sorted(str(wheel) for wheel in (outside / "dist").glob("*.whl"))
        wanted = [f"{wheel}[test]" if Path(wheel).name.startswith("prevexp-") else wheel for wheel in built]
        session.run(python, "-m", "pip", "install", "-q", *PINNED, *wanted, external=True)
        copy_tests(outside / "tree")
        with session.chdir(outside / "tree"):
            arguments = [*WORKERS, "--hypothesis-profile=quick", "-m", "not checkout", *PACKAGED]
            where = {"PREVEXP_BUILT_FROM": str(ROOT)}
            session.run(python, "-P", "-m", "pytest", *arguments, *session.posargs, env=where, external=True)


def copy_tests(tree: Path) -> None:
    """Copy the tests and what they read, and none of the sources."""
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for folder in (ROOT / "tests", ROOT / "examples", *(plugin / "tests" for plugin in PLUGINS)):
        if folder.is_dir():
            shutil.copytree(folder, tree / folder.relative_to(ROOT), ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tree)


@nox.session
def torture(session: nox.Session) -> None:
    """Break things on purpose, as often as asked (`-- --trials 10000`); close with a table of figures; by name."""
    install(session, "test")
    session.install(*PINNED, "scipy")  # an attack on published tables
    session.run("pytest", "-s", "-q", "tests/torture", "tests/canaries", *(session.posargs or ["--trials", "2000"]))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Hand in what nobody should, as often as asked (`-- --trials 1000000`), and print the figures; by name."""
    install(session, "test")
    session.run("pytest", "-s", "-q", "tests/fuzz", *(session.posargs or ["--trials", "100000"]))


@nox.session
def hashes(session: nox.Session) -> None:
    """Write requirements/hashes.txt anew from constraints.txt; by name, after a pin has changed."""
    session.install(*PINNED, "packaging")
    session.run("python", str(ROOT / "tools" / "hash_pins.py"))


@nox.session
def hashed(session: nox.Session) -> None:
    """Install the development set from its hashes alone, then prevexp without asking for anything more; by name."""
    session.install("--no-compile", "--require-hashes", "-r", str(HASHED))
    session.install("--no-compile", "--no-deps", "--no-build-isolation", ".", *map(str, PLUGINS))
    session.run("pip", "check")


@nox.session
def sbom(session: nox.Session) -> None:
    """Write dist/sbom.cdx.json (CycloneDX): what prevexp, installed with the extra for workbooks, brings along."""
    session.install(*PINNED, "cyclonedx-bom")
    with tempfile.TemporaryDirectory(prefix="prevexp-sbom-") as name:
        session.run("python", "-m", "venv", "--without-pip", f"{name}/env")
        python = f"{name}/env/bin/python"
        session.run("python", "-m", "pip", f"--python={python}", "install", "-q", *PINNED, ".[xlsx]")
        (ROOT / "dist").mkdir(exist_ok=True)
        target = ROOT / "dist" / "sbom.cdx.json"
        told = ("--output-reproducible", "--of", "JSON", "--pyproject", "pyproject.toml", "-o", str(target))
        session.run("cyclonedx-py", "environment", *told, python)
        without_places(target)


def without_places(target: Path) -> None:
    """Leave out of a bill of materials where its parts lay on this machine: what they are is what it is for."""
    found = json.loads(target.read_text(encoding="utf-8"))
    for part in found["components"]:
        part.pop("externalReferences", None)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if "file:" in text or str(ROOT) in text:
        raise SystemExit("the bill of materials names a place of this machine")
    target.write_text(text, encoding="utf-8")


@nox.session
def docs(session: nox.Session) -> None:
    """Run the snippets of README.md and docs/, and follow the links between pages."""
    install(session, "test")
    session.run("pytest", *WORKERS, "tests/test_docs.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure prevexp beside the same work done by hand; figures, never a gate."""
    install(session, "bench")
    for script in (
        "startup.py",
        "screening_ways.py",
        "intake_ways.py",
        "deadline_ways.py",
        "store.py",
        "casework.py",
        "worklist.py",
        "postgresql.py",
        "whole_intake.py",
    ):
        session.run("python", str(ROOT / "benchmarks" / script), *session.posargs)

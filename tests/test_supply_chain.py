"""What comes from others is pinned by its content, and nothing that comes in is ever run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"(?m)^([A-Za-z0-9._-]+)==([^\s\\;]+)")
LOADERS = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle", "yaml", "joblib"}
RUNNERS = {"eval", "exec"}
EXECUTE = {"execute", "executemany", "executescript", "exec_driver_sql", "text"}
KNOWN = {
    "src/prevexp/cli/plugins/probing.py pickle": "to and from the standard input of its own child process",
    "src/prevexp/testing/trying/model.py pickle": "in the source that the kit hands its own child process",
    "src/prevexp/testing/storage/values.py pickle": "the kit sees that errors survive the way between processes",
    "src/prevexp/expressions/python.py exec": "compiles a closed tree of expressions; every value is bound by a name",
}
"""Where one of them stands all the same, and why nothing of an input reaches it."""


def ours() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of prevexp and of the plugins."""
    for folder in (
        "src",
        *(f"{plugin.parent.relative_to(ROOT)}/src" for plugin in ROOT.glob("plugins/*/pyproject.toml")),
    ):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def runs(node: ast.AST) -> str:
    """Name what a node would run or load, empty if it does not."""
    match node:
        case ast.Import(names=names):
            return next((alias.name for alias in names if alias.name.partition(".")[0] in LOADERS), "")
        case ast.ImportFrom(module=str(module), level=0) if module.partition(".")[0] in LOADERS:
            return module
        case ast.Call(func=ast.Name(id=name)) if name in RUNNERS:
            return name
        case _:
            return ""


def test_nothing_that_comes_in_is_run() -> None:
    """No pickle, marshal, shelve or YAML, no eval or exec, but where it is said why."""
    found = {f"{file} {what}" for file, tree in ours() for node in ast.walk(tree) if (what := runs(node))}
    assert found == KNOWN.keys()


def is_built(node: ast.expr) -> bool:
    """Say whether a text is put together from others at run time."""
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(part, ast.FormattedValue) for part in values)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join" | "replace")):
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr="encode")):
            return is_built(inner)
        case _:
            return False


def takes_sql(tree: ast.Module) -> bool:
    """Say whether a module has SQLAlchemy's `text`: pictures and strategies have functions of that name, too."""
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy" and "text" in {one.name for one in node.names}
        for node in ast.walk(tree)
    )


STATEMENTS = {
    "plugins/prevexp-postgresql/src/prevexp_postgresql/settling.py": "the name of the schema: letters, digits, _ only",
    "src/prevexp/storage/statements.py": "columns of our own tables and question marks: every value is bound",
    "src/prevexp/storage/sqlite_batch.py": "tables of our own, whose rows are written anew after an erasure",
    "src/prevexp/storage/sqlite_file.py": "a PRAGMA binds nothing: names and numbers of the module itself",
}
"""Where a statement names a table or schema, which cannot be bound; the name was checked against a closed pattern."""


def test_no_statement_is_built_from_texts() -> None:
    """SQL takes its values bound, never by f-string, `+`, `%` or format; a checked name is the one exception."""
    found = {
        file
        for file, tree in ours()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in EXECUTE
        and (getattr(node.func, "attr", getattr(node.func, "id", "")) != "text" or takes_sql(tree))
        and is_built(node.args[0])
    }
    assert found == STATEMENTS.keys()


def test_every_exception_to_the_security_checks_says_why() -> None:
    """A line that bandit is told to let pass has a reason in words."""
    unexplained = [
        f"{file}: {line.strip()}"
        for file, _ in ours()
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines()
        if "# nosec" in line and not re.search(r"# noqa: [A-Z0-9, ]+ - \w+.*# nosec B\d{3}$", line)
    ]
    assert unexplained == []


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {found[1].lower().replace("_", "-").replace(".", "-"): found[2] for found in PIN.finditer(text)}


def test_the_hashes_are_those_of_the_pins() -> None:
    """constraints.txt is the one place where a version is chosen; each has at least one hash, and there is no other."""
    hashed = pins("requirements/hashes.txt")
    assert hashed == pins("constraints.txt")
    blocks = re.split(PIN, (ROOT / "requirements" / "hashes.txt").read_text(encoding="utf-8"))[3::3]
    assert len(blocks) == len(hashed)
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


def test_the_hashes_name_no_place() -> None:
    """Where the files come from is for whoever installs them to say."""
    assert not re.search(r"https?:|file:|--index-url|--find-links", pins_text())


def pins_text() -> str:
    return "".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements/hashes.txt", "constraints.txt"))

"""One page a hook, made from its specification, the fields of what it returns, and an example that works.

`pytest --update-golden` writes the pages anew.
"""

import inspect
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import attrs
import pytest

from prevexp.registry import PluginInfo
from prevexp.registry import Registry
from prevexp.registry import hookspecs
from prevexp.registry.contributions import Fault
from prevexp.registry.hooks import INTRODUCTION
from prevexp.registry.hooks import RETURNING
from prevexp.registry.hooks import TOLD
from prevexp.registry.notifying import Change
from prevexp.registry.notifying import RunManifest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "plugin" / "hooks"
EXAMPLES = ROOT / "examples" / "hooks"
HOOKS = [name for name in vars(hookspecs) if name.startswith("prevexp_")]
RETURNS: dict[str, type[Any]] = {INTRODUCTION: PluginInfo, **{hook.name: hook.type for hook in RETURNING}}
HANDED: dict[str, type[Any]] = {
    "prevexp_on_events_committed": Change,
    "prevexp_on_run_finished": RunManifest,
    "prevexp_on_fault": Fault,
}


def short(hook: str) -> str:
    return hook.removeprefix("prevexp_")


def signature(hook: str) -> str:
    """Return a hook as a plugin's author writes it."""
    return f"def {hook}{inspect.signature(getattr(hookspecs, hook))}:".replace("'", "")


def type_of(field: "attrs.Attribute[Any]") -> str:
    text = field.type if isinstance(field.type, str) else str(field.type)
    named = getattr(field.type, "__name__", None)
    plain = named if named and "[" not in text and "|" not in text else text
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", plain)


def default_of(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return "needed"
    return "empty" if isinstance(field.default, attrs.Factory) else f"`{field.default!r}`"  # type: ignore[arg-type]


def fields_of(kind: type[Any]) -> Iterator[str]:
    yield "| Field | Type | Default | |"
    yield "|---|---|---|---|"
    for field in attrs.fields(kind):
        words = field.metadata.get("description", "")
        kind_of = type_of(field).replace("|", "\\|")
        yield f"| `{field.name}` | {kind_of} | {default_of(field).replace('|', chr(92) + '|')} | {words} |"


def page_of(hook: str) -> str:
    """Return the page of a hook."""
    asked = "is told, once it happened" if hook in TOLD else "is asked once, when the registry is built"
    lines = [f"# {hook}", "", inspect.getdoc(getattr(hookspecs, hook)) or "", "", f"The hook {asked}.", ""]
    lines += ["<!-- no-run: a signature -->", "```python", "@hookimpl", signature(hook), "```", ""]
    kind = RETURNS.get(hook) or HANDED.get(hook)
    if kind is not None:
        lines += [f"## {kind.__name__}", "", inspect.getdoc(kind) or "", "", *fields_of(kind), ""]
    example = EXAMPLES / f"{short(hook)}.py"
    lines += [
        "## An example",
        "",
        f"A plugin of one file, [{example.name}](../../../examples/hooks/{example.name}):",
        "",
    ]
    lines += ["<!-- no-run: a plugin, loaded by its own test -->", "```python"]
    lines += [example.read_text(encoding="utf-8").rstrip(), "```", ""]
    return "\n".join(lines)


@pytest.mark.parametrize("hook", HOOKS)
def test_the_page_of_a_hook_says_its_exact_signature(hook: str, request: pytest.FixtureRequest) -> None:
    """Each hook has a page, with its signature, what it returns or is told, and an example."""
    page = PAGES / f"{short(hook)}.md"
    if request.config.getoption("--update-golden"):
        page.write_text(page_of(hook), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == page_of(hook), "run pytest --update-golden and review the diff"


def test_no_page_is_left_of_a_hook_that_is_gone() -> None:
    """Every page and every example is a hook's."""
    names = {short(hook) for hook in HOOKS}
    assert {path.stem for path in PAGES.glob("*.md")} - {"index"} == names
    assert {path.stem for path in EXAMPLES.glob("*.py")} == names


@pytest.mark.parametrize("hook", HOOKS)
def test_the_example_of_a_hook_is_a_plugin_that_answers_it(hook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example loads without a fault and its answer is used."""
    monkeypatch.syspath_prepend(EXAMPLES)
    point = EntryPoint(name=short(hook), value=short(hook), group="prevexp")
    registry = Registry.build([point])
    assert registry.faults == ()
    assert len(registry.infos) == 1
    if hook in RETURNS and hook != INTRODUCTION:
        assert registry.offers[hook]
    if hook in TOLD:
        assert [listener.hook for listener in registry.listeners] == [hook]

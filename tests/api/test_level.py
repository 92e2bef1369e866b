"""The plugin contract does not change unnoticed: hooks and fields of what they return stand in level-1.txt.

An addition (a hook, an argument or a field with a default) is reviewed and written with `pytest --update-golden`;
anything else is the next API level, and this file stays as it is beside a new one.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from prevexp.registry import Fault
from prevexp.registry import PluginInfo
from prevexp.registry import hookspecs
from prevexp.registry.contributions import API_LEVELS
from prevexp.registry.hooks import RETURNING
from prevexp.registry.notifying import Change
from prevexp.registry.notifying import RunManifest

HERE = Path(__file__).parent
LEVEL = HERE / f"level-{max(API_LEVELS)}.txt"


def _field(field: "attrs.Attribute[Any]") -> str:
    """Return a field with its type; in which module a type stands is nobody's business."""
    text = field.type if isinstance(field.type, str) else str(field.type)
    named = getattr(field.type, "__name__", None)
    kind = named if named and "[" not in text and "|" not in text else text
    bare = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", kind)
    return f"{field.name}: {bare}{'' if field.default is attrs.NOTHING else ' = …'}"


def _lines() -> Iterator[str]:
    for name, function in vars(hookspecs).items():
        if name.startswith("prevexp_"):
            yield f"hook {name}{str(inspect.signature(function)).replace(chr(39), '')}"
    kinds = dict.fromkeys((PluginInfo, *(hook.type for hook in RETURNING), Fault, Change, RunManifest))
    for kind in kinds:
        for field in attrs.fields(kind):
            yield f"field {kind.__name__}.{_field(field)}"


def test_the_contract_of_this_level_is_the_one_that_was_written_down(request: pytest.FixtureRequest) -> None:
    """Whoever wrote a plugin against this level finds every hook, argument and field where it was."""
    current = sorted(set(_lines()))
    if request.config.getoption("--update-golden"):
        LEVEL.write_text("\n".join([*current, ""]), encoding="utf-8")
    written = LEVEL.read_text(encoding="utf-8").splitlines()
    gone = [line for line in written if line not in current]
    assert gone == [], "a plugin of this level relies on these: bring them back, or begin the next level"
    assert current == written, "additions: review them, then pytest --update-golden"


def test_every_level_that_is_served_is_written_down() -> None:
    """What a plugin of the level before may rely on stays readable as long as it is served."""
    assert {path.stem for path in HERE.glob("level-*.txt")} >= {f"level-{level}" for level in API_LEVELS}

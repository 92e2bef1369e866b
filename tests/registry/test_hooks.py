"""The hooks: every one is specified, typed and either returns objects or is told something."""

import inspect

from prevexp.registry import hookspecs
from prevexp.registry.hooks import INTRODUCTION
from prevexp.registry.hooks import RETURNING
from prevexp.registry.hooks import TOLD


def _specified() -> dict[str, inspect.Signature]:
    return {name: inspect.signature(f) for name, f in vars(hookspecs).items() if name.startswith("prevexp_")}


def test_every_hook_that_is_specified_is_asked_or_told() -> None:
    """A hook nobody calls would be answered in vain."""
    assert {INTRODUCTION, *(hook.name for hook in RETURNING), *TOLD} == set(_specified())


def test_every_hook_returns_the_type_its_signature_says() -> None:
    """What is checked at run time is what a plugin's author reads."""
    for hook in RETURNING:
        said = str(_specified()[hook.name].return_annotation).strip("'")
        assert said == f"Iterable[{hook.type.__name__}]", hook.name

"""Every extension point is used by a distribution of plugins/: a hook that nothing real answers proves little."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from prevexp.registry import Registry
from prevexp.registry import hookspecs
from prevexp.registry.hooks import INTRODUCTION

pytestmark = pytest.mark.checkout

PROJECTS = sorted((Path(__file__).parents[2] / "plugins").glob("*/pyproject.toml"))
SETTINGS = {"energie": {"cap": {"cents": 5_000_00, "source": "convention inventée"}, "charter": "charte inventée"}}
"""What some plugins offer only where a team sets it."""


def points() -> list[EntryPoint]:
    """Return the entry points of every distribution of the checkout, read in its own pyproject.toml."""
    return [
        EntryPoint(name=name, value=value, group="prevexp")
        for project in PROJECTS
        for name, value in tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"][
            "prevexp"
        ].items()
    ]


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Load all of them together."""
    return Registry.build(points(), settings=SETTINGS)


def test_every_distribution_is_loaded_beside_the_others(registry: Registry) -> None:
    """None fails, and no two claim the same name."""
    assert registry.faults == ()
    assert len(registry.infos) == len(points()) >= len(PROJECTS)


def test_every_hook_is_answered_by_a_distribution(registry: Registry) -> None:
    """By at least one object, or one listener; no hook is exempt."""
    answered = {name for name, offers in registry.offers.items() if offers} | {one.hook for one in registry.listeners}
    assert {name for name in vars(hookspecs) if name.startswith("prevexp_")} == answered | {INTRODUCTION}

"""A plugin that keeps a memo in the store, in as many versions as the environment says; each step adds its number."""

import os
from functools import partial

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import MigrationSet

MEMO = "keeper.memo"
STEPS = "KEEPER_STEPS"


def step(number: int, data: bytes) -> bytes:
    return data + b"+%d" % number


@hookimpl
def prevexp_plugin() -> PluginInfo:
    return PluginInfo(id="keeper", api=1, title="Keeps a memo", contact="team@example.org")


@hookimpl
def prevexp_migrations():
    yield MigrationSet(id=MEMO, steps=tuple(partial(step, number) for number in range(int(os.environ[STEPS]))))

"""A small document a plugin keeps in the store: first a bare number, then an object."""

import json

from prevexp.registry import MigrationSet
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="memo", api=1, title="Mémo", contact="equipe@example.org")


def as_object(data):
    """Lift version 0 to version 1; an empty store has nothing to lift."""
    return json.dumps({"position": int(data)}).encode()


@hookimpl
def prevexp_migrations():
    yield MigrationSet(id="memo.position", title="Où l’on en était", steps=(as_object,))

"""Un mémo dans la base : d'abord un nombre nu (version 0), aujourd'hui un objet (version 1)."""

import json

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import MigrationSet


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="memo", api=1, title="Mémo", contact="equipe@example.org")


def as_object(data):
    """From version 0 to version 1."""
    return json.dumps({"position": int(data)}).encode()


@hookimpl
def prevexp_migrations():
    yield MigrationSet(id="memo.position", steps=(as_object,))

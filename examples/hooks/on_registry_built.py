"""A plugin that says which plugins are in use, once, when everything is loaded."""

import sys

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="accueil", api=1, title="Accueil", contact="equipe@example.org")


@hookimpl
def prevexp_on_registry_built(registry):
    print(len(registry.infos), "greffons", file=sys.stderr)

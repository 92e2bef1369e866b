"""A plugin that is told of the faults of all plugins, its own included."""

import sys

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="veilleur", api=1, title="Veilleur", contact="equipe@example.org")


@hookimpl
def prevexp_on_fault(fault):
    print("panne :", fault.provenance.plugin, fault.phase, file=sys.stderr)

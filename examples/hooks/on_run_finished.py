"""A plugin that is told when an intake or a report ended."""

import sys

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="carnet", api=1, title="Carnet", contact="equipe@example.org")


@hookimpl
def prevexp_on_run_finished(manifest):
    print(manifest.run, manifest.on, file=sys.stderr)

"""The smallest plugin: it introduces itself, and offers nothing yet."""

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="salut", api=1, title="Présentation", contact="equipe@example.org")

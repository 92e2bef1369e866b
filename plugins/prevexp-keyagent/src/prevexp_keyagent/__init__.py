"""A master key in a process of its own: `--key agent:/run/user/1000/prevexp.sock`."""

from collections.abc import Iterable

from prevexp.registry import KeyProviderOffer
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="keyagent", api=1, title="Clé maîtresse gardée par un agent", contact="voir README.md")


@hookimpl
def prevexp_key_providers() -> Iterable[KeyProviderOffer]:
    """Offer the agent's key; its module is imported when a place asks for it."""
    yield KeyProviderOffer(
        id="keyagent.agent",
        title="Agent sur ce poste",
        scheme="agent",
        open="prevexp_keyagent.client:open_key",
    )

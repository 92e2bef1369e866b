"""A PostgreSQL store for prevexp: one server for several machines, one schema for each team."""

from collections.abc import Iterable

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import StorageBackend

_CAPABILITIES: frozenset[str] = frozenset({"crash", "file"})  # a process may be killed; tables have a version


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="postgresql", api=1, title="PostgreSQL", contact="voir README.md")


@hookimpl
def prevexp_storage_backends() -> Iterable[StorageBackend]:
    """Answer to the URLs that begin with postgresql: ."""
    return [
        StorageBackend(
            id="postgresql.server",
            title="Base PostgreSQL, un schéma par équipe",
            scheme="postgresql",
            capabilities=_CAPABILITIES,
            open="prevexp_postgresql.opening:open_store_at",
        )
    ]

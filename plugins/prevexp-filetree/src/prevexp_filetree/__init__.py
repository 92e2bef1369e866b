"""A store in a folder: `files:///cases` below the current folder, `files:////srv/cases` by its full path."""

from collections.abc import Iterable

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import StorageBackend


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="filetree", api=1, title="Dossiers dans un répertoire", contact="voir README.md")


@hookimpl
def prevexp_storage_backends() -> Iterable[StorageBackend]:
    """Offer the store; its module is imported when a URL asks for it."""
    yield StorageBackend(
        id="filetree.files",
        title="Répertoire de fichiers, un seul poste",
        scheme="files",
        capabilities=frozenset({"crash", "processes", "full", "locks", "durable", "encryption"}),
        open="prevexp_filetree.store:open_store_at",
    )

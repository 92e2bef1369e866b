"""A store for the URLs of a scheme; here one that keeps everything in memory."""

from prevexp.registry import PluginInfo
from prevexp.registry import StorageBackend
from prevexp.registry import hookimpl
from prevexp.storage.memory import MemoryStore


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="brouillon", api=1, title="Base de brouillon", contact="equipe@example.org")


def open_store(url, *, busy_seconds):
    """Open the store at a URL; `busy_seconds` is how long to wait for another process."""
    return MemoryStore()


@hookimpl
def prevexp_storage_backends():
    yield StorageBackend(id="brouillon.memory", title="Brouillon", scheme="draft", open=open_store)

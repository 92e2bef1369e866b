"""What a backend may offer beside the port; of one that does not, something else is asked, or the thing is refused."""

from pathlib import Path
from typing import Protocol
from typing import TypeGuard

from .port import Store
from .port import StoredEvent
from .port import Summary


class OpensAtOnce(Protocol):
    """Summary and rows of a stream by one question; of any other backend two are asked."""

    def opened(self, stream: str) -> tuple[Summary, tuple[StoredEvent, ...]] | None:
        """Return what `summaries` and `load` say of a stream, as it is at one moment; None if it is unknown."""
        ...


def opens_at_once(store: Store) -> TypeGuard[OpensAtOnce]:
    """Say whether a backend offers it."""
    return hasattr(store, "opened")


class CopiesItself(Protocol):
    """A copy of the whole store, as it is at one moment; of any other backend none is made."""

    def copy_to(self, file: Path) -> None:
        """Write the store as it is at one moment into a file that is empty, while others read and write.

        The file is a store of the same backend, durable when this returns. Raises StoreFull, StoreError subclasses.
        """
        ...


def copies_itself(store: Store) -> TypeGuard[CopiesItself]:
    """Say whether a backend offers it."""
    return hasattr(store, "copy_to")

"""What plugins keep in a store, brought to the version of today when it is opened, step by step.

Each step is durable before the next begins: cut short, the next opening goes on where this one ended. What cannot be
brought there is refused to its plugin, with both versions, and disturbs nobody else.
"""

from typing import TYPE_CHECKING

import attrs

from ..domain.errors import PluginFault
from ..domain.errors import StaleVersion
from ..domain.errors import StoreCorrupt
from ..domain.errors import StoreTooNew
from ..registry import Fault
from ..registry import Phase
from ..registry.offers import MigrationSet
from ..registry.offers import referred

if TYPE_CHECKING:
    from ..registry import FaultLog
    from ..registry import Registry
    from ..storage.documents import Documents

_VERSION_BYTES = 4


@attrs.frozen
class Kept:
    """What a plugin keeps: its data, in a version of its own; `revision` counts how often it was written."""

    revision: int
    version: int
    data: bytes = attrs.field(repr=False)


@attrs.frozen
class PluginData:
    """A plugin's document in one store."""

    offer: MigrationSet
    documents: "Documents" = attrs.field(repr=False)

    def read(self) -> Kept | None:
        """Return what is kept, in the version of today; None if nothing was written yet.

        Raises StoreTooNew for data of a newer version of the plugin, PluginFault for data that could not be brought to
        the version of today, each with both versions; StoreCorrupt.
        """
        kept = _kept(self.documents, self.offer.id)
        if kept is None or kept.version == self.offer.current:
            return kept
        told = f"{self.offer.id}: data of version {kept.version}, this plugin has version {self.offer.current}"
        both = {"expected": self.offer.current, "actual": kept.version}
        if kept.version > self.offer.current:
            raise StoreTooNew(told, **both)
        raise PluginFault(told, object=self.offer.id, **both)

    def write(self, data: bytes, *, after: Kept | None) -> Kept:
        """Keep data in the version of today instead of what was read (None: nothing was).

        Raises StaleVersion if somebody else wrote first, InvalidValue if it is too large.
        """
        revision = after.revision if after else 0
        written = self.documents.write(self.offer.id, _body(self.offer.current, data), after=revision)
        return Kept(written.number, self.offer.current, data)


def data_of(registry: "Registry", documents: "Documents", name: str) -> PluginData:
    """Return the document a plugin in use keeps under the id of its offer. Raises PluginFault if none does."""
    found = next((one for one in registry.migrations if one.id == name), None)
    if found is None:
        known = tuple(one.id for one in registry.migrations)
        raise PluginFault(f"no plugin in use keeps {name}; known: {', '.join(known)}", object=name, known=known)
    return PluginData(found, documents)


def migrate(registry: "Registry", documents: "Documents", log: "FaultLog") -> None:
    """Bring what plugins keep to the version of today; what cannot be is a fault, and stays as it is."""
    for offer in registry.migrations:
        while (kept := _kept(documents, offer.id)) is not None and kept.version != offer.current:
            if kept.version > offer.current:
                _note(log, offer, f"data of version {kept.version}, this plugin has version {offer.current}")
                break
            if not _lifted(offer, kept, documents, log):
                break


def _lifted(offer: MigrationSet, kept: Kept, documents: "Documents", log: "FaultLog") -> bool:
    """Take one step and keep what comes of it; say whether it was taken, by us or by somebody who was faster."""
    data = log.call(offer, _step, offer, kept)
    if isinstance(data, Fault):
        return False
    if type(data) is not bytes:
        _note(log, offer, f"the step from version {kept.version} returned {type(data).__name__}, bytes are needed")
        return False
    try:
        documents.write(offer.id, _body(kept.version + 1, data), after=kept.revision)
    except StaleVersion:
        return True
    return True


def _step(offer: MigrationSet, kept: Kept) -> object:
    return referred(offer, "steps", offer.steps[kept.version])(kept.data)


def _note(log: "FaultLog", offer: MigrationSet, told: str) -> None:
    if offer.provenance is not None:
        log.note(Fault(provenance=offer.provenance, phase=Phase.RUN, object=offer.id, message=told))


def _kept(documents: "Documents", name: str) -> Kept | None:
    found = documents.last(name)
    if found is None:
        return None
    if len(found.body) < _VERSION_BYTES:
        raise StoreCorrupt(f"what {name} keeps has no version", place=name)
    version = int.from_bytes(found.body[:_VERSION_BYTES])
    return Kept(found.number, version, found.body[_VERSION_BYTES:])


def _body(version: int, data: bytes) -> bytes:
    return version.to_bytes(_VERSION_BYTES) + data

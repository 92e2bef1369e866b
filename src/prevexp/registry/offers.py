"""What a plugin may register besides rules of the lower floors: stores, connectors, formats, sections, commands.

Where a field takes a function, a text `module:name` names one that is imported when it is used, so that listing plugins
imports nothing heavy.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Any

import attrs

from ..domain.errors import PluginFault
from ..domain.provenance import Provenance
from ..domain.provenance import stamped
from ..domain.sharing import Recipient
from ..domain.values import identifier
from ..domain.values import one_of
from ..domain.values import plain_date
from ..domain.vocabulary import FieldGroup

Reference = str | Callable[..., Any]
"""A function, or `module:name` of one."""


@attrs.frozen(kw_only=True)
class Offer:
    """What every registered object says of itself; its id begins with its plugin's id and a dot."""

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(default="", metadata={"description": "French, for people"})
    version: str = "1"
    order: int = 0
    valid_from: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    valid_to: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    provenance: Provenance | None = stamped()


@attrs.frozen(kw_only=True)
class EventType(Offer):
    """An event of a plugin, under the slug `<plugin>.<name>.v<n>`; `lifts`: older slug -> its `storage.lifts.Lift`."""

    slug: str = attrs.field(validator=one_of(str))
    cls: type = attrs.field(repr=False)
    lifts: Mapping[str, Any] = attrs.field(factory=dict, repr=False)


@attrs.frozen(kw_only=True)
class StorageBackend(Offer):
    """A store for the URLs of one scheme; `open(url, *, busy_seconds)` returns a `prevexp.storage.port.Store`."""

    scheme: str = attrs.field(validator=one_of(str))
    capabilities: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    open: Reference = attrs.field(repr=False)


class Direction(StrEnum):
    """Which way a connector carries things."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    STATUS = "status"


@attrs.frozen(kw_only=True)
class Connector(Offer):
    """A way to a partner; `create(place, settings)` returns one of the three protocols of `exchange.connectors`.

    It is handed rows of a view, never a case. `data_categories` are the only groups that may be in them.
    """

    recipient: Recipient
    directions: frozenset[Direction] = attrs.field(converter=frozenset)
    capabilities: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    data_categories: frozenset[FieldGroup] = attrs.field(converter=frozenset)
    create: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class TransferFormat(Offer):
    """A form of the monthly list that no column map can read.

    `sniff(head: bytes) -> bool` says whether a file is one; `read(path) -> Iterable[Mapping[str, str]]` gives its rows
    by the canonical column names, all values as text.
    """

    suffixes: tuple[str, ...]
    sniff: Reference = attrs.field(repr=False)
    read: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class ReportSection(Offer):
    """A part of the bilan; `build(context)` returns a data block of `prevexp.evaluation.blocks`, never HTML."""

    audience: str = "evaluator"
    build: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Exporter(Offer):
    """A form in which what is published is written; `write(document, stream)` gets it after disclosure control."""

    format: str = attrs.field(validator=identifier)
    media_type: str
    suffixes: tuple[str, ...]
    write: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class SimulationModel(Offer):
    """A model of a caseload; `generate(seed, count, context)` yields batches of events."""

    params: type | None = attrs.field(default=None, repr=False)
    generate: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class CliCommand(Offer):
    """A command of the command line; `load()` returns a click command. A name of prevexp's own cannot be taken."""

    name: str = attrs.field(validator=identifier)
    help: str = attrs.field(metadata={"description": "French, one line"})
    load: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class MigrationSet(Offer):
    """Steps that bring a plugin's own data from one version to the next, after prevexp's own.

    `steps[n](data: bytes) -> bytes` lifts version n to n + 1; `namespace` is the setting of the store that holds them.
    """

    namespace: str = attrs.field(validator=identifier)
    steps: tuple[Reference, ...] = attrs.field(repr=False)
    after: tuple[str, ...] = ()


def resolved(offer: Any, field: str) -> Callable[..., Any]:
    """Return the function an offer names in a field. Raises PluginFault, which names the plugin, if it cannot."""
    value = getattr(offer, field)
    if callable(value):
        found: Callable[..., Any] = value
        return found
    module, _, name = str(value).partition(":")
    try:
        found = getattr(import_module(module), name)
    except (Exception, SystemExit) as error:
        told = f"{offer.id}: {field} {value}: {type(error).__name__}"
        raise PluginFault(f"{offer.provenance or 'prevexp'}: {told}", object=offer.id) from error
    return found

"""What a plugin may register besides rules of the lower floors: stores, connectors, formats, sections, commands.

Where a field takes a function, a text `module:name` names one that is imported when it is used, so that listing plugins
imports nothing heavy.
"""

from collections.abc import Callable
from collections.abc import Iterable
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

    id: str = attrs.field(validator=identifier, metadata={"description": "begins with the plugin's id and a dot"})
    title: str = attrs.field(default="", metadata={"description": "French, for people"})
    version: str = attrs.field(
        default="1", metadata={"description": "changes when what it does changes; locks compare it"}
    )
    order: int = attrs.field(default=0, metadata={"description": "smaller comes first; of one order, by id"})
    valid_from: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    valid_to: date | None = attrs.field(default=None, validator=attrs.validators.optional(plain_date))
    provenance: Provenance | None = stamped()


@attrs.frozen(kw_only=True)
class EventType(Offer):
    """An event of a plugin, under the slug `<plugin>.<name>.v<n>`; `lifts`: older slug -> its `storage.lifts.Lift`.

    A field with the metadata `prevexp.domain.extra.notes(fact, group)` is noted under that fact of the plugin: rules,
    facts that are computed and deadlines read it there, and it needs the agreement and passes by its group.
    """

    slug: str = attrs.field(validator=one_of(str), metadata={"description": "`<plugin>.<name>.v<n>`, as it is stored"})
    cls: type = attrs.field(repr=False, metadata={"description": "a frozen attrs class, below `domain.events.Event`"})
    lifts: Mapping[str, Any] = attrs.field(
        factory=dict, repr=False, metadata={"description": "older slug -> how its payload becomes today's"}
    )


def _words(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class StorageBackend(Offer):
    """A store for the URLs of one scheme; `open(url, *, busy_seconds)` returns a `prevexp.storage.port.Store`."""

    scheme: str = attrs.field(
        validator=one_of(str), metadata={"description": "of the URLs it opens, such as files in files:///"}
    )
    capabilities: frozenset[str] = attrs.field(
        default=frozenset(),
        converter=_words,
        metadata={"description": "what it can do beyond the contract, as its kit calls it"},
    )
    open: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class KeyProviderOffer(Offer):
    """A keeper of master keys for the places of one scheme (`--key scheme:…`), such as a key service.

    `open(place)` is handed the whole place and returns a `prevexp.storage.keys.KeyProvider`; what cannot be used is
    refused with KeyMissing or KeyUnavailable. It is asked once for each household that is read.
    """

    scheme: str = attrs.field(
        validator=identifier, metadata={"description": "the word before the colon of the places it opens"}
    )
    open: Reference = attrs.field(repr=False)


class Direction(StrEnum):
    """Which way a connector carries things."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    STATUS = "status"


def _recipients(given: Iterable[Recipient]) -> frozenset[Recipient]:
    return frozenset(given)


def _directions(given: Iterable[Direction]) -> frozenset[Direction]:
    return frozenset(given)


def _groups(given: Iterable[FieldGroup]) -> frozenset[FieldGroup]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class Connector(Offer):
    """A way to a partner; `create(place, settings)` returns the protocols of `exchange.connectors` it says it has.

    `place` is their `Place`, `settings` how the territory reaches the partner (`ConnectorSettings`). It is handed rows
    of a view, never a case; `data_categories` are the only groups that may be in them. `recipients`: whom it reaches,
    everybody if it names none.
    """

    recipients: frozenset[Recipient] = attrs.field(
        default=frozenset(),
        converter=_recipients,
        metadata={"description": "whom it reaches; everybody, if none is named"},
    )
    directions: frozenset[Direction] = attrs.field(
        converter=_directions, metadata={"description": "which ways it carries things"}
    )
    capabilities: frozenset[str] = attrs.field(
        default=frozenset(), converter=_words, metadata={"description": "as its kit calls them"}
    )
    data_categories: frozenset[FieldGroup] = attrs.field(
        converter=_groups, metadata={"description": "the only groups of data that may be in what it carries"}
    )
    create: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class TransferFormat(Offer):
    """A form of the monthly list that no column map can read.

    It is asked for files of its suffixes (`.jsonl`) that prevexp cannot read itself. `sniff(head: bytes) -> bool` says
    whether the file is one of its own; `read(path)` yields each row as a pair: the line it starts on, from 1, and its
    cells as texts by the canonical names of their columns, or None for a row nobody can read, which is rejected by its
    line. A reader that raises TransferRefused refuses the file.
    """

    suffixes: tuple[str, ...] = attrs.field(metadata={"description": "of the files it is asked for, with the dot"})
    sniff: Reference = attrs.field(repr=False)
    read: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class ReportSection(Offer):
    """A part of the bilan; `build(context)` returns a data block of `prevexp.evaluation.blocks`, never HTML."""

    audience: str = attrs.field(default="evaluator", metadata={"description": "who reads it"})
    build: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Exporter(Offer):
    """A form in which what is published is written; `write(document, stream)` gets it after disclosure control."""

    format: str = attrs.field(
        validator=identifier, metadata={"description": "the word people choose it by: `--format`"}
    )
    media_type: str = attrs.field(metadata={"description": "such as text/csv"})
    suffixes: tuple[str, ...] = attrs.field(metadata={"description": "of its files, with the dot, the usual one first"})
    write: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class SimulationModel(Offer):
    """A model of a caseload; `generate(seed, count, context)` yields one batch for each case.

    A batch holds the events of the case in the order in which they would be noted, its reception first. A case depends
    on the seed and its number alone, so that of more cases the first are those of fewer.
    """

    params: type | None = attrs.field(default=None, repr=False)
    generate: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class CliCommand(Offer):
    """A command of the command line; `load()` returns a click command. A name of prevexp's own cannot be taken."""

    name: str = attrs.field(
        validator=identifier, metadata={"description": "the word people type; one of prevexp's own cannot be taken"}
    )
    help: str = attrs.field(metadata={"description": "French, one line"})
    load: Reference = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class MigrationSet(Offer):
    """A small document that a plugin keeps in a store under the id of this offer, and how it came to its form of today.

    `steps[n](data: bytes) -> bytes` lifts version n, which is 0 at first, to n + 1; a store is brought to the last
    version when it is opened, after prevexp's own. Nothing of a household may be in it: it outlives an erasure.
    """

    steps: tuple[Reference, ...] = attrs.field(default=(), repr=False)

    @property
    def current(self) -> int:
        """The version of today."""
        return len(self.steps)


def resolved(offer: Any, field: str) -> Callable[..., Any]:
    """Return the function an offer names in a field. Raises PluginFault, which names the plugin, if it cannot."""
    return referred(offer, field, getattr(offer, field))


def referred(offer: Any, field: str, value: Reference) -> Callable[..., Any]:
    """Return the function a reference in a field of an offer means. Raises PluginFault as `resolved`."""
    if callable(value):
        found: Callable[..., Any] = value
        return found
    module, _, name = str(value).partition(":")
    try:
        found = getattr(import_module(module), name)
    except (Exception, SystemExit) as error:
        told = f"{offer.provenance or 'prevexp'}: {offer.id}: {field} {value}: {type(error).__name__}"
        raise PluginFault(told, object=offer.id, fault=told) from error
    return found

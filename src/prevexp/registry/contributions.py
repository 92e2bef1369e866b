"""How a plugin introduces itself, where its packs lie, and what went wrong with it."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import attrs

from ..domain.provenance import Provenance
from ..domain.values import count
from ..domain.values import identifier
from ..domain.values import one_of
from ..domain.vocabulary import FieldGroup

API_LEVELS = (1,)
"""The levels of the plugin contract that are served: the current one and the one before it, once there are two."""

Trace = Callable[[Provenance, str, int, float], object]
"""Is told whose it was, what was called, how many objects it gave or how often it was called, and for how long (ms)."""


@attrs.frozen(kw_only=True)
class PluginInfo:
    """How a plugin introduces itself; `api` is the level of the plugin contract it was written for.

    `data_categories` are the groups of personal data it reads; `config` is the frozen attrs class of its settings, None
    if it has none: they are read from `[plugins.<id>]` and handed to its hooks.
    """

    id: str = attrs.field(
        validator=identifier,
        metadata={"description": "one word of its own, by which its objects, settings and faults are known"},
    )
    api: int = attrs.field(
        validator=count(1, 10**6), metadata={"description": "the level of the plugin contract it was written for"}
    )
    title: str = attrs.field(validator=one_of(str), metadata={"description": "French, for people"})
    contact: str = attrs.field(validator=one_of(str), metadata={"description": "whom to write to when it fails"})
    data_categories: tuple[FieldGroup, ...] = attrs.field(
        default=(), metadata={"description": "the groups of personal data it reads"}
    )
    config: type | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class PackLocation:
    """Where the data files of a département lie; `pack.toml` in that folder says the rest."""

    department: str = attrs.field(validator=identifier, metadata={"description": "such as 59, 2A or 974"})
    root: Path = attrs.field(validator=one_of(Path), metadata={"description": "the folder that holds pack.toml"})
    provenance: Provenance | None = attrs.field(default=None, metadata={"description": "stamped by the registry"})


class Phase(StrEnum):
    """The step of its life at which a plugin failed."""

    FIND = "find"
    IMPORT = "import"
    REGISTER = "register"
    API_LEVEL = "api-level"
    SETTINGS = "settings"
    COLLECT = "collect"
    RUN = "run"


@attrs.frozen(kw_only=True)
class Fault:
    """What went wrong with a plugin: at loading it is left out, wholly, and the others go on; at run time it is named.

    `object` is the rule, check, section… concerned, if one is.
    """

    provenance: Provenance = attrs.field(metadata={"description": "whose it is: plugin, distribution, version"})
    phase: Phase = attrs.field(metadata={"description": "the step at which it failed"})
    message: str = attrs.field(metadata={"description": "what went wrong, without personal data"})
    object: str = attrs.field(default="", metadata={"description": "the rule, check, section concerned, if one is"})
    trace: str = attrs.field(default="", repr=False, metadata={"description": "traceback, if the plugin raised"})

    def __str__(self) -> str:
        about = f" {self.object}" if self.object else ""
        return f"{self.provenance}, {self.phase}{about}: {self.message}"

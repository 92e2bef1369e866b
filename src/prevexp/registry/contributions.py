"""What a plugin hands over through its hooks, where it came from, and what went wrong with it."""

from enum import StrEnum
from pathlib import Path

import attrs

from prevexp.domain.values import count
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of

API_LEVELS = (1,)


@attrs.frozen(kw_only=True)
class Provenance:
    """Which plugin of which distribution something came from."""

    plugin: str = attrs.field(metadata={"description": "name of the entry point"})
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.plugin} ({self.distribution} {self.version})"


@attrs.frozen(kw_only=True)
class PluginInfo:
    """How a plugin introduces itself; `api` is the level of the plugin contract it was written for."""

    id: str = attrs.field(validator=identifier)
    api: int = attrs.field(validator=count(1, 10**6))
    title: str = attrs.field(validator=one_of(str))
    contact: str = attrs.field(validator=one_of(str))


@attrs.frozen(kw_only=True)
class PackLocation:
    """Where the data files of a département lie; `pack.toml` in that folder says the rest."""

    department: str = attrs.field(validator=identifier)
    root: Path = attrs.field(validator=one_of(Path))
    provenance: Provenance | None = attrs.field(default=None, metadata={"description": "stamped by the registry"})


class Phase(StrEnum):
    """The step of loading at which a plugin failed."""

    FIND = "find"
    IMPORT = "import"
    REGISTER = "register"
    API_LEVEL = "api-level"
    COLLECT = "collect"


@attrs.frozen(kw_only=True)
class Fault:
    """A plugin that was left out, wholly, and why; the others go on."""

    provenance: Provenance
    phase: Phase
    message: str
    trace: str = attrs.field(default="", repr=False, metadata={"description": "traceback, if the plugin raised"})

    def __str__(self) -> str:
        return f"{self.provenance}, {self.phase}: {self.message}"

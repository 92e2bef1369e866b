"""Telling plugins what happened, after it happened: each is told alone, and one that fails stops no other."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from ..domain.provenance import Provenance
from .contributions import Fault
from .locking import Lock
from .raising import raised


@attrs.frozen(kw_only=True)
class Change:
    """What one committed batch did to one case: its version now and the slugs of the new events, not what they say."""

    case_id: str = attrs.field(metadata={"description": "which case"})
    version: int = attrs.field(metadata={"description": "its version after the batch"})
    events: tuple[str, ...] = attrs.field(metadata={"description": "slugs of the new events, in their order"})


Changes = tuple[Change, ...]


@attrs.frozen(kw_only=True)
class CommitContext:
    """Where a batch was written: the territory, and the journal's last position after it (1, 2, 3…)."""

    territory: str
    position: int


class Run(StrEnum):
    """What ended."""

    INTAKE = "intake"
    REPORT = "report"
    SENDING = "sending"
    ANSWERS = "answers"
    SIMULATION = "simulation"


@attrs.frozen(kw_only=True)
class RunManifest:
    """What a run was made of: its kind, its territory, the day it was about and the lock of the plugins in use."""

    run: Run = attrs.field(metadata={"description": "what ended"})
    territory: str = attrs.field(metadata={"description": "its département"})
    on: date = attrs.field(metadata={"description": "the day it was about"})
    lock: Lock = attrs.field(
        factory=Lock, repr=False, metadata={"description": "the plugins, rules, indicators and pack in use"}
    )


@attrs.frozen(kw_only=True)
class Listener:
    """A plugin's function that is told of something, with the arguments it takes and its plugin's own settings."""

    hook: str
    function: Callable[..., object] = attrs.field(repr=False)
    takes: tuple[str, ...]
    provenance: Provenance
    settings: object = attrs.field(default=None, repr=False)

    def hear(self, arguments: Mapping[str, object]) -> None:
        """Call the plugin; raises whatever it raises."""
        said = {**arguments, "settings": self.settings}
        self.function(**{name: said[name] for name in self.takes})


@attrs.frozen
class Fresh:
    """An argument that is made when it is handed over."""

    make: Callable[[], object]

    def __call__(self) -> object:
        """Make it."""
        return self.make()


def tell(listeners: Iterable[Listener], hook: str, **arguments: object) -> tuple[Fault, ...]:
    """Tell every listener of a hook, and return the faults of those that failed.

    An argument that is a `Fresh` is made anew for each: what one does to it no other sees.
    """
    faults = []
    for listener in listeners:
        if listener.hook != hook:
            continue
        try:
            listener.hear({name: one() if isinstance(one, Fresh) else one for name, one in arguments.items()})
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises, the others are told
            faults.append(raised(listener.provenance, hook, error))
    return tuple(faults)

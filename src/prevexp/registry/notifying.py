"""Telling plugins what happened, after it happened: each is told alone, and one that fails stops no other."""

import traceback
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

import attrs

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import Phase


@attrs.frozen(kw_only=True)
class Change:
    """What one committed batch did to one case: its version now and the slugs of the new events, not what they say."""

    case_id: str
    version: int
    events: tuple[str, ...]


Changes = tuple[Change, ...]


@attrs.frozen(kw_only=True)
class RunManifest:
    """What a run was made of: its kind (intake, report…), its day and the lock of the plugins in use."""

    run: str
    on: str
    lock: Any = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Listener:
    """A plugin's function that is told of something, with the arguments it takes."""

    hook: str
    function: Callable[..., object] = attrs.field(repr=False)
    takes: tuple[str, ...]
    provenance: Provenance


def tell(listeners: Iterable[Listener], hook: str, **arguments: object) -> tuple[Fault, ...]:
    """Tell every listener of a hook, and return the faults of those that failed."""
    faults = []
    for listener in listeners:
        if listener.hook != hook:
            continue
        try:
            listener.function(**{name: arguments[name] for name in listener.takes})
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises, the others are told
            trace = "".join(traceback.format_exception(error))
            faults.append(
                Fault(
                    provenance=listener.provenance,
                    phase=Phase.RUN,
                    object=hook,
                    message=type(error).__name__,
                    trace=trace,
                )
            )
    return tuple(faults)

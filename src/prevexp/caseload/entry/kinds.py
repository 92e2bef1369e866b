"""What a line may be: a command of the casework by a slug made of its name, or an event by the slug of the journal."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ...casework.command import Command
from ...casework.subjects import DECIDERS
from ...casework.subjects import EFFECTS
from ...domain import events
from ...domain.events import Event

LINE_KEYS = ("case", "command", "key")
"""Keys of a line that are not fields of its command."""

EVENT_KEYS = ("case", "type", "on", "data", "key")
"""All the keys of a line that gives an event."""

OTHER_DOORS: frozenset[type[Event]] = frozenset(
    {
        events.CaseReceived,
        events.CaseListedAgain,
        events.ReferenceAdded,
        events.SameCaseProposed,
        events.CaseAllocated,
        events.ProcedureRead,
    }
)
"""Events that a transfer, an allocation or the reading of documents makes, with checks of its own."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def slug_of(kind: type[Command]) -> str:
    """Return the slug of a command: `RecordAttempt` is `record-attempt`."""
    return _WORD.sub("-", kind.__name__).lower()


@cache
def command_kinds() -> Mapping[str, type[Command]]:
    """Return slug -> command, of every part of the casework."""
    return MappingProxyType({slug_of(kind): kind for kind in DECIDERS})


def is_decided(kind: type[Event]) -> bool:
    """Say whether a command makes this event: then it comes by its command, which checks what an event cannot."""
    return kind in EFFECTS

"""How what earlier versions wrote is read today: from dict to dict, before anything is checked."""

from collections.abc import Callable
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs


@attrs.frozen
class Lift:
    """How an old payload becomes that of a later slug: a function from dict to dict, before anything is checked."""

    to: str
    lift: Callable[[dict[str, Any]], dict[str, Any]]


def _attempt_with_workers(data: dict[str, Any]) -> dict[str, Any]:
    """Lift an attempt that had one worker or none, and no place."""
    lifted = dict(data)
    worker = lifted.pop("worker", None)
    return lifted | {"place": None, "workers": [] if worker is None else [worker]}


def _closure_without_outcome(data: dict[str, Any]) -> dict[str, Any]:
    """Lift a closure of which only the reason was noted: nothing is guessed from it."""
    return {**data, "outcome": "not_known"}


def _information_without_text(data: dict[str, Any]) -> dict[str, Any]:
    """Lift an information of which neither the source of the data nor the version of the text was noted."""
    return {**data, "source": None, "text": None}


LIFTS: Mapping[str, Lift] = MappingProxyType(
    {
        "contact-attempted.v1": Lift("contact-attempted.v2", _attempt_with_workers),
        "case-closed.v1": Lift("case-closed.v2", _closure_without_outcome),
        "person-informed.v1": Lift("person-informed.v2", _information_without_text),
    }
)
"""Old slug -> how its payload is read."""

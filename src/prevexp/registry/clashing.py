"""Names that two plugins claim: both are left out, and the fault of each names both."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from ..domain.provenance import Provenance
from .contributions import Fault
from .contributions import Phase
from .contributions import PluginInfo
from .hooks import RETURNING

Claim = tuple[str, str]
"""What is claimed (the plugin id, or an attribute of what a hook returns), and the name."""

_ID = "plugin id"
"""Sorts before the names of hooks."""


def claims(info: PluginInfo, offers: Mapping[str, tuple[Any, ...]]) -> tuple[Claim, ...]:
    """Return every name of which there is one among all plugins that a plugin takes."""
    return (
        (_ID, info.id),
        *(
            (f"{hook.name} {attribute}", str(getattr(result, attribute)))
            for hook in RETURNING
            for result in offers.get(hook.name, ())
            for attribute in hook.unique
        ),
    )


def clashes(claimed: Mapping[Provenance, Iterable[Claim]]) -> tuple[Fault, ...]:
    """Return one fault for every plugin that claims what another, or itself, claims too, with all it is about.

    Of two plugins of one id only that is said: whatever else they share follows from it.
    """
    claimants: defaultdict[Claim, list[Provenance]] = defaultdict(list)
    for origin, names in claimed.items():
        for claim in names:
            claimants[claim].append(origin)
    contested: defaultdict[Provenance, list[tuple[str, str]]] = defaultdict(list)
    for (what, name), origins in sorted(claimants.items()):
        if len(origins) > 1:
            told = f"{what} {name} is given twice, by {' and by '.join(map(str, origins))}"
            for origin in dict.fromkeys(origins):
                if what == _ID or not any(fault.startswith(_ID) for _, fault in contested[origin]):
                    contested[origin].append((name, told))
    return tuple(
        Fault(
            provenance=origin, phase=Phase.COLLECT, object=told[0][0], message="; ".join(message for _, message in told)
        )
        for origin, told in contested.items()
    )

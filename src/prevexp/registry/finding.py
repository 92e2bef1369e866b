"""Where plugins are found, by name, before any of them is imported."""

from collections.abc import Callable
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points

import attrs

from ..domain.provenance import Provenance

GROUP = "prevexp"


@attrs.frozen(kw_only=True)
class Found:
    """A plugin that was found and not imported yet."""

    provenance: Provenance
    load: Callable[[], object] = attrs.field(repr=False, eq=False)


def installed(points: Iterable[EntryPoint] | None = None) -> tuple[Found, ...]:
    """Return the plugins of the group `prevexp`, by name; `points` replaces the entry points of the environment."""
    found = entry_points(group=GROUP) if points is None else points
    return tuple(Found(provenance=_provenance(point), load=point.load) for point in sorted(found, key=_name_and_origin))


def _provenance(point: EntryPoint) -> Provenance:
    distribution = point.dist
    if distribution is None:
        return Provenance(plugin=point.name, distribution="?", version="?")
    return Provenance(plugin=point.name, distribution=distribution.name, version=distribution.version)


def _name_and_origin(point: EntryPoint) -> tuple[str, str, str]:
    return point.name, point.dist.name if point.dist else "", point.value

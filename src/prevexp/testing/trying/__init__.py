"""Trying whatever a person names with every kit that fits what it offers: `prevexp conformance TARGET`.

Rules, indicators, packs and models are tried as they are offered. What only the author has, such as a fake of a
partner, stands in a subclass of the kit in the author's tests; without it an offer is left untried, and named.
"""

import time
from collections.abc import Callable
from collections.abc import Iterable

from ..running import Report
from ..running import Tried
from ..running import Untried
from ..running import run_kit
from .fitting import Fitting
from .fitting import KitName
from .target import Target

__all__ = ["EVERY", "KitName", "Target", "try_target"]

EVERY = "all"
"""What a report of several kits calls them."""


def try_target(
    target: Target, kits: Iterable[KitName] = tuple(KitName), *, progress: Callable[[Tried], None] = lambda _: None
) -> Report:
    """Try a target with some kits, each on all it fits; `progress` is told each rule as it is done.

    A plugin that cannot be loaded is left untried, with its fault as the reason. A report in which nothing is tried and
    nothing untried says that the target offers nothing for these kits. Raises PluginsRefused for a name or a folder
    that is not there.
    """
    start = time.monotonic()
    wanted = tuple(kits)
    fitting = Fitting(target=target)
    faults = target.registry.faults
    found = [trial for name in wanted for trial in fitting.trials(name)]
    untried = [Untried(kit="", subject=fault.provenance.plugin, reason=str(fault)) for fault in faults]
    tried: list[Tried] = []
    for one in found:
        if isinstance(one, Untried):
            untried.append(one)
        else:
            tried.extend(run_kit(one.rules, name=one.kit, subject=one.subject, progress=progress).tried)
    return Report(
        kit=wanted[0].value if len(wanted) == 1 else EVERY,
        subject=target.said,
        tried=tuple(tried),
        seconds=time.monotonic() - start,
        untried=tuple(untried),
    )

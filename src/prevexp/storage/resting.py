"""What is known before a batch is left out of the cyclic collector's rounds while the batch is worked off."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

INTERPRETERS_OWN = 1_000
"""More frozen objects than Python itself has (3.12 starts with some hundred): a caller froze them."""


@contextmanager
def collector_spared() -> Iterator[None]:
    """Spare the cyclic collector what exists already, and give it back whatever happens.

    A batch makes so many small objects that the collector goes through everything the process holds again and again,
    which cost a sixth of a mass write. What the batch itself makes is still looked through. Where a caller has frozen
    objects, nothing is done: giving back would give back theirs. For a whole transfer or a list over all cases only:
    around every small write it would keep the collector from ever beginning a round.
    """
    ours = gc.get_freeze_count() < INTERPRETERS_OWN
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()

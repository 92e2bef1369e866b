"""The cyclic collector is spared what exists while a transfer is written, and has it back afterwards."""

import gc
from contextlib import suppress

import pytest

from prevexp.storage.resting import INTERPRETERS_OWN
from prevexp.storage.resting import collector_spared


def written(*, fails):
    """Return how many objects are frozen while a batch is written, which may fail."""
    found = []
    with suppress(ZeroDivisionError), collector_spared():
        found.append(gc.get_freeze_count())
        found.append(1 // (0 if fails else 1))
    return found[0]


@pytest.mark.parametrize("fails", [True, False], ids=["the batch fails", "the batch is written"])
def test_what_exists_is_spared_and_given_back(fails):
    """Whatever happens in between; the collector itself goes on."""
    frozen = written(fails=fails)
    assert (frozen > INTERPRETERS_OWN, gc.get_freeze_count(), gc.isenabled()) == (True, 0, True)


def test_what_a_caller_froze_stays_frozen():
    """A server that froze its objects before it forked keeps them so."""
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        written(fails=False)
        assert gc.get_freeze_count() == before
    finally:
        gc.unfreeze()

"""The purge: what goes and what stays, the numbers before and after, cut short anywhere and taken up."""

import pytest

from .erasing import PURGED
from .erasing import counted
from .erasing import lived
from .erasing import opened


@pytest.fixture
def aged(tmp_path, write_list):
    """Open a caseload with a past."""
    with opened(tmp_path) as caseload:
        yield lived(caseload, write_list)


def test_numbers_of_all_periods_are_the_same_before_and_after(aged):
    """Indicators and the bilan of every whole period give the same numbers once two thirds of the households are gone."""
    before = counted(aged)
    purged = aged.purge(on=PURGED)
    print(purged.households)
    assert counted(aged) == before

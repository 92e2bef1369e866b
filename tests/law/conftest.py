"""The law as shipped, and a setting for each place a test asks for."""

import pytest

from prevexp.law.calendar import Calendar
from prevexp.law.loading import national_law
from prevexp.law.setting import Setting


@pytest.fixture(scope="session")
def law():
    return national_law()


@pytest.fixture(scope="session")
def setting_of(law):
    """Return the setting of a département: `setting_of("62", policies={…})`."""

    def settle(department="62", **choices):
        return Setting.of(law, department, **choices)

    return settle


@pytest.fixture(scope="session")
def calendar_of(law):
    """Return the calendar of a département: `calendar_of("67", temple=True)`."""

    def calendar(department="62", **known):
        return Calendar.of(department, law.holidays, **known)

    return calendar

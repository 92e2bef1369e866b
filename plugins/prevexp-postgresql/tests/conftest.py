"""A server of the tests' own; where the machine has none, what needs it is skipped and says so."""

import itertools

import pytest

from prevexp_postgresql.testing import programs
from prevexp_postgresql.testing import started


@pytest.fixture(scope="session")
def server():
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: neither initdb nor /usr/lib/postgresql/*/bin")
    with started() as running:
        yield running


_numbers = itertools.count(1)


@pytest.fixture
def new_schema():
    """Return a name nobody has used."""
    return lambda: f"team_{next(_numbers)}"

"""How many wrong inputs the programs of this folder hand in: 20,000 in the suite, as many as asked with `--trials`."""

import pytest

IN_THE_SUITE = 20_000


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> int:
    """Return how many wrong inputs all doors get together."""
    return int(request.config.getoption("--trials") or IN_THE_SUITE)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Return the number that all chance is drawn from."""
    return int(request.config.getoption("--seed"))

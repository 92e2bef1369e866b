"""How long the programs of this folder run: short in the suite, as long as asked with `--trials`."""

import pytest

IN_THE_SUITE = 60


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> int:
    """Return how many trials a program makes."""
    return int(request.config.getoption("--trials") or IN_THE_SUITE)

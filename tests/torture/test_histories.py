"""Random histories of a store, each use compared with the store in memory; opened again, erased, taken in again."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from prevexp.storage.port import Store
from prevexp.storage.sqlite import SqliteStore
from prevexp.testing.storage.machine import StoreMachine

from .conftest import Figures

STEPS = 20


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder for many stores, quick to make and gone afterwards."""
    shared = Path("/dev/shm")  # noqa: S108 - memory where there is one: no power fails here
    with TemporaryDirectory(dir=shared if shared.is_dir() else None) as name:
        yield Path(name)


def test_any_history_answers_as_in_memory(trials: int, figures: Figures, folder: Path) -> None:
    """Whatever is written, replaced, erased, rewrapped, looked for and opened again: no answer differs."""
    made = iter(range(10**9))
    uses = [0]

    class Machine(StoreMachine):
        def make_store(self) -> Store:
            self.path = folder / f"{next(made)}.db"
            return SqliteStore.open(self.path, busy_seconds=5)

        def reopen(self, store: Store) -> Store:
            store.close()
            return SqliteStore.open(self.path, busy_seconds=5)

        def both(self, use: Any) -> Any:
            uses[0] += 1
            return super().both(use)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=max(5, trials // 6),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    figures("random histories, SQLite beside memory", uses[0], {"answers that differ": 0})
    assert uses[0] > trials

"""SQLite against the store in memory, whatever is done to both (ST-66)."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

from prevexp.storage.sqlite import SqliteStore
from prevexp.testing.storage.machine import StoreMachine


class SqliteMachine(StoreMachine):
    def make_store(self):
        self.folder = Path(tempfile.mkdtemp(prefix="prevexp-"))
        return self.opened()

    def reopen(self, store):
        store.close()
        return self.opened()

    def opened(self):
        return SqliteStore.open(self.folder / "store.db", busy_seconds=5)

    def teardown(self):
        super().teardown()
        shutil.rmtree(self.folder)


TestSqliteAgreesWithMemory = SqliteMachine.TestCase
TestSqliteAgreesWithMemory.settings = settings(
    max_examples=min(25, settings.default.max_examples), stateful_step_count=20
)

"""Any sequence of uses gives the same answers as the store in memory: ST-66."""

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test

from prevexp.domain.errors import PrevexpError
from prevexp.storage.memory import MemoryStore
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import IndexKind
from prevexp.storage.port import Receipt
from prevexp.storage.port import Store
from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import name

from .kit import Kit
from .kit import everything

_EXAMPLES = 15
_STEPS = 20
_few = st.integers(0, 5)
_values = st.sampled_from(["a", "b", "c"])
_names = st.sampled_from(["a", "a/", "a/b", "a0"])
_small = st.binary(max_size=2)
_kinds = st.sampled_from([IndexKind.NAME, IndexKind.PHONE])
_entries = st.lists(st.builds(entry, _values, _kinds), max_size=4)
_statuses = st.none() | st.sampled_from(CaseStatus)
_bodies = st.lists(st.binary(max_size=8), max_size=3).map(tuple)


@st.composite
def writes(draw: st.DrawFn, store: Store) -> StreamWrite:
    """Draw a write: most fit the store, some are stale, some lack what a new case brings, some bring too much."""
    stream, household = name(draw(_few)), name(draw(_few), "household")
    known = store.summaries([stream]).get(stream)
    version = (known.version if known else 0) + draw(st.sampled_from([0] * 10 + [1, -1]))
    write = StreamWrite(
        stream=stream,
        expected_version=max(version, 0),
        month=draw(st.sampled_from(["2021-05", "2021-06"])),
        bodies=draw(_bodies),
        status=draw(_statuses),
        identity=draw(st.none() | st.binary(max_size=8)),
        index=tuple(draw(_entries)),
        unindex=tuple(draw(_entries)),
    )
    if known is None or draw(st.integers(0, 9)) == 0:
        key = draw(st.sampled_from([b"key"] * 8 + [None]))
        write = attrs.evolve(write, household=household, territory="99", wrapped_key=key)
    return write


class StoreMachine(RuleBasedStateMachine):
    """Holds a backend to the store in memory: subclass it, say how a store is made, and test its `TestCase`."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MemoryStore()
        self.store = self.make_store()

    def make_store(self) -> Store:
        """Return an empty store."""
        raise NotImplementedError

    def reopen(self, store: Store) -> Store:
        """Close a store and open it again."""
        raise NotImplementedError

    def both(self, use: Callable[[Store], object]) -> None:
        """Do the same to both; they answer the same or refuse with the same error."""
        assert _outcome(use, self.store) == _outcome(use, self.model)

    @rule(data=st.data(), size=st.integers(0, 4), receipt=st.none() | _values)
    def commit(self, data: Any, size: int, receipt: str | None) -> None:
        """Write a batch."""
        batch = [data.draw(writes(self.model)) for _ in range(size)]
        digest = (receipt or "").encode()
        taken = None if receipt is None else Receipt(digest=digest, transfer=f"of {receipt}", body=b"counts")
        self.both(lambda store: store.commit(batch, receipt=taken))

    @rule(data=st.data())
    def commit_one(self, data: Any) -> None:
        """Write one case."""
        write = data.draw(writes(self.model))
        self.both(lambda store: store.commit([write]))

    @rule(number=_few)
    def erase(self, number: int) -> None:
        """Erase a household."""
        self.both(lambda store: store.erase(name(number, "household")))

    @rule(asked=st.lists(_few, max_size=4))
    def load(self, asked: list[int]) -> None:
        """Load cases."""
        streams = [name(number) for number in asked]
        self.both(lambda store: tuple(store.load_many(streams)))
        self.both(lambda store: dict(store.summaries(streams)))

    @rule(
        status=st.none() | st.sampled_from(CaseStatus),
        month=st.none() | st.just("2021-05"),
        limit=st.integers(1, 3),
    )
    def find(self, status: CaseStatus | None, month: str | None, limit: int) -> None:
        """Find and count cases."""
        self.both(lambda store: store.find(status=status, month=month, limit=limit))
        self.both(lambda store: store.count(status=status, month=month))

    @rule(setting=_names, value=_small)
    def set(self, setting: str, value: bytes) -> None:
        """Set a setting."""
        self.both(lambda store: store.set_setting(setting, value))

    @rule(setting=_names, value=_small, stale=st.none() | _small)
    def replace(self, setting: str, value: bytes, stale: bytes | None) -> None:
        """Replace a setting, most often as it is."""
        after = (self.model.setting(setting) or b"") if stale is None else stale
        self.both(lambda store: store.replace_setting(setting, value, after=after))

    @rule(dropped=st.lists(_names, max_size=3))
    def drop(self, dropped: list[str]) -> None:
        """Drop settings."""
        self.both(lambda store: store.drop_settings(dropped))

    @rule(numbers=st.lists(_few, max_size=4), new=_small, stale=st.none() | _small)
    def rewrap(self, numbers: list[int], new: bytes, stale: bytes | None) -> None:
        """Replace keys, most often as they are."""
        households = [name(number, "household") for number in numbers]
        known = self.model.wrapped_keys(households)
        keys = {one: (known.get(one, b"key") if stale is None else stale, new) for one in households}
        self.both(lambda store: store.rewrap(keys))

    @rule()
    def open_again(self) -> None:
        """Close the store and go on with what is kept."""
        self.store = self.reopen(self.store)

    @invariant()
    def agree(self) -> None:
        """Both show and find the same, and the chain holds."""
        assert everything(self.store) == everything(self.model)
        self.both(lambda store: tuple(store.settings("a/").items()))
        digests = [entry(value).digest for value in "abc"]
        for kind in (IndexKind.NAME, IndexKind.PHONE):
            self.both(lambda store, kind=kind: dict(store.lookup(kind, digests)))  # type: ignore[misc]
        assert self.store.verify() == self.model.head()

    def teardown(self) -> None:
        """Close the store."""
        self.store.close()


def _outcome(use: Callable[[Store], object], store: Store) -> object:
    try:
        return use(store)
    except PrevexpError as refused:
        return type(refused), refused.params


class Sequences(Kit):
    """Any sequence of uses."""

    @conformance
    def test_any_sequence_of_uses_answers_as_the_store_in_memory(self) -> None:
        """ST-66 Whatever is written, replaced, erased, looked for and opened again, the reference answers the same.

        Fix: see the shortest sequence printed; `StoreMachine` tries more of them.
        """
        kit = self

        class Machine(StoreMachine):
            def make_store(self) -> Store:
                return kit.new()

            def reopen(self, store: Store) -> Store:
                return kit.reopen(store)

        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=_EXAMPLES,
                stateful_step_count=_STEPS,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )

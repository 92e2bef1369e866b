"""A store that is not what it should be, and what errors tell: ST-53, ST-55, ST-57 to ST-59."""

import logging
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import PrevexpError
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreTooNew
from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.memory import MemoryStore
from prevexp.storage.port import Receipt
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import migrated
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import new_case

from .kit import Capability
from .kit import Kit
from .kit import everything

_RECEIPT = Receipt(digest=b"digest", transfer="transfer", body=b"sealed")
_CANARY = "Zz-canary-Dupont"


@contextmanager
def logged() -> Iterator[StringIO]:
    """Collect all that is logged, at every level."""
    log, root = StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(log), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


class Files(Kit):
    """Broken, foreign and newer stores; errors."""

    @needing(Capability.FILE)
    def test_a_store_that_is_spoiled_is_refused(self) -> None:
        """ST-53 A file that is no longer a store is refused when it is opened, never taken for an empty one.

        Fix: recognise the file before its tables are made.
        """
        store = self.new()
        store.commit([new_case(1)])
        self.spoil(store)
        with pytest.raises((StoreCorrupt, StoreUnavailable)):
            self.reopen(store)

    @needing(Capability.FILE)
    def test_a_store_of_a_newer_version_is_refused(self) -> None:
        """ST-57 A store that a newer prevexp wrote is left alone by an older one.

        Fix: compare the version in the store with the one the code knows, before anything is read or made.
        """
        store = self.new()
        store.commit([new_case(1)])
        self.make_newer(store)
        with pytest.raises(StoreTooNew):
            self.reopen(store)

    @needing(Capability.MIGRATE)
    def test_a_store_of_an_earlier_version_is_read_and_goes_on(self) -> None:
        """ST-55 A store of any earlier version shows what it held, as if this version had written it, and goes on.

        Fix: one step for each version, each whole or not at all.
        """
        assert self.versions
        expected = MemoryStore()
        expected.commit(migrated())
        for version in self.versions:
            store = self.closing(self.make_older(version))
            assert everything(store) == everything(expected)
            store.commit([new_case(9)])
            assert store.verify().count == expected.head().count + 1

    @conformance
    def test_every_refusal_is_one_of_ours(self) -> None:
        """ST-58 Whoever calls a store catches StoreError and its kin; no error of a driver comes through.

        Fix: translate the driver's errors in one place, the driver's own as `__cause__`.
        """
        store = self.new()
        store.commit([new_case(1)], receipt=_RECEIPT)
        again = new_case(2, household=new_case(1).household)
        closed = self.second_connection(store)
        closed.close()
        refused: tuple[tuple[type[PrevexpError], Callable[[], object]], ...] = (
            (StoreConflict, lambda: store.commit([again])),
            (StoreConflict, lambda: store.commit([new_case(3)], receipt=_RECEIPT)),
            (StaleVersion, lambda: store.commit([new_case(1)])),
            (StoreError, lambda: store.commit([new_case(4, household=None)])),
            (InvalidValue, lambda: store.follow(0, 0)),
            (InvalidValue, lambda: store.find(cursor="another")),
            (StoreError, closed.head),
        )
        for kind, use in refused:
            with pytest.raises(PrevexpError) as error:
                use()
            assert isinstance(error.value, kind)
            assert error.value.code != PrevexpError.code

    @conformance
    def test_errors_are_ours_and_tell_nothing(self) -> None:
        """ST-59 Whatever is refused, neither the error nor a log repeats what was to be written.

        Fix: raise errors of prevexp.domain.errors (ST-58), with the driver's as cause; hide parameters.
        """
        store = self.new()
        secret = _CANARY.encode()
        told: dict[str, Any] = {
            "bodies": (secret,),
            "identity": secret,
            "wrapped_key": secret,
            "index": (entry(_CANARY),),
        }
        receipt = Receipt(digest=secret, transfer="t", body=secret)
        store.commit([new_case(1, **told)], receipt=receipt)
        refused = (
            lambda: store.commit([new_case(1, **told)]),
            lambda: store.commit([new_case(2, **(told | {"household": new_case(1).household}))]),
            lambda: store.commit([more(1, 1, bodies=(secret,))], receipt=receipt),
            lambda: store.find(cursor=_CANARY),
        )
        with logged() as log:
            for use in refused:
                with pytest.raises(PrevexpError) as error:
                    use()
                causes = [error.value, error.value.__cause__, error.value.__context__]
                shown = "".join(f"{one!s}{one!r}{getattr(one, 'params', '')}" for one in causes)
                assert _CANARY not in shown
        assert _CANARY not in log.getvalue()

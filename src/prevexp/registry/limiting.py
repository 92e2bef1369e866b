"""A call that must come back within a time: Python cannot stop it, so it is left behind and holds up nothing."""

from collections.abc import Callable
from threading import Thread
from typing import Any
from typing import Generic
from typing import TypeVar

_T = TypeVar("_T")


class TooLong(Exception):
    """The call was not back in time."""


class _Call(Thread, Generic[_T]):
    """One call on a thread of its own; a daemon, so that a program ends without waiting for it."""

    def __init__(self, function: Callable[[], _T]) -> None:
        super().__init__(name="prevexp-plugin", daemon=True)
        self.function = function
        self.returned: list[_T] = []
        self.raised: BaseException | None = None

    def run(self) -> None:
        try:
            self.returned.append(self.function())
        except BaseException as error:  # noqa: BLE001 - handed to who asked; a plugin's SystemExit ends nothing here
            self.raised = error


def within(seconds: float, function: Callable[[], _T]) -> _T:
    """Return what a call returns, or raise what it raises. Raises TooLong after `seconds`; the call then goes on alone.

    An interruption by the user reaches the caller, not the call.
    """
    call: _Call[Any] = _Call(function)
    call.start()
    call.join(seconds)
    if call.is_alive():
        raise TooLong
    if call.raised is not None:
        raise call.raised
    returned: _T = call.returned[0]
    return returned

"""Errors that pass the facade keep their lines and lose their variables, which hold names, days and amounts.

Collectors of errors, and consoles, show the variables of every frame of a traceback. Those of what calls the facade are
the caller's own.
"""

import sys
import traceback
from collections.abc import Callable
from collections.abc import Iterator
from functools import wraps
from inspect import isfunction
from inspect import isgeneratorfunction
from typing import Any
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])


class Guarded:
    """Base of the facade: every public method of what derives from it is guarded, those added tomorrow as well."""

    def __init_subclass__(cls, **keywords: object) -> None:
        """Guard the public methods of a class."""
        super().__init_subclass__(**keywords)
        for name, method in tuple(vars(cls).items()):
            if isfunction(method) and not name.startswith("_"):
                setattr(cls, name, guarded(method))


def guarded(method: _F) -> _F:
    """Return a function whose errors leave no variable of it, nor of what it called."""
    return _guarded_steps(method) if isgeneratorfunction(method) else _guarded_call(method)


def _guarded_call(method: _F) -> _F:
    @wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        handled = sys.exception()
        try:
            return method(*arguments, **named)
        except BaseException as error:
            del arguments, named
            _forget(error, handled)
            raise

    return call  # type: ignore[return-value]


def _guarded_steps(method: _F) -> _F:
    @wraps(method)
    def steps(*arguments: Any, **named: Any) -> Iterator[Any]:
        handled = sys.exception()
        try:
            yield from method(*arguments, **named)
        except BaseException as error:
            del arguments, named
            _forget(error, handled)
            raise

    return steps  # type: ignore[return-value]


def _forget(error: BaseException, handled: BaseException | None) -> None:
    """Clear the frames of an error and of what led to it; what the caller was handling before is left alone."""
    waiting, seen = [error], {id(handled)}
    while waiting:
        link = waiting.pop()
        if id(link) not in seen:
            seen.add(id(link))
            traceback.clear_frames(link.__traceback__)
            waiting += [one for one in (link.__cause__, link.__context__) if one is not None]

"""What the conformance kits share: a test that fails tells its number, what it means and what is likely to be done."""

import functools
import inspect
from collections.abc import Callable
from typing import TypeVar

import pytest

AnyKit = TypeVar("AnyKit")


def conformance(test: Callable[[AnyKit], None]) -> Callable[[AnyKit], None]:
    """Mark a test of a kit: its docstring begins with its number and is told with a failure."""
    text = inspect.cleandoc(test.__doc__ or "")

    @functools.wraps(test)
    def told(kit: AnyKit) -> None:
        try:
            test(kit)
        except (Exception, pytest.fail.Exception) as failure:
            failure.add_note(text)
            raise

    return told

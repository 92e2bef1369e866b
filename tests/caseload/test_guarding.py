"""An error that passes the facade keeps the lines it went through, and loses their variables."""

import traceback

import pytest

from prevexp.caseload import Caseload
from prevexp.caseload.guarding import Guarded

NAME = "Zzexemplard"


class Book(Guarded):
    """A facade whose methods fail with a name in hand."""

    def read(self, name):
        """Fail below."""
        return _below(name)

    def steps(self, name):
        """Give one, then fail."""
        yield 1
        _below(name)


def _below(name):
    held = {"surname": name}
    try:
        int(held["surname"])
    except ValueError:
        raise LookupError("not found") from None


def told(error):
    """Return a traceback with the variables of each frame but this module's own test."""
    lines = traceback.TracebackException(type(error), error, error.__traceback__.tb_next, capture_locals=True)
    return "".join(lines.format())


def test_the_lines_stay_and_the_variables_go():
    """Whoever looks for the fault finds the place."""
    with pytest.raises(LookupError) as raised:
        Book().read(NAME)
    assert "in _below" in told(raised.value)
    assert "in read" in told(raised.value)
    assert NAME not in told(raised.value)


def test_what_led_to_it_loses_its_variables_as_well():
    """The error before it stands in the context, whether it is shown or not."""
    with pytest.raises(LookupError) as raised:
        Book().read(NAME)
    context = raised.value.__context__
    frames = [frame for frame, _ in traceback.walk_tb(context.__traceback__)]
    assert frames
    assert not any("held" in frame.f_locals for frame in frames)


def test_a_method_that_gives_one_by_one_is_guarded_while_it_gives():
    """What it gave before is given."""
    steps = Book().steps(NAME)
    assert next(steps) == 1
    with pytest.raises(LookupError) as raised:
        next(steps)
    assert NAME not in told(raised.value)


def test_what_the_caller_was_handling_keeps_its_variables():
    """Its frames are its own, and it may need them."""

    def failing():
        mine = NAME
        raise KeyError(len(mine))

    try:
        failing()
    except KeyError as own:
        with pytest.raises(LookupError):
            Book().read(NAME)
        frames = [frame for frame, _ in traceback.walk_tb(own.__traceback__)]
    assert frames[-1].f_locals == {"mine": NAME}


def test_every_public_method_of_the_facade_is_guarded():
    """Those of its parts as well, and those added tomorrow."""
    methods = [getattr(Caseload, name) for name in dir(Caseload) if not name.startswith("_")]
    assert [one.__name__ for one in methods if callable(one) and not hasattr(one, "__wrapped__")] == []

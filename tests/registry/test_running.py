"""What a plugin raises at run time is a fault that names it and nobody else; the rest goes on."""

from collections.abc import Callable

import attrs
import pytest

from prevexp.domain.errors import PluginFault
from prevexp.domain.provenance import Provenance
from prevexp.registry.notifying import Listener
from prevexp.registry.offers import ReportSection
from prevexp.registry.running import FaultLog

WHOSE = Provenance(plugin="d99", distribution="prevexp-d99", version="1.0")


def offered(build: Callable[..., object], provenance: Provenance | None = WHOSE) -> ReportSection:
    return ReportSection(id="d99.part", build=build, provenance=provenance)


def failing(name: str) -> object:
    raise KeyError(f"nothing is known of {name}")


def leaving(name: str) -> object:
    raise SystemExit(name)


def called(log: FaultLog, build: Callable[..., object], **settings: Provenance | None) -> object:
    offer = offered(build, **settings)
    return log.call(offer, build, "Marie Dupont")


def test_what_a_plugin_returns_is_returned() -> None:
    """Nothing stands between a plugin that works and its caller."""
    log = FaultLog()
    assert called(log, str.upper) == "MARIE DUPONT"
    assert log.faults == ()


@pytest.mark.parametrize("build, kind", [(failing, "KeyError"), (leaving, "SystemExit")])
def test_a_fault_names_plugin_distribution_version_object_and_line(build: Callable[..., object], kind: str) -> None:
    """Whoever maintains the plugin finds the line; whoever runs it, the plugin."""
    fault = called(FaultLog(), build)
    line = build.__code__.co_firstlineno + 1
    assert str(fault) == f"d99 (prevexp-d99 1.0), run d99.part: {kind} at test_running.py:{line} ({build.__name__})"


def test_no_text_or_value_of_an_exception_leaves() -> None:
    """The text of an exception is the plugin's and may hold a name: neither message nor trace repeats it."""

    def wrapping(name: str) -> object:
        try:
            return failing(name)
        except KeyError as error:
            raise ValueError(f"for {name}") from error

    fault = called(FaultLog(), wrapping)
    assert "Dupont" not in repr(fault) + str(fault) + fault.trace
    assert [line for line in fault.trace.split("\n") if not line.startswith(" ")] == ["ValueError", "KeyError"]


def test_a_fault_of_each_case_is_told_once_and_counted() -> None:
    """A rule that fails on ten thousand cases is one fault, not ten thousand lines."""
    told: list[object] = []

    def hears(fault: object) -> None:
        told.append(fault)

    deaf = Listener(hook="prevexp_on_fault", function=hears, takes=(), provenance=WHOSE)
    log = FaultLog(listeners=(deaf, attrs.evolve(deaf, takes=("fault",))))
    for _ in range(3):
        called(log, failing)
    assert told == [log.faults[0]]
    assert log.count(log.faults[0]) == 3
    assert log.faults[1].object == "prevexp_on_fault"


def test_what_prevexp_itself_brings_is_not_guarded() -> None:
    """A bug of prevexp is not a plugin's fault."""
    with pytest.raises(KeyError):
        called(FaultLog(), failing, provenance=None)


def test_an_interruption_by_the_user_is_no_fault() -> None:
    """Who presses Ctrl-C means the program."""

    def interrupted(name: str) -> object:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        called(FaultLog(), interrupted)


def test_a_strict_run_raises_with_the_cause() -> None:
    """The author of a plugin wants the exception, not the result without it."""
    with pytest.raises(PluginFault, match=r"d99\.part: KeyError") as refused:
        called(FaultLog(strict=True), failing)
    assert isinstance(refused.value.__cause__, KeyError)


def test_a_trace_is_told_how_often_each_object_was_called() -> None:
    """Whose it was, what was called, how often and for how long: one line, not one for each case."""
    seen: list[tuple[object, ...]] = []
    log = FaultLog(trace=lambda *call: seen.append(call))
    for _ in range(3):
        called(log, failing)
    log.close()
    ((whose, what, number, milliseconds),) = seen
    assert (whose, what, number) == (WHOSE, "d99.part", 3)
    assert isinstance(milliseconds, float)

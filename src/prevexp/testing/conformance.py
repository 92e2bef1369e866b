"""What every conformance kit shares: numbered rules, capabilities whose lack is counted, nothing that can be left out.

A kit is a class whose tests are rules. A plugin subclasses it, gives what the tests need and runs pytest; `run_kit` of
`prevexp.testing.running` runs the same without pytest.
"""

import functools
import inspect
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any
from typing import ClassVar
from typing import TypeVar

import attrs
import pytest

AnyKit = TypeVar("AnyKit", bound="ConformanceKit")
KitTest = Callable[[AnyKit], None]

_MARKS = "pytestmark"
_SWITCHES = (_MARKS, "__test__")


@attrs.frozen(kw_only=True)
class Rule:
    """One test of a kit: its number, what a failure means, where to look first; `capability` None: a base rule."""

    number: str
    meaning: str
    fix: str
    capability: StrEnum | None = None

    def __str__(self) -> str:
        return f"{self.number} {self.meaning}\nFix: {self.fix}"


def _fixed(base: type) -> set[str]:
    return {name for name, value in vars(base).items() if hasattr(value, "rule")}


class KitGuard(type):
    """Refuses a subclass that leaves out, replaces or marks a rule of its kit."""

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **more: Any) -> None:
        super().__init__(name, bases, namespace, **more)
        for switch in _SWITCHES:
            if hasattr(cls, switch):
                raise TypeError(f"{name}: `{switch}` may not be set on a conformance kit")
        for base in cls.__mro__[1:]:
            for test in _fixed(base):
                if getattr(cls, test) is not vars(base)[test]:
                    raise TypeError(f"{name}.{test} is a rule of {base.__name__}: it cannot be replaced or left out")

    def __setattr__(cls, name: str, value: object) -> None:
        if name in _SWITCHES or any(name in _fixed(base) for base in cls.__mro__):
            raise TypeError(f"{cls.__name__}.{name} is fixed: a rule of a kit can be neither marked nor replaced")
        super().__setattr__(name, value)


class ConformanceKit(metaclass=KitGuard):
    """The base of a kit. `capabilities` are what the subject under test declares it can do."""

    capabilities: ClassVar[frozenset[StrEnum]] = frozenset()
    folder: Path
    """An empty folder of the test's own."""

    @pytest.fixture(autouse=True)
    def _prepared(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
        if request.node.get_closest_marker("xfail"):
            pytest.fail("a rule of a kit may not be expected to fail")
        self.begin(tmp_path)
        yield
        self.end()

    def begin(self, folder: Path) -> None:
        """Prepare one test, which may use an empty folder."""
        self.folder = folder

    def end(self) -> None:
        """Clear up after one test."""


def conformance(test: KitTest[AnyKit]) -> KitTest[AnyKit]:
    """Make a test a base rule: its docstring begins with its number, ends with `Fix:`, and is told with a failure."""
    return _ruled(test, None)


def needing(capability: StrEnum) -> Callable[[KitTest[AnyKit]], KitTest[AnyKit]]:
    """Make a test a rule that is tried only for subjects with a capability; what was not tried is counted."""
    return functools.partial(_ruled, capability=capability)


def rules_of(kit: type[ConformanceKit]) -> Mapping[str, Rule]:
    """Return the rules of a kit by the names of their tests, in the order of numbers."""
    found = {name: test.rule for name in dir(kit) if hasattr(test := getattr(kit, name), "rule")}
    return dict(sorted(found.items(), key=lambda one: (one[1].number, one[0])))


def _ruled(test: KitTest[AnyKit], capability: StrEnum | None) -> KitTest[AnyKit]:
    rule = _read(test, capability)

    @functools.wraps(test)
    def told(kit: AnyKit) -> None:
        if rule.capability is not None and rule.capability not in kit.capabilities:
            pytest.skip(f"{rule.number} not tried: no capability {rule.capability.value!r}")
        try:
            test(kit)
        except (pytest.skip.Exception, pytest.xfail.Exception) as skipped:
            raise AssertionError(f"{rule.number} was left out ({skipped}): only a lack in `capabilities` may") from None
        except (Exception, pytest.fail.Exception) as failure:
            failure.add_note(str(rule))
            raise

    vars(told)["rule"] = rule
    return told


def _read(test: Callable[..., None], capability: StrEnum | None) -> Rule:
    """Read a rule off a docstring."""
    first, _, fix = inspect.cleandoc(test.__doc__ or "").partition("\n\nFix: ")
    number, _, meaning = first.partition(" ")
    if not (number and meaning and fix):
        raise TypeError(f"{test.__qualname__}: a rule says its number, its meaning and a fix")
    return Rule(number=number, meaning=" ".join(meaning.split()), fix=" ".join(fix.split()), capability=capability)

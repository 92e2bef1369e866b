"""Running a kit without pytest's command: every rule once, in the order of numbers, and a report a program can read.

pytest has to be installed all the same, since rules are written with it.
"""

import time
import traceback
from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest

from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.conformance import Rule
from prevexp.testing.conformance import rules_of

_HERE = Path(__file__).parent
"""The folder of the machinery; each kit's rules are in a folder below it, or elsewhere."""


class Status(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@attrs.frozen(kw_only=True)
class Tried:
    """A rule that was tried; `detail` says where it failed, or which capability it lacks."""

    test: str
    rule: Rule
    status: Status
    detail: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it in the documented shape."""
        capability = self.rule.capability
        return {
            "number": self.rule.number,
            "test": self.test,
            "status": self.status.value,
            "capability": None if capability is None else capability.value,
            "meaning": self.rule.meaning,
            "fix": self.rule.fix,
            "detail": self.detail,
        }


@attrs.frozen(kw_only=True)
class Report:
    """What a kit found of its subject. `seconds` is how long it took."""

    kit: str
    subject: str
    tried: tuple[Tried, ...]
    seconds: float

    @property
    def counts(self) -> Mapping[Status, int]:
        """Status -> number of rules."""
        found = Counter(one.status for one in self.tried)
        return {status: found[status] for status in Status}

    @property
    def ok(self) -> bool:
        """Say whether nothing failed."""
        return not self.counts[Status.FAILED]

    def numbers(self, status: Status) -> tuple[str, ...]:
        """Return the numbers with a status, each once; one of which any rule failed counts as failed only."""
        worst = {one.rule.number: Status.PASSED for one in self.tried}
        for level in (Status.SKIPPED, Status.FAILED):
            worst |= {one.rule.number: level for one in self.tried if one.status is level}
        return tuple(number for number, found in worst.items() if found is status)

    def to_json(self) -> dict[str, Any]:
        """Return the report in the documented shape."""
        counts = {status.value: number for status, number in self.counts.items()}
        rules = [one.to_json() for one in self.tried]
        return {"kit": self.kit, "subject": self.subject, **counts, "seconds": round(self.seconds, 1), "rules": rules}


def run_kit(
    kit: type[ConformanceKit],
    *,
    name: str,
    subject: str,
    progress: Callable[[Tried], None] = lambda _: None,
) -> Report:
    """Try every rule of a kit, each in an empty folder of its own; `progress` is told each as it is done."""
    start = time.monotonic()
    tried = []
    for test, rule in rules_of(kit).items():
        with TemporaryDirectory(prefix="prevexp-kit-") as folder:
            one = _try(kit, test, rule, Path(folder))
        tried.append(one)
        progress(one)
    return Report(kit=name, subject=subject, tried=tuple(tried), seconds=time.monotonic() - start)


def _try(kit: type[ConformanceKit], test: str, rule: Rule, folder: Path) -> Tried:
    subject = kit()
    subject.begin(folder)
    try:
        getattr(subject, test)()
    except pytest.skip.Exception as skipped:
        return Tried(test=test, rule=rule, status=Status.SKIPPED, detail=str(skipped))
    except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - whatever the subject does is a finding
        return Tried(test=test, rule=rule, status=Status.FAILED, detail=_where(failure))
    finally:
        subject.end()
    return Tried(test=test, rule=rule, status=Status.PASSED)


def _where(failure: BaseException) -> str:
    """Return what was raised, and the line of the kit it came out of."""
    frames = traceback.extract_tb(failure.__traceback__)
    rules = [
        frame for frame in frames if _HERE in Path(frame.filename).parents and Path(frame.filename).parent != _HERE
    ]
    frame = (rules or frames)[-1]
    text = str(failure).partition("\n")[0]
    raised = f"{type(failure).__name__}: {text}" if text else type(failure).__name__
    return f"{raised} ({Path(frame.filename).name}:{frame.lineno}: {frame.line})"

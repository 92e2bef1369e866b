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
from textwrap import shorten
from typing import Any

import attrs
import pytest

from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.conformance import Rule
from prevexp.testing.conformance import rules_of

_LONGEST = 1200
"""Characters of what a failure says: some twenty problems of a pack."""

_HERE = Path(__file__).parent
"""The folder of the machinery; each kit's rules are in a folder below it, or elsewhere."""


class Status(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@attrs.frozen(kw_only=True)
class Tried:
    """A rule of a kit that was tried on something; `detail` says where it failed, or which capability it lacks.

    `cause` is what was raised said, without the place: several rules may fail for one cause.
    """

    kit: str
    subject: str
    test: str
    rule: Rule
    status: Status
    detail: str = ""
    cause: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it in the documented shape."""
        capability = self.rule.capability
        return {
            "number": self.rule.number,
            "kit": self.kit,
            "subject": self.subject,
            "test": self.test,
            "status": self.status.value,
            "capability": None if capability is None else capability.value,
            "meaning": self.rule.meaning,
            "fix": self.rule.fix,
            "detail": self.detail,
        }


@attrs.frozen(kw_only=True)
class Untried:
    """What a kit is for and could not be tried on, with the reason and what to do."""

    kit: str
    subject: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return it in the documented shape."""
        return attrs.asdict(self)


@attrs.frozen(kw_only=True)
class Report:
    """What a kit found of its subject, or several of theirs. `seconds` is how long it took."""

    kit: str
    subject: str
    tried: tuple[Tried, ...]
    seconds: float
    untried: tuple[Untried, ...] = ()

    @property
    def counts(self) -> Mapping[Status, int]:
        """Status -> number of rules."""
        found = Counter(one.status for one in self.tried)
        return {status: found[status] for status in Status}

    @property
    def ok(self) -> bool:
        """Say whether nothing failed and nothing was left untried."""
        return not self.counts[Status.FAILED] and not self.untried

    @property
    def parts(self) -> Mapping[tuple[str, str], "Report"]:
        """(kit, subject) -> what that kit found of it."""
        found: dict[tuple[str, str], list[Tried]] = {}
        for one in self.tried:
            found.setdefault((one.kit, one.subject), []).append(one)
        return {
            (kit, subject): Report(kit=kit, subject=subject, tried=tuple(some), seconds=self.seconds)
            for (kit, subject), some in found.items()
        }

    def numbers(self, status: Status) -> tuple[str, ...]:
        """Return the numbers with a status, each once; one of which any rule failed counts as failed only."""
        worst = {one.rule.number: Status.PASSED for one in self.tried}
        for level in (Status.SKIPPED, Status.FAILED):
            worst |= {one.rule.number: level for one in self.tried if one.status is level}
        return tuple(number for number, found in worst.items() if found is status)

    def to_json(self) -> dict[str, Any]:
        """Return the report in the documented shape."""
        return {
            "kit": self.kit,
            "subject": self.subject,
            **{status.value: number for status, number in self.counts.items()},
            "seconds": round(self.seconds, 1),
            "rules": [one.to_json() for one in self.tried],
            "untried": [one.to_json() for one in self.untried],
        }


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
            outcome = _try(kit, test, Path(folder))
        one = Tried(kit=name, subject=subject, test=test, rule=rule, **outcome)
        tried.append(one)
        progress(one)
    return Report(kit=name, subject=subject, tried=tuple(tried), seconds=time.monotonic() - start)


def _try(kit: type[ConformanceKit], test: str, folder: Path) -> dict[str, Any]:
    """Try one rule; return what became of it, by the names of `Tried`."""
    subject = kit()
    try:
        subject.begin(folder)
        try:
            getattr(subject, test)()
        finally:
            subject.end()
    except pytest.skip.Exception as skipped:
        return {"status": Status.SKIPPED, "detail": str(skipped)}
    except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - whatever the subject does is a finding
        cause = shorten(str(failure), _LONGEST, placeholder=" …")
        return {"status": Status.FAILED, "detail": _where(failure, cause), "cause": cause}
    return {"status": Status.PASSED}


def _where(failure: BaseException, text: str) -> str:
    """Return what was raised, and the line of the kit it came out of."""
    frames = traceback.extract_tb(failure.__traceback__)
    rules = [
        frame for frame in frames if _HERE in Path(frame.filename).parents and Path(frame.filename).parent != _HERE
    ]
    frame = (rules or frames)[-1]
    raised = f"{type(failure).__name__}: {text}" if text else type(failure).__name__
    return f"{raised} ({Path(frame.filename).name}:{frame.lineno}: {frame.line})"

"""How the report of a kit is told: at 80 columns for people, as JSON for programs."""

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from textwrap import wrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from prevexp.testing.running import Report
    from prevexp.testing.running import Tried

_WIDTH = 80
_EVERY = "Tous les kits qui conviennent"
_NEEDED = ("hypothesis", "pytest")


def require_kits() -> None:
    """Refuse to begin without what the kits are written with."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        names = ", ".join(missing)
        raise click.UsageError(f'Il manque {names}. À faire, dans un clone de prevexp : pip install ".[xlsx,test]".')


def tell(report: "Report", *, as_json: bool) -> int:
    """Write a report to stdout and return the exit code: 1 if a rule failed."""
    text = json.dumps(report.to_json(), ensure_ascii=False, indent=1) if as_json else "\n".join(_lines(report))
    click.echo(text)
    return 0 if report.ok else 1


def _lines(report: "Report") -> Iterator[str]:
    from prevexp.testing.running import Status

    passed, failed, skipped = (report.counts[one] for one in (Status.PASSED, Status.FAILED, Status.SKIPPED))
    kit = _EVERY if report.kit == "all" else report.kit
    yield from _wrapped(f"{kit} : {report.subject}", "", "  ")
    yield f"{passed} réussies, {failed} échouées, {skipped} non essayées, en {report.seconds:.0f} s."
    if passed:
        yield from ("", "Réussies", *_passed(report))
    if skipped:
        yield from ("", "Non essayées, faute de la capacité")
        for capability, left_out in _by_capability(report).items():
            yield from _wrapped(f"{capability} : {' '.join(dict.fromkeys(left_out))}", "  ", "    ")
    if failed:
        yield from ("", "Échouées")
        for alike in _by_cause(report):
            yield from _failed(alike[0], several=len(report.parts) > 1)
            if others := [one.rule.number for one in alike[1:]]:
                yield from _wrapped(f"Même cause : {' '.join(others)}", "    ", "      ")
    if report.untried:
        yield from ("", "Sans essai possible")
        for left in report.untried:
            yield from _wrapped(f"{' '.join(filter(None, (left.kit, left.subject)))} : {left.reason}", "  ", "    ")


def _passed(report: "Report") -> Iterator[str]:
    """Yield the numbers that passed, under what they were tried on if that is several things."""
    from prevexp.testing.running import Status

    for (kit, subject), part in report.parts.items():
        numbers = " ".join(part.numbers(Status.PASSED))
        said = f"{kit}, {subject} : {numbers}" if len(report.parts) > 1 else numbers
        if numbers:
            yield from _wrapped(said, "  ", "    " if len(report.parts) > 1 else "  ")


def _failed(one: "Tried", *, several: bool) -> Iterator[str]:
    where = f"{one.kit}, {one.subject}, " if several else ""
    yield from _wrapped(f"{one.rule.number} {one.rule.meaning}", "  ", "    ")
    yield from _wrapped(f"À faire : {one.rule.fix}", "    ", "      ")
    yield from _wrapped(f"Où : {where}{one.test}, {one.detail}", "    ", "      ")


def _by_cause(report: "Report") -> list[list["Tried"]]:
    """Return what failed, those of one kit and subject that failed for one cause together."""
    from prevexp.testing.running import Status

    found: dict[tuple[str, ...], list[Tried]] = defaultdict(list)
    for one in report.tried:
        if one.status is Status.FAILED:
            found[one.kit, one.subject, one.cause or one.test].append(one)
    return list(found.values())


def _by_capability(report: "Report") -> dict[str, list[str]]:
    from prevexp.testing.running import Status

    found: dict[str, list[str]] = defaultdict(list)
    for one in report.tried:
        if one.status is Status.SKIPPED:
            found[str(one.rule.capability)].append(one.rule.number)
    return found


def _wrapped(text: str, first: str, then: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)

"""`prevexp conformance KIND TARGET` for every kit but storage's, and `prevexp conformance TARGET` for all that fit."""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click

from ..options import json_option
from ..plugging import loading
from .telling import require_kits
from .telling import tell

KITS = {
    "pack": "packs",
    "rules": "rules",
    "indicators": "indicators",
    "exporters": "exporters",
    "connectors": "connectors",
    "models": "models",
}
"""Name of a command -> name of its kit."""

_TARGETS = """CIBLE : un fichier .py, un dossier d'extensions, un pack, le dossier d'une
distribution installée, ou le nom d'une extension ou d'un territoire installés."""

_OWN = """Ce que seul l'auteur peut donner (un partenaire d'essai, la lecture d'un
fichier) est une classe de ses tests : test_….py à côté, ou --tests."""


def kit_command(name: str | None, words: str) -> click.Command:
    """Return the command of one kit, or of all of them."""
    kits = None if name is None else (KITS[name],)

    @click.command(
        name, help=f"{words}\n\n{_TARGETS}\n\n{_OWN}\n\nSortie 1 si une règle échoue ou n'a pu être essayée."
    )
    @click.argument("target", metavar="CIBLE")
    @click.option(
        "--tests",
        type=click.Path(exists=True, path_type=Path),
        help="Fichier ou dossier de tests qui tient les classes de l'auteur.",
    )
    @json_option
    def command(target: str, tests: Path | None, as_json: bool) -> int:
        require_kits()
        return _tried(target, kits, tests, as_json=as_json)

    made: click.Command = command
    return made


def _tried(said: str, kits: tuple[str, ...] | None, tests: Path | None, *, as_json: bool) -> int:
    from prevexp.testing.trying import KitName
    from prevexp.testing.trying import Target
    from prevexp.testing.trying import try_target

    from ..progress import progress

    wanted: Any = tuple(KitName) if kits is None else tuple(map(KitName, kits))
    with progress("Conformité") as say, redirect_stdout(sys.stderr):
        target = Target.of(said, loading(), tests=tests)
        report = try_target(target, wanted, progress=lambda one: say(f"{one.subject} {one.rule.number}"))
    if not report.tried and not report.untried:
        raise click.UsageError(f"{said} n'offre rien que ce kit éprouve.")
    return tell(report, as_json=as_json)

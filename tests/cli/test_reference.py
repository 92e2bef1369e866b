"""The reference pages are made from the code; `pytest --update-golden` writes them anew."""

from pathlib import Path

import click
import pytest

from prevexp.cli.running import COMMANDS
from prevexp.cli.running import group
from prevexp.domain import errors
from prevexp.exchange.faults import ADVICE
from prevexp.exchange.faults import FAULTS
from prevexp.exchange.faults import WARNINGS
from prevexp.exchange.refusals import CAUSES
from prevexp.render.errors import explain_error

pytestmark = pytest.mark.checkout

PAGES = Path(__file__).parents[2] / "docs" / "reference"


def family(kind):
    """Yield an error class and all that descend from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


def made_of(kind):
    """Return an error of a class that carries nothing but its kind."""
    if kind is errors.TransferRefused:
        return kind("…", "Voir « Refused files »", file="…")
    return kind("…", expected=0, actual=0) if kind is errors.StaleVersion else kind("…")


def commands_page():
    """Return the page of the commands: their help, as the terminal shows it."""
    parts = ["# Commands", "", "Made from the program; `prevexp COMMAND --help` says the same.", ""]
    for name in COMMANDS:
        whole = click.Context(group, info_name="prevexp", **group.context_settings)
        command = group.get_command(whole, name)
        context = click.Context(command, whole, name, max_content_width=80, terminal_width=80)
        parts += [f"## {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def codes_page():
    """Return the page of the codes: exit codes, what rejects or warns of a row, what refuses a file, errors."""
    parts = ["# Codes", "", "Made from the program. No message ever holds the content of a cell.", ""]
    parts += ["## Exit codes", ""]
    parts += ["| Code | Meaning |", "|---|---|"]
    meanings = {0: "ok", 1: "findings: rows rejected", 2: "usage", 3: "unreadable data or store; nothing was stored"}
    meanings |= {4: "plugin or pack fault", 70: "internal error", 130: "interrupted"}
    parts += [f"| {code} | {meaning} |" for code, meaning in meanings.items()]
    for title, codes in (("Faults: the row is rejected", FAULTS), ("Warnings: the row is taken", WARNINGS)):
        parts += ["", f"## {title}", "", "| Code | Attendu | Remède |", "|---|---|---|"]
        parts += [f"| `{code}` | {ADVICE[code].expected} | {ADVICE[code].remedy} |" for code in sorted(codes)]
    parts += ["", "## Refused files: nothing is stored", "", "| Code | Message | Remède |", "|---|---|---|"]
    causes = sorted(CAUSES.values(), key=lambda cause: (cause.reason, cause.message))
    parts += [f"| `{cause.reason}` | {cause.message} | {cause.remedy} |" for cause in causes]
    parts += ["", "## Errors", "", "| Code | Class | Message |", "|---|---|---|"]
    kinds = [kind for kind in family(errors.PrevexpError) if kind.__module__ == errors.__name__]
    for kind in kinds:
        parts += [f"| `{kind.code}` | `{kind.__name__}` | {explain_error(made_of(kind)).message} |"]
    return "\n".join([*parts, ""])


@pytest.mark.parametrize(("name", "made"), [("commands.md", commands_page), ("codes.md", codes_page)])
def test_the_reference_says_what_the_program_says(request, name, made):
    """The committed page equals the one made from the code."""
    page, text = PAGES / name, made()
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text

"""How the commands that note something end: noted and said, or refused with a reason and a remedy."""

from datetime import date
from typing import TYPE_CHECKING

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Case

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

EXIT_REFUSED = 1


def following(caseload: "Caseload", case_id: str, on: date) -> str:
    """Say what comes next for a household, seen from the last day of which anything is noted of it.

    What is typed in late would else be answered with what was to be done then: a letter to who has since refused.
    """
    from prevexp.caseload.reading import entries_of
    from prevexp.render.pending import pending_text

    day = max(on, *(entry.on for entry in entries_of(caseload.records, case_id)))
    return pending_text(caseload.next_contact(case_id, on=day), caseload.follow_up(case_id, on=day))


def told(result: Case | Refusal, following: str = "") -> int:
    """Say on stderr that it is noted and what follows, or why it is not, and return the exit code."""
    if not isinstance(result, Refusal):
        click.echo(f"Noté. {following}".rstrip(), err=True)
        return 0
    from prevexp.render.refusals import refusal_told

    code, message, remedy = refusal_told(result)
    click.echo(f"Refusé [{code}] {message} Rien n'est noté.", err=True)
    click.echo(f"  À faire : {remedy}", err=True)
    return EXIT_REFUSED

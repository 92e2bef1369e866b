"""How the commands that note something end: noted and said, or refused with a reason and a remedy."""

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Case

EXIT_REFUSED = 1


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

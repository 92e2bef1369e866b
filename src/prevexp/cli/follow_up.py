"""`prevexp follow-up`: what a person decides about the contact due after the last exchange."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import ExtendFollowUp
from prevexp.domain.vocabulary import FollowUpEnd

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

_ENDS = {"done": FollowUpEnd.DONE, "lost": FollowUpEnd.LOST, "cancel": FollowUpEnd.CANCELLED}
_EXTEND = "extend"


@click.command("follow-up")
@click.argument("case")
@click.argument("decision", type=click.Choice([*_ENDS, _EXTEND]))
@caseload_options
@day_option(help="Jour de la décision.")
@click.option("--until", type=Day(), help="Nouveau dernier jour, avec extend.")
def command(
    case: str, decision: str, store: str, territory: str, key_file: Path | None, on: date, until: date | None
) -> int:
    """Décider de la veille d'un ménage : faite (done), perdue de vue (lost), annulée (cancel), prolongée (extend).

    Un échange noté avec le ménage la déplace de lui-même : rien d'autre n'est à noter.
    """
    if (decision == _EXTEND) is (until is None):
        raise click.UsageError("--until va avec extend, et avec lui seul")
    wanted = ExtendFollowUp(on=on, until=until) if until else EndFollowUp(on=on, end=_ENDS[decision])
    with opened(store, territory, key_file) as caseload:
        return told(caseload.do(caseload.find(case), wanted))

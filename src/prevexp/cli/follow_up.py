"""`prevexp follow-up`: what a person decides about the contact due after the last exchange."""

from datetime import date
from pathlib import Path

import click

from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.contract.commands import ReviewUndertakings
from prevexp.casework.contract.commands import UndertakingAnswer
from prevexp.casework.refusal import Refusal
from prevexp.domain.case import Case
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.vocabulary import FollowUpEnd

from .amounts import pair
from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

_ENDS = {"done": FollowUpEnd.DONE, "lost": FollowUpEnd.LOST, "cancel": FollowUpEnd.CANCELLED}
_DONE, _EXTEND, _SAME = "done", "extend", "same"


@click.command("follow-up")
@click.argument("case")
@click.argument("decision", type=click.Choice([*_ENDS, _EXTEND]))
@caseload_options
@day_option(help="Jour de la décision.")
@click.option("--until", type=Day(), help="Nouveau dernier jour, avec extend.")
@click.option(
    "--undertaking",
    multiple=True,
    metavar="NUMÉRO=ÉTAT",
    help="Démarche passée en revue, avec done : son nouvel état, ou same si rien n'a changé.",
)
def command(
    case: str,
    decision: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    until: date | None,
    undertaking: tuple[str, ...],
) -> int:
    """Décider de la veille d'un ménage : faite (done), perdue de vue (lost), annulée (cancel), prolongée (extend).

    Un échange noté avec le ménage la déplace de lui-même : rien d'autre n'est à noter. Une veille faite dit quelles
    démarches promises n'ont pas été passées en revue.
    """
    if (decision == _EXTEND) is (until is None):
        raise click.UsageError("--until va avec extend, et avec lui seul")
    if undertaking and decision != _DONE:
        raise click.UsageError("--undertaking va avec done, et avec lui seul")
    wanted: ExtendFollowUp | EndFollowUp | ReviewUndertakings
    wanted = ExtendFollowUp(on=on, until=until) if until else EndFollowUp(on=on, end=_ENDS[decision])
    if undertaking:
        wanted = ReviewUndertakings(on=on, answers=tuple(map(_answer, undertaking)), done=True)
    with opened(store, territory, key_file) as caseload:
        result = caseload.do(caseload.find(case), wanted)
        return told(result, _left_out(result, on) if decision == _DONE else "")


def _answer(said: str) -> UndertakingAnswer:
    """Read NUMÉRO=ÉTAT."""
    number, status = pair(said, "NUMÉRO=ÉTAT, par exemple 7=filed, ou 7=same")
    if not (number.isascii() and number.isdigit() and int(number)) or status not in {_SAME, *UndertakingStatus}:
        raise click.UsageError(f"écrire NUMÉRO=ÉTAT ; états : {_SAME}, {', '.join(UndertakingStatus)}")
    return UndertakingAnswer(number=int(number), status=None if status == _SAME else UndertakingStatus(status))


def _left_out(result: Case | Refusal, on: date) -> str:
    """Say what was not gone through: it does not undo the contact, which took place."""
    if isinstance(result, Refusal):
        return ""
    from prevexp.casework.contract.undertakings import not_gone_through
    from prevexp.render.contract_text import left_out_text

    return left_out_text(not_gone_through(result, on))

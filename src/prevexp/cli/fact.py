"""`prevexp fact`: note a fact that the territory or a plugin adds to cases, take it back, or list those there are."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prevexp.domain.values import identifier
from prevexp.expressions import Dtype

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

if TYPE_CHECKING:
    from prevexp.caseload import Caseload
    from prevexp.domain.extra import ExtraValue

_FLAGS = {"oui": True, "non": False}
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_EXPECTED = {Dtype.BOOL: "oui ou non", Dtype.INTEGER: "un nombre entier", Dtype.SLUG: "un de ses mots"}


@click.command("fact")
@click.argument("case")
@click.argument("fact")
@click.argument("value", required=False)
@caseload_options
@day_option(help="Jour où le fait est connu, ou retiré.")
@click.option("--withdraw", is_flag=True, help="Retirer ce qui était noté : le fait n'est plus connu.")
def command(
    case: str,
    fact: str,
    value: str | None,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    withdraw: bool,
) -> int:
    """Noter un fait ajouté : FACT est son identifiant (d93.saisine), VALUE sa valeur.

    Une valeur est oui ou non, un nombre entier (un montant : en centimes), un jour AAAA-MM-JJ, ou un mot du fait.
    """
    if withdraw is (value is not None):
        raise click.UsageError("donner une valeur, ou --withdraw seul")
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if value is None:
            return told(caseload.withdraw_fact(case_id, fact, on=on))
        return told(caseload.note_fact(case_id, fact, _read(caseload, fact, value), on=on))


def _read(caseload: "Caseload", fact: str, value: str) -> "ExtraValue":
    """Read a value as the fact is declared; a word of no such fact is refused later, with those there are."""
    dtype = next((one.dtype for one in caseload.pack.facts if one.id == fact), Dtype.SLUG)
    if dtype is Dtype.DATE:
        return Day().convert(value, None, None)
    if dtype is Dtype.BOOL and value in _FLAGS:
        return _FLAGS[value]
    if dtype is Dtype.INTEGER and _WHOLE.fullmatch(value):
        return int(value)
    if dtype is Dtype.SLUG and identifier.pattern.fullmatch(value):
        return value
    raise click.BadParameter(f"le fait attend {_EXPECTED[dtype]}", param_hint="VALUE")

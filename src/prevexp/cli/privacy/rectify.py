"""`prevexp privacy rectify`: who the people are is put right, or a wrong entry is struck."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.life import CorrectionReason

from ..noting import told
from ..options import Day
from ..options import caseload_options
from ..options import day_option
from ..options import opened

_NOTHING = "dire ce qui est rectifié : --surname, --phone… ou --entry avec --reason"


@click.command("rectify")
@click.argument("case")
@click.option("--surname", help="Nom ; vide : il n'est plus connu.")
@click.option("--first-name", help="Prénom.")
@click.option("--born-on", type=Day(), help="Date de naissance.")
@click.option("--phone", help="Téléphone.")
@click.option("--email", help="Courriel.")
@click.option("--street", help="Numéro et voie du logement.")
@click.option("--postcode", help="Code postal.")
@click.option("--entry", type=click.IntRange(min=1), help="Numéro d'une saisie fausse, à rayer.")
@click.option("--reason", type=click.Choice([one.value for one in CorrectionReason]), help="Ce qui y est faux.")
@caseload_options
@day_option(help="Jour de la rectification.")
def command(
    case: str,
    entry: int | None,
    reason: str | None,
    born_on: date | None,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    **identity: str | None,
) -> int:
    """Rectifier l'identité d'un dossier, ou rayer une saisie fausse ; dire qui est à prévenir (RGPD art. 16, 19).

    Une liste à venir ne change plus ce qui est rectifié. Ce qui est vrai d'une saisie rayée se note de nouveau.

    Exemple : prevexp privacy rectify 01-2021-00123 --phone "03 21 00 00 00"
    """
    from prevexp.render.person_requests import notices_line

    said = {name: text for name, text in identity.items() if text is not None}
    said |= {"born_on": born_on.isoformat()} if born_on else {}
    wrong = None if entry is None or reason is None else (entry, CorrectionReason(reason))
    if (entry is None) is not (reason is None) or bool(said) is (wrong is not None):
        raise click.UsageError(_NOTHING)
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if wrong is not None:
            result = caseload.rectify_entry(case_id, on=on, entry=wrong[0], reason=wrong[1])
        else:
            result = caseload.rectify(case_id, on=on, **said)
        return told(result, notices_line(caseload.rights(case_id, on=on), on=on))

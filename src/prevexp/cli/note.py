"""`prevexp note`: the note to the CCAPEX, or what goes to the judge, as a page to print."""

from datetime import date
from pathlib import Path

import click

from prevexp.domain.errors import InvalidValue
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose

from .options import caseload_options
from .options import day_option
from .options import opened

EXIT_NOTHING = 1
_PURPOSES = {Recipient.CCAPEX: SharingPurpose.INSTRUCTION, Recipient.JUDGE: SharingPurpose.DSF}


@click.command("note")
@click.argument("case")
@click.option("--to", "to", type=click.Choice([one.value for one in _PURPOSES]), required=True, help="Destinataire.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Fichier HTML à écrire.")
@caseload_options
@day_option(help="Jour de la note.")
@click.option("--choose", multiple=True, metavar="NOM", help="Partie choisie à la main : causes, abilities, needs.")
def command(
    case: str,
    to: str,
    out: Path,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    choose: tuple[str, ...],
) -> int:
    """Écrire la note à la CCAPEX (ccapex), ou les éléments du diagnostic social et financier pour le juge (judge).

    Elle ne contient que ce que la matrice de partage permet ce jour-là ; la situation sociale, seulement ce qui est
    choisi. Le fichier n'est lisible que par son propriétaire. Code de sortie : 1 si rien ne peut partir.

    Exemple : prevexp note 01-2021-00123 --to ccapex --choose causes --out note.html
    """
    from prevexp.caseload.reading import case_of
    from prevexp.exchange.atomic import replacing
    from prevexp.render.note import note_html
    from prevexp.render.note import nothing_leaves

    with opened(store, territory, key_file) as caseload:
        purpose = _PURPOSES[Recipient(to)]
        case_id = caseload.find(case)
        commune = case_of(caseload.records, case_id, on).facts.commune
        partner = caseload.pack.partner_for(Recipient(to), commune)
        if partner is None:
            known = tuple(one.slug for one in caseload.pack.partners if one.of_the_matrix == to)
            raise InvalidValue("no partner of this kind stands where the dwelling lies", known=known)
        view = caseload.view(case_id, partner=partner, purpose=purpose, on=on, chosen=choose)
        called = next((one.label for one in caseload.pack.partners if one.slug == partner), None)
    if view.empty:
        click.echo(nothing_leaves(view), err=True)
        click.echo(f"  À faire : prevexp share {case} {partner} --purpose {purpose.value}", err=True)
        return EXIT_NOTHING
    with replacing(out) as sink:
        sink.write(note_html(view, addressee=called).encode())
    click.echo(f"Page écrite : {out}", err=True)
    return 0

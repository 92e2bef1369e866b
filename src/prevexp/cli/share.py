"""`prevexp share`: what would leave to a partner and why, and why the rest stays."""

import json
from datetime import date
from pathlib import Path

import click

from prevexp.domain.sharing import SharingPurpose

from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened


@click.command("share")
@click.argument("case")
@click.argument("partner")
@click.option(
    "--purpose",
    type=click.Choice([one.value for one in SharingPurpose]),
    required=True,
    help="Ce à quoi les données serviraient.",
)
@caseload_options
@day_option(help="Jour auquel elles partiraient.")
@click.option("--choose", multiple=True, metavar="NOM", help="Donnée choisie à la main, par exemple de la situation.")
@json_option
@click.option("--with-identities", is_flag=True, help="Avec --json : écrire aussi les noms et coordonnées permis.")
def command(
    case: str,
    partner: str,
    purpose: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    choose: tuple[str, ...],
    as_json: bool,
    with_identities: bool,
) -> int:
    """Dire ce qui partirait d'un dossier vers un partenaire, pourquoi, et pourquoi le reste ne part pas.

    Rien n'est envoyé. Le partenaire se nomme comme dans le territoire, ou ccapex, judge, landlord…

    Exemple : prevexp share 01-2021-00123 ccapex --purpose instruction
    """
    from prevexp.render.sharing_words import view_json
    from prevexp.render.sharing_words import view_text

    with opened(store, territory, key_file) as caseload:
        view = caseload.view(caseload.find(case), partner=partner, purpose=purpose, on=on, chosen=choose)
        if as_json:
            data = view_json(view, with_identities=with_identities)
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            click.echo(view_text(view))
    return 0

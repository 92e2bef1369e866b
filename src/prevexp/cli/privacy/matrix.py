"""`prevexp privacy matrix`: what may pass to and from each partner."""

import json

import click

from prevexp.domain.sharing import Recipient

from ..options import json_option
from ..options import territory_option


@click.command("matrix")
@territory_option
@click.option("--partner", type=click.Choice([one.value for one in Recipient]), help="Un seul partenaire.")
@json_option
def command(territory: str, partner: str | None, as_json: bool) -> None:
    """Imprimer la matrice de partage d'un territoire : qui peut recevoir quoi, quand, pour quoi, sur quel fondement.

    Ce qui n'y est pas ne sort jamais.

    Exemple : prevexp privacy matrix --territory 62 --partner caf
    """
    from prevexp.registry import load_territory
    from prevexp.render.sharing_matrix import matrix_json
    from prevexp.render.sharing_matrix import matrix_text

    matrix = load_territory(territory).matrix
    if as_json:
        rows = [row for row in matrix_json(matrix) if partner in (None, row["partner"])]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo(matrix_text(matrix, partner=None if partner is None else Recipient(partner)))

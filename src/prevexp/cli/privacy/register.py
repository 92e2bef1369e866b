"""`prevexp privacy register`: the entry of the register of processing, or the skeleton of the impact assessment."""

import click

from ..options import territory_option


@click.command("register")
@territory_option
@click.option("--impact", is_flag=True, help="La trame de l'analyse d'impact (AIPD) au lieu de la fiche du registre.")
def command(territory: str, impact: bool) -> None:
    """Écrire la fiche du registre des traitements d'un territoire, d'après les champs et la matrice du logiciel.

    Ce que seul le responsable du traitement peut dire est marqué « à compléter ».

    Exemple : prevexp privacy register --territory 62 > registre.md
    """
    from prevexp.registry import load_territory
    from prevexp.render.data_register import impact_skeleton
    from prevexp.render.data_register import register_entry

    pack = load_territory(territory)
    click.echo((impact_skeleton if impact else register_entry)(pack))

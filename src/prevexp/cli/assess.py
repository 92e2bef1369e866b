"""`prevexp assess`: note the assessment of a household from a filled form."""

from pathlib import Path

import click

from .noting import told
from .options import caseload_options
from .options import opened


def _template(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Give the empty form before anything is asked of a store or a territory."""
    if wanted:
        from prevexp.render.assessment_template import template

        click.echo(template())
        context.exit()


@click.command("assess")
@click.argument("case")
@caseload_options
@click.option(
    "--file",
    "form",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Formulaire rempli (TOML).",
)
@click.option(
    "--template",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_template,
    help="Donner un formulaire vide sur la sortie standard, sans rien d'autre.",
)
def command(case: str, store: str, territory: str, key_file: Path | None, form: Path) -> int:
    """Noter un diagnostic fait avec le ménage, d'après un formulaire ; il faut son accord en vigueur ce jour-là.

    Un autre jour donne une nouvelle version ; les précédentes restent lisibles. Tous les problèmes du formulaire sont
    dits en une fois.

    Le formulaire vide : prevexp assess --template > diagnostic.toml
    """
    with opened(store, territory, key_file) as caseload:
        return told(caseload.assess_from(caseload.find(case), form), f"Le lire : prevexp assessment {case}")

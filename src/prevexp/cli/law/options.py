"""What the commands of this group share."""

import os
from typing import TYPE_CHECKING

import click

from ..plugging import registry
from .territory import law_of

if TYPE_CHECKING:
    from prevexp.law.law import Law
    from prevexp.law.territory_law import TerritoryLaw

law_territory_option = click.option(
    "--territory",
    envvar="PREVEXP_TERRITORY",
    help="Département ou dossier d'un pack, pour ses valeurs et ses choix ; sinon la loi nationale.",
)


def chosen_law(territory: str) -> "TerritoryLaw":
    """Return the law of a territory named on the command line: a département, or the folder of a pack."""
    from prevexp.registry import load_territory

    is_folder = territory == os.curdir or os.sep in territory
    return load_territory(territory, registry=registry()).law if is_folder else law_of(territory)


def law_to_show(territory: str | None) -> "Law":
    """Return the law of a territory, or the national one if none is named."""
    from prevexp.law.loading import national_law

    return chosen_law(territory).setting.law if territory else national_law()

"""`prevexp conformance`: the kits a plugin is tried with, run without knowing pytest."""

import click

from ..lazy import LazyGroup

CONFORMANCE_COMMANDS = {
    "pack": "Éprouver le pack d'un territoire : lieux, dates, travail, scénarios.",
    "rules": "Éprouver des règles et des faits.",
    "indicators": "Éprouver des indicateurs.",
    "exporters": "Éprouver une forme de fichier.",
    "connectors": "Éprouver le lien avec un partenaire.",
    "models": "Éprouver un modèle de simulation.",
    "storage": "Éprouver un stockage : chaque règle du contrat, une par une.",
}
"""Name of a kit -> its one line of help; listing them imports none."""


class KitGroup(LazyGroup):
    """The kits by name. What is no name of a kit is a target, tried with every kit that fits it."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a kit."""
        from .target import KITS
        from .target import kit_command

        return kit_command(cmd_name, self.listed[cmd_name]) if cmd_name in KITS else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the kit named, or take the word for a target."""
        if args[0] in self.listed or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from .target import kit_command

        return "", kit_command(None, "Éprouver tout ce que la cible offre, avec chaque kit qui convient."), args


@click.group(cls=KitGroup, listed=CONFORMANCE_COMMANDS, package=__package__)
def command() -> None:
    """Éprouver un plugin avec les règles de son contrat.

    prevexp conformance CIBLE essaie chaque kit qui convient à ce que la cible
    offre, en un seul rapport ; « . » est le dossier courant.

    Chaque règle porte un numéro et dit ce qu'un échec veut dire et où chercher.
    Il faut l'extra de test ; dans un clone de prevexp : pip install ".[xlsx,test]".
    """

"""Groups of commands that import each command when it is called: listing them imports none."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their names, each as `command`.

    `listed` maps the names, in the order a newcomer needs them, to one line of help, or `sections` maps titles to such
    maps; `package` holds the modules, with `_` for a `-` of the name.
    """

    def __init__(
        self,
        *,
        listed: Mapping[str, str] | None = None,
        sections: Mapping[str, Mapping[str, str]] | None = None,
        package: str | None,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self.sections = sections or {"Commandes": listed or {}}
        self.listed = {name: words for part in self.sections.values() for name, words in part.items()}
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in their order."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in self.listed:
            return None
        command: click.Command = import_module(f".{cmd_name.replace('-', '_')}", self.package).command
        return command

    def known(self, ctx: click.Context, cmd_name: str) -> list[str]:
        """Return the names among which one that was typed is looked for."""
        return list(self.listed)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command typed; of one that is not there, say which there are."""
        known = self.known(ctx, args[0])
        if args[0] not in known and not args[0].startswith("-"):
            ctx.fail(f"Commande inconnue ; il y a {', '.join(known)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        for title, part in self.sections.items():
            with formatter.section(title):
                formatter.write_dl(list(part.items()))

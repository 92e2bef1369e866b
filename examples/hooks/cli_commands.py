"""A command of one’s own: `prevexp bonjour`. It is imported when it is called."""

import click

from prevexp.registry import CliCommand
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="bonjour", api=1, title="Bonjour", contact="equipe@example.org")


@click.command(help="Saluer l'équipe.")
def greet():
    """Write one line."""
    click.echo("Bonjour.")


@hookimpl
def prevexp_cli_commands():
    yield CliCommand(id="bonjour.greet", name="bonjour", help="Saluer l'équipe.", load=lambda: greet)

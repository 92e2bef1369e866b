"""`prevexp novelties`: how much was noted since somebody last asked. It keeps where it stood in the store."""

import json

import click

from prevexp.cli.options import caseload_options
from prevexp.cli.options import opened
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import CliCommand
from prevexp.registry.offers import MigrationSet

MEMO = "novelties.position"


@hookimpl
def prevexp_plugin():
    """Introduce the plugin."""
    return PluginInfo(id="novelties", api=1, title="Ce qui est nouveau", contact="equipe@example.org")


@hookimpl
def prevexp_cli_commands():
    """Offer the command; it is made when it is called."""
    yield CliCommand(id="novelties.command", name="novelties", help="Dire combien a été noté depuis.", load=load)


@hookimpl
def prevexp_migrations():
    """Say what is kept: a position of the journal, first as a bare number, then as an object."""
    yield MigrationSet(id=MEMO, steps=(as_object,))


def as_object(data):
    """Bring a bare number into the form of today."""
    return json.dumps({"position": int(data)}).encode()


def load():
    """Return the command."""

    @click.command("novelties")
    @caseload_options
    def command(store, territory, key_file):
        """Dire combien d'événements ont été notés depuis le dernier appel."""
        with opened(store, territory, key_file) as caseload:
            memo = caseload.plugin_data(MEMO)
            kept = memo.read()
            before = json.loads(kept.data)["position"] if kept else 0
            now = caseload.records.store.head().count
            memo.write(json.dumps({"position": now}).encode(), after=kept)
        click.echo(f"{now - before} événement(s) depuis la position {before}.")

    return command

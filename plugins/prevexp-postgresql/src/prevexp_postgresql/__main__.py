"""`python -m prevexp_postgresql`: the roles of a team as SQL, and sweeping after an erasure."""

import click

from prevexp.domain.errors import StoreError

from .address import Address
from .connections import Connections
from .erasing import sweep
from .roles import creation_sql

_MINUTE_S = 60.0


@click.group()
def main() -> None:
    """Administrer une base PostgreSQL de prevexp."""


@main.command()
@click.argument("schema")
def roles(schema: str) -> None:
    """Écrire le SQL qui crée les rôles, le schéma et les tables d'une équipe (à relire, puis à passer à psql)."""
    try:
        click.echo(creation_sql(schema), nl=False)
    except StoreError as error:
        raise click.UsageError(f"nom de schéma refusé : {error}") from None


@main.command("sweep")
@click.argument("url")
def swept(url: str) -> None:
    """Réécrire les tables sans ce qui a été effacé (rôle propriétaire ; tout attend pendant ce temps)."""
    try:
        connections = Connections(Address.of(url), busy_seconds=_MINUTE_S)
        with connections.lent() as connection:
            done = sweep(connection, rewrite=True)
        connections.dispose()
    except StoreError as error:
        raise click.ClickException(f"impossible : {error}") from None
    if not done:
        raise click.ClickException("ce rôle n'est pas propriétaire des tables : rien n'a été fait")
    click.echo("Les tables sont réécrites.", err=True)


if __name__ == "__main__":
    main(prog_name="python -m prevexp_postgresql")
